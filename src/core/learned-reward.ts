/** What the reward model and the shaping check report; plain data for the lens and the meters. */
import type { PlaneAxis } from './environment.ts'
import type { LabelKind } from './label.ts'

/** Predictions of answers that the predicting model never saw. */
export interface Agreement {
  readonly right: number
  readonly of: number
}

/** How far stated confidence and the share that was right are apart. */
export interface CalibrationReport {
  /** Filled bins of stated confidence, from 1/2 up. */
  readonly bins: readonly { readonly confidence: number; readonly right: number; readonly count: number }[]
  /** Expected calibration error, 0 to 1. */
  readonly error: number
  /** Mean negative log-likelihood of the answers, in nats. */
  readonly logLoss: number
}

/** Would more answers change much? */
export interface StoppingHint {
  /** Expected change of the learned policy or reward by ten more answers, 0 (none) to 1; null while unknown. */
  readonly expectedChange: number | null
  readonly enough: boolean
  /** In plain words. */
  readonly sentence: string
}

interface LearnedRewardBase {
  readonly epoch: number
  /** Labels it was fitted on. */
  readonly labels: number
  /** Cross-validated: answers predicted right by a model that never saw them. */
  readonly agreement: Agreement
  /** The same by kind of label; kinds without labels are left out. */
  readonly agreementByKind: Readonly<Partial<Record<LabelKind, Agreement>>>
  /** Of the same predictions; null before there are any. */
  readonly calibration: CalibrationReport | null
  readonly stopping: StoppingHint
  /** EPIC distance between learned and true reward, 0 (equal up to shaping and scale) to 1; null where it was not measured. */
  readonly epicDistance: number | null
  readonly fitMilliseconds: number
}

/** What the reward model believes of a grid world. */
export interface TabularLearnedReward extends LearnedRewardBase {
  readonly form: 'tabular'
  /** Mean learned reward of entering each cell, NaN where nothing can enter. [cells] */
  readonly mean: Float64Array
  /** Posterior standard deviation of the same. [cells] */
  readonly standardDeviation: Float64Array
  /** The task's (plus hidden) reward of entering each cell; the page shows it on request only. [cells] */
  readonly trueReward: Float64Array
  /** Learned reward by kind, largest magnitude first. */
  readonly kinds: readonly {
    readonly kind: string
    readonly mean: number
    readonly standardDeviation: number
  }[]
}

/** Learned and true reward over two numbers of the observation, the others at rest, or as they usually are. Row by row from the lowest y. */
export interface RewardSurface {
  readonly x: PlaneAxis
  readonly y: PlaneAxis
  readonly columns: number
  readonly rows: number
  /** Averaged over actions. [rows x columns] each */
  readonly mean: Float64Array
  readonly standardDeviation: Float64Array
  readonly trueReward: Float64Array
}

/** What the reward model believes of a control world. */
export interface ControlLearnedReward extends LearnedRewardBase {
  readonly form: 'control'
  readonly surface: RewardSurface
  /** Pearson correlation of learned and true reward over steps the robot took; null before there are enough. */
  readonly correlation: number | null
}

export type LearnedReward = TabularLearnedReward | ControlLearnedReward

/** Which terms are safe, checked by value iteration. */
export interface ShapingCheck {
  readonly epoch: number
  /** Term id -> states whose best action is no longer best for the task. Absent: cannot be checked. */
  readonly changedStates: Readonly<Record<string, readonly number[]>>
  /** The same for all active terms together. */
  readonly together: readonly number[]
}
