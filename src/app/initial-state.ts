/** The state a page opens with. */
import { agents } from '../agents/registry.ts'
import type { RunConfig } from '../core/run-config.ts'
import { defaultsOf } from '../core/settings.ts'
import { feedbackSettings } from '../feedback/settings.ts'
import type { AppState, Theme } from '../store/state.ts'
import { termEntries, worldEntries, worldOf } from './worlds.ts'

/** Fast enough that colour spreads while one watches, slow enough to follow the robot. */
const FIRST_SPEED = 100

export function initialState(config: RunConfig, theme: Theme): AppState {
  return {
    mode: 'watch',
    theme,
    worlds: worldEntries(),
    agents: agents.map(({ id, title, kind, help, settings }) => ({ id, title, kind, help, settings })),
    progress: {},
    run: {
      epoch: 0,
      config,
      status: 'starting',
      speed: FIRST_SPEED,
      learning: true,
      step: 0,
      episode: 0,
      stepsPerSecond: 0,
      optimalReturn: null,
      randomReturn: null,
      evaluation: null,
      failure: null,
    },
    terms: termEntries(worldOf(config.env, config.envSettings)),
    shapingCheck: null,
    layers: { values: true, arrows: true, trails: true, visits: false, digits: false },
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
      settings: defaultsOf(feedbackSettings),
      settingsSchema: feedbackSettings,
      totalLabels: 0,
    },
    notice: null,
    dialog: 'none',
    announcement: '',
  }
}
