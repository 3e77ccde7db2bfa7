/**
 * A rater's scale and neutral point from their ratings: the ordered logistic of `preference.ts`, u = scale x return + offset, by
 * penalised Fisher scoring.
 */
import exp from '@stdlib/math-base-special-exp'
import type { Rating } from '../../core/label.ts'
import type { Estimate } from '../../core/teaching-reports.ts'
import { ratingLoss } from '../preference.ts'

export interface RatedClip {
  /** Return of the clip, 0 for as many usual steps. */
  readonly felt: number
  readonly rating: Rating
}

export interface RatingFit {
  /** Rating points above neutral. */
  readonly offset: Estimate
  /** Points per unit of return. */
  readonly scale: number
}

const LAPSE = 0.05
const OFFSET_DEVIATION = 2
const LOG_SCALE_DEVIATION = 1.5
const STEPS = 40
const HALVINGS = 12
const HALF_WIDTH_95 = 1.96

export function fitRatings(clips: readonly RatedClip[]): RatingFit {
  const spread = Math.sqrt(clips.reduce((sum, { felt }) => sum + felt * felt, 0) / clips.length) || 1
  let offset = 0
  let logScale = 0
  let point = evaluate(clips, spread, offset, logScale)
  for (let step = 0; step < STEPS; step++) {
    const { gradient, information } = point
    const determinant = information[0] * information[2] - information[1] * information[1]
    const byOffset = (information[2] * gradient[0] - information[1] * gradient[1]) / determinant
    const byScale = (information[0] * gradient[1] - information[1] * gradient[0]) / determinant
    let length = 1
    let next = point
    for (let halving = 0; halving < HALVINGS; halving++, length /= 2) {
      next = evaluate(clips, spread, offset - length * byOffset, logScale - length * byScale)
      if (next.loss < point.loss) break
    }
    if (!(next.loss < point.loss - 1e-9)) break
    offset -= length * byOffset
    logScale -= length * byScale
    point = next
  }
  const [oo, os, ss] = point.information
  const reach = HALF_WIDTH_95 * Math.sqrt(ss / (oo * ss - os * os))
  return {
    offset: { value: offset, low: offset - reach, high: offset + reach },
    scale: exp(logScale) / spread,
  }
}

interface Point {
  readonly loss: number
  readonly gradient: readonly [number, number]
  /** Of offset, both, and ln scale. */
  readonly information: readonly [number, number, number]
}

function evaluate(clips: readonly RatedClip[], spread: number, offset: number, logScale: number): Point {
  const scale = exp(logScale)
  let loss = (offset / OFFSET_DEVIATION) ** 2 / 2 + (logScale / LOG_SCALE_DEVIATION) ** 2 / 2
  let [g0, g1] = [offset / OFFSET_DEVIATION ** 2, logScale / LOG_SCALE_DEVIATION ** 2]
  let [i0, i1, i2] = [1 / OFFSET_DEVIATION ** 2, 0, 1 / LOG_SCALE_DEVIATION ** 2]
  for (const { felt, rating } of clips) {
    const stretched = (scale * felt) / spread
    const term = ratingLoss(stretched + offset, rating, LAPSE)
    loss += term.loss
    g0 += term.gradient
    g1 += term.gradient * stretched
    i0 += term.information
    i1 += term.information * stretched
    i2 += term.information * stretched * stretched
  }
  return { loss, gradient: [g0, g1], information: [i0, i1, i2] }
}
