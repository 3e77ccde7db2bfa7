/**
 * 95 % intervals by profile likelihood: all values of one number for which the best fit of the others is not much worse. Venzon &
 * Moolgavkar, "A method for computing profile-likelihood-based confidence intervals", JRSS C 37, 1988
 * (https://doi.org/10.2307/2347496); here by bisection.
 *
 *   2 (loss with the number held - least loss) <= chi-square quantile of one degree of freedom
 */
import { type AnsweredPair, type AnswerFit, fitAnswers } from './answer-fit.ts'

/** Quantiles of chi-square with one degree of freedom. */
export const CHI_SQUARE_95 = 3.841
export const CHI_SQUARE_98 = 5.412
export const CHI_SQUARE_999 = 10.828

const BISECTIONS = 7
const WIDENINGS = 6

/** Twice the loss that holding an entry of theta costs. */
export function heldCost(
  pairs: readonly AnsweredPair[],
  fit: AnswerFit,
  index: number,
  value: number,
): number {
  const held = fitAnswers(pairs, { [index]: value }, fit.theta)
  return Math.max(0, 2 * (held.loss - fit.loss))
}

/** Of an entry of theta. */
export function profileInterval(
  pairs: readonly AnsweredPair[],
  fit: AnswerFit,
  index: number,
  cost = CHI_SQUARE_95,
): readonly [number, number] {
  const centre = fit.theta[index]!
  const step = Math.max(0.05, Math.sqrt(fit.covariance[index * 5]!))
  const bound = (sign: 1 | -1): number => {
    let inside = 0
    let outside = 2 * step
    for (let i = 0; i < WIDENINGS && !exceeds(outside); i++) {
      inside = outside
      outside *= 1.6
    }
    if (!exceeds(outside)) return centre + sign * outside
    for (let i = 0; i < BISECTIONS; i++) {
      const middle = (inside + outside) / 2
      if (exceeds(middle)) outside = middle
      else inside = middle
    }
    return centre + sign * outside

    function exceeds(distance: number): boolean {
      return heldCost(pairs, fit, index, centre + sign * distance) > cost
    }
  }
  return [bound(-1), bound(1)]
}
