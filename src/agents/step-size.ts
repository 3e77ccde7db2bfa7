/**
 * Step sizes alpha by state and action. A constant one follows change and suits worlds without chance; in a world with
 * chance it must shrink, or values keep jumping with the last outcome:
 *
 *   alpha_n = alpha / (1 + decay n),   n = earlier updates of this state and action
 *
 * whose sum diverges while the sum of squares does not, the condition of Robbins & Monro, "A stochastic approximation
 * method", Annals of Mathematical Statistics 22, 1951 (https://doi.org/10.1214/aoms/1177729586).
 */
import { numberOf, type SettingsSchema, type SettingValues } from '../core/settings.ts'

export const stepSizeSettings = {
  learningRate: {
    kind: 'number',
    default: 0.5,
    min: 0,
    max: 1,
    step: 0.01,
    label: 'Learning rate',
    plain: 'how fast it changes its mind',
    help: 'How far a value moves towards what the robot has just seen: 0 learns nothing, 1 forgets what was before.',
    live: true,
  },
  learningRateDecay: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 1,
    step: 0.001,
    label: 'Learning rate decay',
    plain: 'settling down',
    help: 'How much smaller the learning rate gets each time an action was tried in a place; worlds with chance need some.',
    live: true,
  },
} as const satisfies SettingsSchema

export class StepSize {
  /** Updates so far, counted while `decay` is above 0. [S x A] */
  readonly updates: Int32Array
  private base = 0
  private decay = 0

  constructor(pairs: number, settings: SettingValues) {
    this.updates = new Int32Array(pairs)
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.base = numberOf(settings, 'learningRate')
    this.decay = numberOf(settings, 'learningRateDecay')
  }

  /** The step size for an update of `pair`, which it counts. */
  next(pair: number): number {
    return this.decay === 0 ? this.base : this.base / (1 + this.decay * this.updates[pair]!++)
  }

  /** The same, without counting. */
  peek(pair: number): number {
    return this.decay === 0 ? this.base : this.base / (1 + this.decay * this.updates[pair]!)
  }
}
