/** Commands that only change the state, as far as a picture needs; the rest are printed. */
import type { Commands } from '../../../src/store/commands.ts'
import type { AppState } from '../../../src/store/state.ts'
import type { Draft, Store } from '../../../src/store/store.ts'

/** Writes a value at a path of the state, such as `run.speed`. */
function put(store: Store<AppState>, path: string, value: (now: never) => unknown): void {
  store.update(draft => {
    const steps = path.split('.')
    let place = draft as unknown as Record<string, unknown>
    for (const step of steps.slice(0, -1)) place = place[step] as Record<string, unknown>
    const last = steps.at(-1)!
    place[last] = value(place[last] as never)
  })
}

export function fakeCommands(store: Store<AppState>): Commands {
  const set =
    (path: string) =>
    (value: unknown): void =>
      put(store, path, () => value)
  const setKey =
    (path: string) =>
    (key: string, value: unknown): void =>
      put(store, `${path}.${key}`, () => value)
  const known: Partial<Commands> = {
    setMode: set('mode'),
    setTheme: set('theme'),
    togglePlaying: () =>
      put(store, 'run.status', (now: string) => (now === 'running' ? 'paused' : 'running')),
    setSpeed: set('run.speed'),
    setLearning: set('run.learning'),
    toggleLayer: layer => put(store, `layers.${layer}`, (now: boolean) => !now),
    togglePlay: () => put(store, 'play.active', (now: boolean) => !now),
    setTeachWay: set('teach.way'),
    openDialog: set('dialog'),
    dismissNotice: () => set('notice')(null),
    setShowTrueReward: set('teach.showTrueReward'),
    setSimulatedRater: set('teach.simulatedRater'),
    setAgentSetting: setKey('run.config.agentSettings'),
    setEnvSetting: setKey('run.config.envSettings'),
    setTermWeight: setKey('run.config.reward.weights'),
    removeTerm: term =>
      store.update((draft: Draft<AppState>) => {
        delete draft.run.config.reward.weights[term]
      }),
    setLearnedWeight: set('run.config.reward.learnedWeight'),
    setLearnedOnly: set('run.config.reward.learnedOnly'),
    setSeed: set('run.config.seed'),
    answer: async answer => set('teach.chosen')(answer),
    retractLabel: async id =>
      put(store, 'teach.answered', (now: AppState['teach']['answered']) =>
        now.filter(({ label }) => label.id !== id),
      ),
  }
  return new Proxy(known, {
    get: (target, name) =>
      Reflect.get(target, name) ?? ((...parts: unknown[]) => console.log(String(name), parts)),
  }) as Commands
}
