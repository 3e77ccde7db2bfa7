/**
 * Behaviour policies over action values. Epsilon-greedy: with probability epsilon any action, otherwise a best one, ties
 * broken at random (always taking the first would bias exploration towards it). Softmax (Boltzmann):
 *
 *   pi(a | s) = exp(Q(s, a) / temperature) / sum_b exp(Q(s, b) / temperature)
 *
 * Sutton & Barto, "Reinforcement Learning: An Introduction", 2nd ed., 2018, sections 2.2 and 13.1
 * (http://incompleteideas.net/book/the-book-2nd.html).
 *
 * Epsilon falls from `epsilon` to `epsilonFinal`: in a straight line over `epsilonDecaySteps` steps, or exponentially
 * with `epsilonDecaySteps` as the time constant.
 */
import exp from '@stdlib/math-base-special-exp'
import type { Rng } from '../core/rng.ts'
import { numberOf, type SettingsSchema, type SettingValues, textOf } from '../core/settings.ts'
import { maximum } from './action-values.ts'

export const explorationSettings = {
  explorationRule: {
    kind: 'choice',
    default: 'epsilon-greedy',
    options: [
      { value: 'epsilon-greedy', label: 'Epsilon-greedy' },
      { value: 'softmax', label: 'Softmax' },
    ],
    label: 'Exploration',
    plain: 'way of trying things',
    help: 'Epsilon-greedy tries any action now and then; softmax prefers actions that look nearly as good as the best.',
    live: true,
  },
  epsilon: {
    kind: 'number',
    default: 0.1,
    min: 0,
    max: 1,
    step: 0.01,
    label: 'Epsilon',
    plain: 'curiosity',
    help: 'How often the robot tries a random action instead of the best one it knows.',
    live: true,
  },
  epsilonSchedule: {
    kind: 'choice',
    default: 'constant',
    options: [
      { value: 'constant', label: 'Constant' },
      { value: 'linear', label: 'Linear' },
      { value: 'exponential', label: 'Exponential' },
    ],
    label: 'Epsilon schedule',
    plain: 'how curiosity fades',
    help: 'Whether epsilon stays as it is or falls to its final value as the robot gathers steps.',
    live: true,
  },
  epsilonFinal: {
    kind: 'number',
    default: 0.01,
    min: 0,
    max: 1,
    step: 0.01,
    label: 'Final epsilon',
    plain: 'curiosity in the end',
    help: 'Where epsilon ends when it falls.',
    live: true,
  },
  epsilonDecaySteps: {
    kind: 'number',
    default: 20_000,
    min: 1,
    max: 10_000_000,
    integer: true,
    scale: 'log',
    unit: 'steps',
    label: 'Epsilon decay',
    plain: 'how long curiosity lasts',
    help: 'Over how many steps epsilon falls.',
    live: true,
  },
  temperature: {
    kind: 'number',
    default: 0.1,
    min: 0.001,
    max: 100,
    scale: 'log',
    unit: 'reward',
    label: 'Temperature',
    plain: 'boldness',
    help: 'For softmax: the larger it is, the more alike all actions are treated.',
    live: true,
  },
} as const satisfies SettingsSchema

/** Steps between two looks at the schedule: an exponential costs more than a learning step. */
const SCHEDULE_PERIOD = 32

export class Exploration {
  /** Steps learnt from so far. */
  steps = 0
  /** Probability of a random action now. */
  epsilon = 0
  softmax = false
  private temperature = 1
  private initial = 0
  private final = 0
  private schedule = 'constant'
  private decaySteps = 1
  private readonly weights: Float64Array

  constructor(actions: number, settings: SettingValues) {
    this.weights = new Float64Array(actions)
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.softmax = textOf(settings, 'explorationRule') === 'softmax'
    this.temperature = numberOf(settings, 'temperature')
    this.initial = numberOf(settings, 'epsilon')
    this.final = numberOf(settings, 'epsilonFinal')
    this.schedule = textOf(settings, 'epsilonSchedule')
    this.decaySteps = numberOf(settings, 'epsilonDecaySteps')
    this.epsilon = this.scheduled()
  }

  /** One step was learnt from. */
  tick(): void {
    if (++this.steps % SCHEDULE_PERIOD === 0) this.epsilon = this.scheduled()
  }

  /** Goes on from a saved count of steps. */
  restore(steps: number): void {
    this.steps = steps
    this.epsilon = this.scheduled()
  }

  /** pi(. | s) into [A]. */
  probabilities(values: Float64Array, start: number, actions: number, into: Float64Array): void {
    const best = maximum(values, start, actions)
    let sum = 0
    for (let action = 0; action < actions; action++) {
      const below = values[start + action]! - best
      const weight = this.softmax ? exp(below / this.temperature) : below === 0 ? 1 : 0
      into[action] = weight
      sum += weight
    }
    const random = this.softmax ? 0 : this.epsilon
    for (let action = 0; action < actions; action++) {
      into[action] = random / actions + ((1 - random) * into[action]!) / sum
    }
  }

  /** sum_a pi(a | s) Q(s, a). */
  expectation(values: Float64Array, start: number, actions: number): number {
    if (this.softmax) {
      this.probabilities(values, start, actions, this.weights)
      let sum = 0
      for (let action = 0; action < actions; action++) sum += this.weights[action]! * values[start + action]!
      return sum
    }
    let sum = 0
    for (let i = start; i < start + actions; i++) sum += values[i]!
    return (1 - this.epsilon) * maximum(values, start, actions) + (this.epsilon * sum) / actions
  }

  /** An action drawn from pi(. | s). */
  sample(values: Float64Array, start: number, actions: number, rng: Rng): number {
    this.probabilities(values, start, actions, this.weights)
    let u = rng.uniform()
    for (let action = 0; action < actions - 1; action++) {
      u -= this.weights[action]!
      if (u < 0) return action
    }
    return actions - 1
  }

  private scheduled(): number {
    const steps = this.steps - (this.steps % SCHEDULE_PERIOD)
    switch (this.schedule) {
      case 'linear':
        return this.initial + (this.final - this.initial) * Math.min(1, steps / this.decaySteps)
      case 'exponential':
        return this.final + (this.initial - this.final) * exp(-steps / this.decaySteps)
      default:
        return this.initial
    }
  }
}
