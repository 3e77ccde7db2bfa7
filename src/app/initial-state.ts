/** The state a page opens with. */
import { agents } from '../agents/registry.ts'
import type { RunConfig } from '../core/run-config.ts'
import { defaultsOf } from '../core/settings.ts'
import { NO_MOMENTS } from '../store/moments.ts'
import type { AppState, Theme } from '../store/state.ts'
import { feedbackSchema } from './feedback-forms.ts'
import { FIRST_SPEEDS } from './run-commands.ts'
import { openWorldState, termEntries, worldEntries, worldOf } from './worlds.ts'

export function initialState(config: RunConfig, theme: Theme): AppState {
  const world = worldOf(config.env, config.envSettings)
  return {
    mode: 'watch',
    theme,
    worlds: worldEntries(),
    agents: agents.map(({ id, title, kind, help, worlds, actions, learnsFrom, settings }) => ({
      id,
      title,
      kind,
      help,
      worlds,
      actions,
      learnsFrom: learnsFrom ?? null,
      settings,
    })),
    progress: {},
    run: {
      epoch: 0,
      config,
      status: 'starting',
      speed: FIRST_SPEEDS[world.form],
      learning: true,
      step: 0,
      episode: 0,
      stepsPerSecond: 0,
      optimalReturn: null,
      randomReturn: null,
      evaluation: null,
      diagnostics: {},
      failure: null,
      lastGood: null,
    },
    opening: null,
    world: openWorldState(world),
    moments: NO_MOMENTS,
    trained: [],
    trick: { thing: 'ball', tilt: 0 },
    playback: 1,
    terms: termEntries(world),
    shapingCheck: null,
    layers: { values: true, arrows: true, trails: true, visits: false, digits: false, swarm: true },
    inspectedCell: null,
    play: {
      active: false,
      seed: 0,
      state: 0,
      steps: 0,
      return: 0,
      finished: 'no',
      event: 'none',
      bestReturn: null,
      held: [],
      robot: null,
      help: '',
    },
    teach: {
      way: 'compare',
      queries: [],
      answered: [],
      saved: { kind: 'loading' },
      chosen: null,
      learned: null,
      showTrueReward: false,
      simulatedRater: 'off',
      episode: null,
      settings: defaultsOf(feedbackSchema(world)),
      settingsSchema: feedbackSchema(world),
      totalLabels: 0,
      rater: 'person',
      raters: ['person'],
      clipPlayback: 1,
      clipsPaused: false,
      askStrength: false,
      editing: null,
      live: null,
      plane: null,
      audit: null,
      wishes: [],
      overoptimisation: null,
      influence: null,
      pendingImport: null,
    },
    notice: null,
    dialog: 'none',
    announcement: '',
  }
}
