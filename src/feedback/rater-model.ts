/**
 * What is known of one rater beside what they want, so that a known fault is allowed for instead of believed. Neutral where
 * nothing is known; the audit fills it. To which side a rater leans and which rating is neutral to them is fitted along with
 * the reward and needs no audit (`linear-terms.ts`).
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { AuditedRater } from './audit/rater-models.ts'

export interface RaterModel {
  /** Times the slope of the settings: how decisive, compared with the usual rater. */
  readonly slopeFactor: number
  /** Logits by which a side must win against equal; at 0 an answer of equal is one half for each side. */
  readonly tieBand: number
  /** Logits beyond the tie band from which a side is clearly better. */
  readonly strongBand: number
  /** Share of answers pressed without looking; null: the noise floor of the settings. */
  readonly lapse: number | null
}

export const NEUTRAL_RATER: RaterModel = { slopeFactor: 1, tieBand: 0, strongBand: 2, lapse: null }

/** By rater id; raters that are missing are neutral. */
export type RaterModels = ReadonlyMap<string, RaterModel>

export const NO_RATER_MODELS: RaterModels = new Map()

const LARGEST_SLOPE_FACTOR = 3

/**
 * Of slopes only the ratios between raters are taken: their common size cannot be told from the size of the reward, and
 * feeding it back would let the two run away together.
 */
export function raterModelsFrom(known: ReadonlyMap<string, AuditedRater>): Map<string, RaterModel> {
  const logSlopes = [...known.values()].flatMap(({ slope }) =>
    slope !== null && slope > 0 ? [ln(slope)] : [],
  )
  const usual = logSlopes.reduce((sum, value) => sum + value, 0) / Math.max(1, logSlopes.length)
  return new Map(
    [...known].map(([rater, { lapse, tieBand, slope }]) => {
      const factor = slope !== null && slope > 0 ? exp(ln(slope) - usual) : 1
      return [
        rater,
        {
          ...NEUTRAL_RATER,
          slopeFactor: Math.min(LARGEST_SLOPE_FACTOR, Math.max(1 / LARGEST_SLOPE_FACTOR, factor)),
          tieBand: tieBand === null || slope === null ? 0 : Math.max(0, slope * tieBand),
          lapse,
        },
      ]
    }),
  )
}
