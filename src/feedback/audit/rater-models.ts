/** What the audit hands to the likelihood, so that a known fault is allowed for instead of believed. */

import ln from '@stdlib/math-base-special-ln'
import type { AuditReport } from '../../core/teaching-reports.ts'
import type { FittedRater } from '../teachers/teacher-forms.ts'
import { ENOUGH_ANSWERS, USUAL_LAPSE } from './findings.ts'

/** One rater's own parameters; null where the settings' value serves, since too little is known. */
export interface AuditedRater {
  /** Logits by which the left side is preferred between equal clips; 0 unless a leaning was found. */
  readonly side: number
  /** Share of answers pressed without looking. */
  readonly lapse: number | null
  /** Difference of returns below which this rater says equal. */
  readonly tieBand: number | null
  /** Logits per unit of return. */
  readonly slope: number | null
  /** Rating points above neutral; 0 unless severity was found. */
  readonly ratingOffset: number
}

/** By rater. */
export function raterModels(audit: AuditReport): Map<string, AuditedRater> {
  return new Map(
    audit.raters.map(({ rater, comparisons, sideBias, lapse, severity, tieBand, slope }) => {
      const known = comparisons >= ENOUGH_ANSWERS || lapse.verdict === 'found'
      return [
        rater,
        {
          side: sideBias.verdict === 'found' ? logitOf(0.5 + sideBias.estimate!.value / 100) : 0,
          lapse: known ? (lapse.estimate?.value ?? null) : null,
          tieBand: known ? (tieBand?.value ?? null) : null,
          slope: known ? (slope?.value ?? null) : null,
          ratingOffset: severity.verdict === 'found' ? severity.estimate!.value : 0,
        },
      ]
    }),
  )
}

/** For `fittedTeacher`: the audited person, with usual values where too little is known. @param slope where it is not. */
export function fittedRater(model: AuditedRater, slope: number): FittedRater {
  const own = model.slope ?? slope
  return {
    slope: own,
    side: model.side,
    band: model.tieBand === null ? 0 : own * model.tieBand,
    lapse: model.lapse ?? USUAL_LAPSE,
    offset: model.ratingOffset,
  }
}

export const logitOf = (p: number): number => ln(p / (1 - p))
