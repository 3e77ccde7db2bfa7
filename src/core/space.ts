/** Spaces of observations and actions, in Gymnasium's sense. */
export interface Discrete {
  readonly kind: 'discrete'
  readonly n: number
}

export interface Box {
  readonly kind: 'box'
  readonly shape: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

export type Space = Discrete | Box
