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

/** Numbers that make up one action: 1 for the index of a discrete one. */
export const actionSize = (space: Space): number => (space.kind === 'discrete' ? 1 : space.low.length)

/** Numbers that describe a policy over one action: A probabilities, or D means and D standard deviations. */
export const policySize = (space: Space): number =>
  space.kind === 'discrete' ? space.n : 2 * space.low.length
