import { agents } from '../../../src/agents/registry.ts'
import { termEntries, worldEntries, worldOf } from '../../../src/app/worlds.ts'
import type { Clip, Label } from '../../../src/core/label.ts'
import { Rng } from '../../../src/core/rng.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { environmentById } from '../../../src/envs/registry.ts'
import { feedbackSettings } from '../../../src/feedback/settings.ts'
import type { AppState, SavedState } from '../../../src/store/state.ts'

export function fakeState(query: URLSearchParams): AppState {
  const env = query.get('env') ?? 'FlowerPath-v0'
  const envSettings = defaultsOf(environmentById(env).settings)
  const world = worldOf(env, envSettings)
  const terms = termEntries(world)
  const rng = Rng.fromSeed(3, 'labels')
  const clip = (): Clip => ({
    start: world.model.startStates[0]!,
    seed: rng.integer(1000),
    actions: Array.from({ length: 9 }, () => rng.integer(world.model.actions)),
  })
  const empty = query.has('empty')
  const agent = agents.find(entry => entry.id === query.get('agent')) ?? agents[0]!
  const count = empty ? 0 : 9
  const answers = ['right', 'left', 'equal', 'right', 'cant-tell', 'left', 'right', 'left', 'right'] as const
  const labels = Array.from({ length: count }, (_, i): Label => {
    const given = {
      schema: 1,
      id: `label-${i}`,
      env,
      envSettings,
      rater: i === 6 ? 'simulated:oracle' : 'person',
      shownAt: '',
      answeredAt: '',
      modelVersion: 0,
      queryRule: 'information',
      inputDevice: 'keyboard',
    } as const
    if (i === 4) return { ...given, kind: 'rate', clip: clip(), rating: -2 }
    return { ...given, kind: 'compare', left: clip(), right: clip(), answer: answers[i]! }
  })
  const cells = world.board.tiles.length
  const enterable = (cell: number) => world.board.stateAt[cell]! >= 0
  const worth: Record<string, number> = { goal: 0.9, flower: -0.7, lava: -1 }
  const saved: Record<string, SavedState> = {
    saved: { kind: 'saved', count },
    loading: { kind: 'loading' },
    saving: { kind: 'saving', count },
    failed: {
      kind: 'failed',
      count: 6,
      unsaved: 3,
      code: 'storage-full',
      message: 'This browser has no room left for answers.',
    },
    unreadable: {
      kind: 'unreadable',
      message: '2 stored answers could not be read and are kept as found (labels[3].answer).',
    },
  }
  const chosenTerms = query.has('empty')
    ? []
    : [terms.find(t => t.kind === 'potential'), terms.find(t => t.kind === 'free')]
  return {
    mode: query.get('mode') === 'teach' ? 'teach' : 'watch',
    theme: (query.get('theme') as 'dark' | 'light') ?? 'system',
    worlds: worldEntries(),
    agents: agents.map(({ id, title, kind, help, settings }) => ({ id, title, kind, help, settings })),
    progress: {
      'TwoGoals-v0': { episodes: 90, solvedAt: 40, bestEvaluation: 1 },
      'CliffWalking-v1': { episodes: 400, solvedAt: 180, bestEvaluation: -13 },
      'FrozenLake-v1': { episodes: 90, solvedAt: null, bestEvaluation: 0.3 },
    },
    run: {
      epoch: 1,
      config: {
        env,
        envSettings,
        agent: agent.id,
        agentSettings: defaultsOf(agent.settings),
        reward: {
          weights: Object.fromEntries(chosenTerms.flatMap(t => (t ? [[t.id, t.suggestedWeight]] : []))),
          learnedWeight: 1,
          learnedOnly: false,
        },
        seed: 7,
      },
      status: query.has('failed') ? 'failed' : empty ? 'paused' : 'running',
      speed: query.get('speed') === 'max' ? 'max' : 1000,
      learning: true,
      step: 0,
      episode: 0,
      stepsPerSecond: 0,
      optimalReturn: 0.45,
      randomReturn: -3.9,
      evaluation: empty
        ? null
        : { episodes: 20, meanReturn: -0.12, standardDeviation: 0, returns: [], meanLength: 18 },
      failure: query.has('failed')
        ? { code: 'x', message: 'Values grew beyond bounds. Lower the learning rate and start again.' }
        : null,
    },
    terms,
    shapingCheck: {
      epoch: 1,
      changedStates: Object.fromEntries(
        terms.map(t => [t.id, t.kind === 'free' ? [3, 9, 10, 17, 20, 31] : []]),
      ),
      together: [3, 9, 10, 17, 20, 31],
    },
    layers: { values: true, arrows: true, trails: true, visits: false, digits: false },
    inspectedCell: null,
    play: {
      active: query.has('play'),
      seed: 1,
      state: 0,
      steps: 7,
      return: -0.35,
      finished: 'no',
      bestReturn: 0.2,
    },
    teach: {
      way: query.get('way') === 'rate' ? 'rate' : 'compare',
      queries: empty
        ? []
        : [{ id: 'q1', left: clip(), right: clip(), queryRule: 'information', modelVersion: 3 }],
      answered: labels.map(label => ({ label, pending: false })),
      saved: saved[query.get('saved') ?? 'saved']!,
      chosen: (query.get('chosen') as 'left' | null) ?? null,
      learned: empty
        ? null
        : {
            epoch: 1,
            labels: count,
            mean: Float64Array.from({ length: cells }, (_, c) =>
              enterable(c) ? (worth[world.board.tiles[c]!] ?? 0) + (rng.uniform() - 0.5) * 0.2 : NaN,
            ),
            standardDeviation: Float64Array.from({ length: cells }, (_, c) => (c % 9 === 0 ? 0.5 : 0.05)),
            trueReward: Float64Array.from({ length: cells }, (_, c) =>
              enterable(c) ? (worth[world.board.tiles[c]!] ?? 0) : NaN,
            ),
            epicDistance: 0.12,
            agreement: { right: 16, of: 19 },
            kinds: [
              { kind: 'lava', mean: -0.98, standardDeviation: 0.31 },
              { kind: 'goal', mean: 0.92, standardDeviation: 0.2 },
              { kind: 'flower', mean: -0.71, standardDeviation: 0.12 },
              { kind: 'floor', mean: 0.04, standardDeviation: 0.06 },
            ],
            fitMilliseconds: 12,
          },
      showTrueReward: query.has('truth'),
      simulatedRater: 'off',
      episode: empty ? null : { episode: 260, clip: clip() },
      settings: defaultsOf(feedbackSettings),
      settingsSchema: feedbackSettings,
      totalLabels: count,
    },
    notice: query.has('notice')
      ? {
          id: 1,
          tone: 'info',
          text: 'Started again from nothing.',
          action: { label: 'Undo', command: 'undo-reset' },
        }
      : null,
    dialog: (query.get('dialog') as 'keys' | null) ?? 'none',
    announcement: '',
  }
}
