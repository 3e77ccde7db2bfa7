/**
 * Comparisons as an ordered choice by one number z = slope x (return of left - return of right) + leaning to the left:
 *
 *   right clearly | right slightly | equal | left slightly | left clearly      cuts at -b-c, -b, b, b+c
 *   P(answer) = (1 - n) [ sigmoid(upper - z) - sigmoid(lower - z) ] + n / k
 *
 * with the tie band b, the strength band c, the share n of answers pressed without looking and k answers to choose from.
 * Where strength was not asked, the two answers of a side are one. Ties: Rao & Kupper, "Ties in paired-comparison
 * experiments", JASA 62, 1967 (https://doi.org/10.1080/01621459.1967.10482901); ordered strengths: Agresti, "Analysis of
 * ordinal paired comparison data", Applied Statistics 41, 1992 (https://doi.org/10.2307/2347562).
 *
 * Without a tie band this is the Bradley-Terry model, and equal is a target of one half.
 */
import ln from '@stdlib/math-base-special-ln'
import type { Strength } from '../core/label.ts'
import { between, betweenSlope, comparisonLoss, type Loss, preferenceProbability } from './preference.ts'

/** Cut points, in units of z. */
export interface AnswerCuts {
  readonly tieBand: number
  /** Beyond the tie band. */
  readonly strongBand: number
}

const SMALLEST_PROBABILITY = 1e-12

/**
 * @param target 1 left, 0 right, one half equal; anything between is a soft target, which needs a tie band of 0.
 * @param strength null where it was not asked.
 */
export function orderedLoss(
  z: number,
  target: number,
  strength: Strength,
  { tieBand, strongBand }: AnswerCuts,
  lapse: number,
): Loss {
  const side = target === 1 ? 1 : target === 0 ? -1 : 0
  if (tieBand === 0 && (strength === null || side === 0)) return comparisonLoss(z, target, lapse)
  const bounds = cutsOf(tieBand, strength === null ? null : strongBand)
  const chosen = placeOf(side, strength, bounds.length + 1)
  const floor = lapse / (bounds.length + 1)
  let loss = 0
  let gradient = 0
  let information = 0
  for (let answer = 0; answer <= bounds.length; answer++) {
    const lower = answer === 0 ? -Infinity : bounds[answer - 1]!
    const upper = answer === bounds.length ? Infinity : bounds[answer]!
    const p = Math.max((1 - lapse) * between(lower, upper, z) + floor, SMALLEST_PROBABILITY)
    const slope = (1 - lapse) * betweenSlope(lower, upper, z)
    information += (slope * slope) / p
    if (answer === chosen) {
      loss = -ln(p)
      gradient = -slope / p
    }
  }
  return { loss, gradient, information }
}

/** Chances of left, equal and right where strength is not asked. */
export function answerChances(
  z: number,
  { tieBand }: Pick<AnswerCuts, 'tieBand'>,
  lapse: number,
): { readonly left: number; readonly equal: number; readonly right: number } {
  if (tieBand === 0) {
    return { left: preferenceProbability(z, lapse), equal: 0, right: preferenceProbability(-z, lapse) }
  }
  const stated = (lower: number, upper: number) => (1 - lapse) * between(lower, upper, z) + lapse / 3
  return {
    left: stated(tieBand, Infinity),
    equal: stated(-tieBand, tieBand),
    right: stated(-Infinity, -tieBand),
  }
}

/** Of an answer among `count`, the most certain right first. */
function placeOf(side: -1 | 0 | 1, strength: Strength, count: number): number {
  if (side === 0) return (count - 1) / 2
  const fromEnd = strength === 'slightly' ? 1 : 0
  return side < 0 ? fromEnd : count - 1 - fromEnd
}

/** Rising. @param strongBand null where strength was not asked. */
function cutsOf(tieBand: number, strongBand: number | null): readonly number[] {
  const inner = tieBand === 0 ? [0] : [-tieBand, tieBand]
  return strongBand === null ? inner : [-tieBand - strongBand, ...inner, tieBand + strongBand]
}
