/**
 * Chances of what one rater presses. Rao & Kupper, "Ties in paired-comparison experiments: a generalization of the
 * Bradley-Terry model", JASA 62, 1967 (https://doi.org/10.1080/01621459.1967.10482901), with a leaning to one side and lapses:
 *
 *   z = slope x (return of left - return of right) + side
 *   left: sigmoid(z - band),  right: sigmoid(-z - band),  equal: the rest
 *   P(answer) = (1 - lapse) p + lapse x (1/2 for left, 1/2 for right, 0 for equal)
 *
 * A lapse is an answer pressed without looking; who does not look presses a side.
 */
import { sigmoid } from '../preference.ts'

export interface AnswerParameters {
  /** Logits per unit of return. */
  readonly slope: number
  /** Logits by which the left side is preferred between equal clips. */
  readonly side: number
  /** Logits by which a side must win against equal. */
  readonly band: number
  /** Share of answers pressed without looking. */
  readonly lapse: number
}

/** Left, equal and right. */
export interface AnswerChances {
  readonly left: number
  readonly equal: number
  readonly right: number
}

/** @param difference return of left - return of right. */
export function answerChances(
  { slope, side, band, lapse }: AnswerParameters,
  difference: number,
): AnswerChances {
  const z = slope * difference + side
  const left = sigmoid(z - band)
  const right = sigmoid(-z - band)
  return {
    left: (1 - lapse) * left + lapse / 2,
    equal: (1 - lapse) * Math.max(0, 1 - left - right),
    right: (1 - lapse) * right + lapse / 2,
  }
}

/** Points of 100 by which the left side is pressed too often between equal clips, by who leans that many logits. */
export const sidePoints = (side: number): number => 100 * (sigmoid(side) - 0.5)
