/**
 * Shaping reward of steps in a world of real-valued states. Potential terms give
 *
 *   F(s, s') = gamma phi(s') - phi(s),   phi(terminal) = 0
 *
 * which keeps the best policy; free terms need not. Andrew Ng, Daishi Harada and Stuart Russell, "Policy invariance under
 * reward transformations", ICML 1999 (https://people.eecs.berkeley.edu/~pabbeel/cs287-fa09/readings/NgHaradaRussell-shaping-ICML1999.pdf).
 */
import type { ControlShapingTerm } from '../core/environment.ts'
import type { RewardSettings } from '../core/run-config.ts'

/** How a run makes the reward to learn from at this time. */
export interface ControlReward {
  /** Terms in use: those of weight 0 are left out, and cost nothing. */
  readonly terms: readonly { readonly term: ControlShapingTerm; readonly weight: number }[]
  /** gamma */
  readonly discount: number
  /** False: task reward and shaping are not learnt from. */
  readonly taskCounts: boolean
}

export function controlReward(
  shapingTerms: readonly ControlShapingTerm[],
  { weights, learnedOnly }: RewardSettings,
  discount: number,
): ControlReward {
  const terms = shapingTerms
    .map(term => ({ term, weight: weights[term.id] ?? 0 }))
    .filter(({ weight }) => weight !== 0)
  return { terms: learnedOnly ? [] : terms, discount, taskCounts: !learnedOnly }
}

/**
 * Weights included.
 * @param before [stateSize] @param actions from `offset` on [actionSize] @param after [stateSize]
 */
export function shapingReward(
  { terms, discount }: ControlReward,
  before: Float64Array,
  actions: ArrayLike<number>,
  offset: number,
  after: Float64Array,
  terminated: boolean,
): number {
  let sum = 0
  for (let i = 0; i < terms.length; i++) {
    const { term, weight } = terms[i]!
    const amount =
      term.kind === 'free'
        ? term.amount(before, actions, offset, after)
        : (terminated ? 0 : discount * term.potential(after)) - term.potential(before)
    sum += weight * amount
  }
  return sum
}
