/**
 * What an answer says about learned returns. Every kind of label is an ordered choice by one number z, so there is one term:
 *
 *   P(answer) = (1 - n) [ sigmoid(upper - z) - sigmoid(lower - z) ] + n / k
 *
 * with the answer's bounds on z, the share n of answers pressed without looking and the number k of answers to choose from.
 *
 *   compare   z = slope x (return of left - return of right) + the rater's leaning to the left; five answers with cuts at
 *             -c, -b, b, c where strength is asked, else three with cuts at -b, b
 *   correct   the same z, two answers with a cut at 0: the better part against the rest of the clip
 *   demo      the same z, two answers with a cut at 0: what was shown against other behaviour from the same start
 *   praise    z = slope x mean reward of the last steps, weighed by who saw what when; two answers with a cut at 0
 *
 * Ties: Rao & Kupper, "Ties in paired-comparison experiments: a generalization of the Bradley-Terry model", JASA 62, 1967
 * (https://doi.org/10.1080/01621459.1967.10482901). Ordered strengths: Agresti, "Analysis of ordinal paired comparison
 * data", Applied Statistics 41, 1992 (https://doi.org/10.2307/2347562). A tie says that both clips are alike, which most of
 * what is seen of a robot that has fallen is. Ratings are an ordered choice among seven (preference.ts).
 */
import ln from '@stdlib/math-base-special-ln'
import type { Comparison, Strength } from '../../core/label.ts'
import { sigmoid } from '../preference.ts'

/** b and c above, in units of z. */
const BAND = 1
const CLEARLY = 3
const SMALLEST_PROBABILITY = 1e-12

/** An answer as bounds on z. */
export interface Choice {
  readonly lower: number
  readonly upper: number
  /** How many answers there were to choose from. */
  readonly answers: number
}

/** z is above, or below, zero: nothing else could be said. */
export const ABOVE: Choice = { lower: 0, upper: Infinity, answers: 2 }
export const BELOW: Choice = { lower: -Infinity, upper: 0, answers: 2 }

/** Null where nothing is said. */
export function choiceOf(answer: Comparison, strength: Strength): Choice | null {
  if (answer === 'cant-tell') return null
  const answers = strength === null ? 3 : 5
  if (answer === 'equal') return { lower: -BAND, upper: BAND, answers }
  const lower = strength === 'clearly' ? CLEARLY : BAND
  const upper = strength === 'slightly' ? CLEARLY : Infinity
  return answer === 'left' ? { lower, upper, answers } : { lower: -upper, upper: -lower, answers }
}

/** 1 left, -1 right, 0 neither. */
export const sideOf = ({ lower, upper }: Choice): -1 | 0 | 1 => (lower >= 0 ? 1 : upper <= 0 ? -1 : 0)

export interface ChoiceTerm {
  /** Nats. */
  readonly loss: number
  /** By z. */
  readonly slope: number
}

export function choiceTerm(z: number, { lower, upper, answers }: Choice, lapse: number): ChoiceTerm {
  const above = sigmoid(upper - z)
  const below = sigmoid(lower - z)
  const stated = Math.max((1 - lapse) * (above - below) + lapse / answers, SMALLEST_PROBABILITY)
  const slope = below * (1 - below) - above * (1 - above)
  return { loss: -ln(stated), slope: (-(1 - lapse) * slope) / stated }
}

/** Chances of left, equal and right. */
export function choiceChances(z: number, lapse: number): readonly [number, number, number] {
  const left = sigmoid(z - BAND)
  const right = sigmoid(-z - BAND)
  const stated = (p: number) => (1 - lapse) * p + lapse / 3
  return [stated(left), stated(1 - left - right), stated(right)]
}
