/** What the reward model and the shaping check report; plain data for the lens and the meters. */
/** What the reward model believes, for the lens and the meters. */
export interface LearnedReward {
  readonly epoch: number
  /** Labels it was fitted on. */
  readonly labels: number
  /** Mean learned reward of entering each cell, NaN where nothing can enter. [cells] */
  readonly mean: Float64Array
  /** Posterior standard deviation of the same. [cells] */
  readonly standardDeviation: Float64Array
  /** The task's (plus hidden) reward of entering each cell; the page shows it on request only. [cells] */
  readonly trueReward: Float64Array
  /** EPIC distance between learned and true reward, 0 (equal up to shaping and scale) to 1. */
  readonly epicDistance: number
  /** Cross-validated: answers predicted right by a model that never saw them. */
  readonly agreement: { readonly right: number; readonly of: number }
  /** Learned reward by kind, largest magnitude first. */
  readonly kinds: readonly {
    readonly kind: string
    readonly mean: number
    readonly standardDeviation: number
  }[]
  readonly fitMilliseconds: number
}

/** Which terms are safe, checked by value iteration. */
export interface ShapingCheck {
  readonly epoch: number
  /** Term id -> states whose best action is no longer best for the task. Absent: cannot be checked. */
  readonly changedStates: Readonly<Record<string, readonly number[]>>
  /** The same for all active terms together. */
  readonly together: readonly number[]
}
