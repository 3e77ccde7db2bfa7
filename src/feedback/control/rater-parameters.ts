/**
 * What is known of each rater beside what they want: to which side they lean when two clips look alike, and which rating is
 * neutral to them. Both are fitted by turns with the reward, pulled to zero where answers are few, so that a known bias
 * corrects the model. Leaning as the intercept of a Bradley-Terry model: Davidson & Beaver, "On extending the Bradley-Terry
 * model to incorporate within-pair order effects", Biometrics 33, 1977 (https://doi.org/10.2307/2529467).
 */
import { type Choice, choiceTerm } from './answer-likelihood.ts'

/** Standard deviation of leanings between people, in units of z. */
const LEANING_DEVIATION = 0.5
const LARGEST_LEANING = 3
/** Newton steps at a time. */
const STEPS = 4

export interface RaterParameters {
  /** Added to z of comparisons; above 0 the left side is pressed too often. */
  readonly leaning: number
  /** In rating points; below 0 severe, above 0 lenient. */
  readonly neutral: number
}

export const UNKNOWN_RATER: RaterParameters = { leaning: 0, neutral: 0 }

/** The likeliest leaning. @param compared z without leaning, and the answer. */
export function fitLeaning(
  compared: readonly { readonly z: number; readonly choice: Choice }[],
  lapse: number,
  leaning = 0,
): number {
  const prior = 1 / (LEANING_DEVIATION * LEANING_DEVIATION)
  let found = leaning
  for (let step = 0; step < STEPS; step++) {
    let slope = prior * found
    let curvature = prior
    for (const { z, choice } of compared) {
      const term = choiceTerm(z + found, choice, lapse)
      slope += term.slope
      // Squared slopes stand for curvature: never negative, and right where the model is.
      curvature += term.slope * term.slope
    }
    found = Math.min(LARGEST_LEANING, Math.max(-LARGEST_LEANING, found - slope / curvature))
  }
  return found
}

/** The mean of what is left of the ratings, as if one more rating had been neutral. @param rests in rating points. */
export const fitNeutral = (rests: readonly number[]): number =>
  rests.reduce((sum, rest) => sum + rest, 0) / (rests.length + 1)
