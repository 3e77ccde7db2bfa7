/**
 * Noise on deterministic or sampled actions, scaled to [-1, 1]: independent Gaussian noise at every step, or noise that
 * lasts, which pushes the same way for a while and so carries a body somewhere.
 *
 *   x <- k x + sqrt(1 - k^2) deviation N(0, 1),   k = exp(-1 / steps)
 *
 * is the Ornstein-Uhlenbeck process looked at once a step: its standard deviation stays `deviation`, and what x is now still
 * shows exp(-n / steps) of itself n steps later. It begins at 0 with every episode. George Uhlenbeck and Leonard Ornstein, "On
 * the theory of the Brownian motion", Physical Review 36, 1930 (https://doi.org/10.1103/PhysRev.36.823); for exploration
 * Timothy Lillicrap et al., "Continuous control with deep reinforcement learning", ICLR 2016 (https://arxiv.org/abs/1509.02971).
 */
import exp from '@stdlib/math-base-special-exp'
import type { AgentState, Batch } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { numberOf, type SettingsSchema, type SettingValues, textOf } from '../core/settings.ts'
import { loadArray } from './learner-state.ts'

export const noiseSettings = {
  noiseDeviation: {
    kind: 'number',
    default: 0.1,
    min: 0,
    max: 3,
    step: 0.01,
    label: 'Noise deviation',
    plain: 'strength of the jitter',
    help: 'Standard deviation of the noise added to actions, where half an action range from middle to edge counts as 1.',
    live: true,
  },
  noiseSteps: {
    kind: 'number',
    default: 50,
    min: 1,
    max: 10_000,
    scale: 'log',
    unit: 'steps',
    label: 'Noise duration',
    plain: 'how long a push lasts',
    help: 'Over how many steps noise that lasts fades: longer pushes carry the robot further one way before it turns.',
    live: true,
  },
} as const satisfies SettingsSchema

export class ExplorationNoise {
  private readonly dimensions: number
  /** x. [environments x dimensions] */
  private readonly state: Float64Array
  private deviation = 0
  private lasts = false
  private keep = 0

  constructor(environments: number, dimensions: number, settings: SettingValues) {
    this.dimensions = dimensions
    this.state = new Float64Array(environments * dimensions)
    this.configure(settings)
  }

  /** @param settings of which `exploration` is `ornstein-uhlenbeck` for noise that lasts. */
  configure(settings: SettingValues): void {
    this.deviation = numberOf(settings, 'noiseDeviation')
    this.lasts = textOf(settings, 'exploration') === 'ornstein-uhlenbeck'
    this.keep = exp(-1 / numberOf(settings, 'noiseSteps'))
  }

  /** Adds noise to one action per environment, in [-1, 1], and cuts the sum to it. [environments x dimensions] */
  disturb(actions: Float32Array, rng: Rng): void {
    const { state, lasts, deviation, keep } = this
    const fresh = deviation * Math.sqrt(1 - keep * keep)
    for (let i = 0; i < state.length; i++) {
      state[i] = lasts ? keep * state[i]! + fresh * rng.normal() : deviation * rng.normal()
      actions[i] = Math.max(-1, Math.min(1, actions[i]! + state[i]!))
    }
  }

  /** What lasts ends with its episode. */
  endEpisodes({ size, terminated, truncated }: Batch): void {
    for (let i = 0; i < size; i++) {
      if (!terminated[i] && !truncated[i]) continue
      this.state.fill(0, i * this.dimensions, (i + 1) * this.dimensions)
    }
  }

  save(): AgentState {
    return { arrays: { noise: this.state.slice() }, numbers: {} }
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    loadArray(state, 'noise', this.state)
  }
}
