/**
 * Has a rater changed? The earlier and the later half of the answers each with their own slope and lapses against one fit of all,
 * by likelihood ratio; leaning and tie band are shared. What is reported is how much more often the later answers go against
 * the better clip, over the pairs that were asked.
 */

import exp from '@stdlib/math-base-special-exp'
import type { Estimate } from '../../core/teaching-reports.ts'
import { sigmoid } from '../preference.ts'
import { type AnsweredPair, type AnswerFit, BAND, fitAnswers, LAPSE, SIDE, SLOPE } from './answer-fit.ts'
import { answerChances } from './answer-model.ts'

const HALF_WIDTH_95 = 1.96
const NUDGE = 1e-4

export interface DriftTest {
  /** Share of answers against the better clip, later half - earlier half. */
  readonly change: Estimate
  /** Twice the difference of losses; about chi-square with two degrees of freedom where nothing changed. */
  readonly statistic: number
}

/** @param pairs oldest first. */
export function driftTest(pairs: readonly AnsweredPair[], fit: AnswerFit): DriftTest {
  const middle = Math.floor(pairs.length / 2)
  const held = { [SIDE]: fit.theta[SIDE]!, [BAND]: fit.theta[BAND]! }
  const halves = [pairs.slice(0, middle), pairs.slice(middle)].map(half => {
    const own = fitAnswers(half, held)
    const error = (theta: Float64Array) => errorShare(pairs, theta, own.spread, fit.parameters.band)
    const share = error(own.theta)
    const gradient = [SLOPE, LAPSE].map(index => {
      const nudged = Float64Array.from(own.theta, (value, i) => (i === index ? value + NUDGE : value))
      return (error(nudged) - share) / NUDGE
    })
    const covariance = (row: number, column: number) => own.covariance[row * 4 + column]!
    const [bySlope, byLapse] = gradient as [number, number]
    const variance =
      bySlope * bySlope * covariance(SLOPE, SLOPE) +
      2 * bySlope * byLapse * covariance(SLOPE, LAPSE) +
      byLapse * byLapse * covariance(LAPSE, LAPSE)
    return { loss: own.loss, share, variance }
  })
  const [earlier, later] = halves as [(typeof halves)[0], (typeof halves)[0]]
  const value = later.share - earlier.share
  const reach = HALF_WIDTH_95 * Math.sqrt(earlier.variance + later.variance)
  return {
    change: { value, low: value - reach, high: value + reach },
    statistic: Math.max(0, 2 * (fit.loss - earlier.loss - later.loss)),
  }
}

/** Mean chance of the worse clip, over pairs. */
function errorShare(
  pairs: readonly AnsweredPair[],
  theta: Float64Array,
  spread: number,
  band: number,
): number {
  const parameters = { slope: exp(theta[SLOPE]!) / spread, side: 0, band, lapse: sigmoid(theta[LAPSE]!) }
  const total = pairs.reduce(
    (sum, { difference }) => sum + answerChances(parameters, Math.abs(difference)).right,
    0,
  )
  return total / pairs.length
}
