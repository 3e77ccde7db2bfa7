/** The audit of raters: what their answers tell about how they answer. Pure functions of labels. */

import exp from '@stdlib/math-base-special-exp'
import type { Comparison, Label, LabelOf } from '../../core/label.ts'
import type { AuditReport, Estimate, RaterAudit } from '../../core/teaching-reports.ts'
import { sigmoid } from '../preference.ts'
import { type AnsweredPair, type AnswerFit, BAND, fitAnswers, LAPSE, SIDE, SLOPE } from './answer-fit.ts'
import { sidePoints } from './answer-model.ts'
import { ANSWER_FLOOR, answerTimes } from './answer-times.ts'
import { answerCycles, clipKey, repeatConsistency } from './consistency.ts'
import { driftTest } from './drift-test.ts'
import { driftFinding, lapseFinding, severityFinding, sideFinding } from './findings.ts'
import { krippendorffAlpha } from './krippendorff.ts'
import { heldCost, profileInterval } from './profile-interval.ts'
import { fitRatings, type RatedClip } from './rating-severity.ts'

/**
 * What a reward model says of what was judged, by label id: of a comparison the return of left - return of right, of a rating the
 * return of the clip over as many usual steps; best by a model that never saw that label. Labels without one count only
 * where no return is needed.
 */
export type PredictedReturns = ReadonlyMap<string, number>

/** Fewer answers than this say nothing about slopes and lapses. */
export const FEWEST_FITTED = 10
const HALF_WIDTH_95 = 1.96

export function auditRaters(labels: readonly Label[], predicted: PredictedReturns, epoch = 0): AuditReport {
  const byRater = new Map<string, Label[]>()
  for (const label of labels) {
    const own = byRater.get(label.rater)
    if (own) own.push(label)
    else byRater.set(label.rater, [label])
  }
  return {
    epoch,
    raters: [...byRater].map(([rater, own]) => auditRater(rater, own, predicted)),
    alpha: agreementBetween(labels),
  }
}

/** @param labels of this rater, oldest first. */
export function auditRater(rater: string, labels: readonly Label[], predicted: PredictedReturns): RaterAudit {
  const comparisons = labels.filter((label): label is LabelOf<'compare'> => label.kind === 'compare')
  const rated = labels.flatMap((label): RatedClip[] => {
    const felt = predicted.get(label.id)
    return label.kind === 'rate' && felt !== undefined ? [{ felt, rating: label.rating }] : []
  })
  const pairs = comparisons.flatMap(({ id, answer }): AnsweredPair[] => {
    const difference = predicted.get(id)
    return difference !== undefined && answer !== 'cant-tell' ? [{ difference, answer }] : []
  })
  return {
    rater,
    labels: labels.length,
    comparisons: comparisons.length,
    ...answerFindings(pairs),
    severity: severityFinding(rated.length, rated.length < FEWEST_FITTED ? null : fitRatings(rated).offset),
    repeats: repeatConsistency(comparisons),
    cycles: answerCycles(comparisons),
    seconds: answerTimes(comparisons),
    answerFloor: ANSWER_FLOOR,
    forecast: null,
  }
}

type AnswerFindings = Pick<RaterAudit, 'sideBias' | 'lapse' | 'drift' | 'tieBand' | 'slope'>

/** @param pairs of one rater, oldest first. */
export function answerFindings(pairs: readonly AnsweredPair[]): AnswerFindings {
  const count = pairs.length
  if (count < FEWEST_FITTED) {
    return {
      sideBias: sideFinding(count, null, 0),
      lapse: lapseFinding(count, null),
      drift: driftFinding(count, null),
      tieBand: null,
      slope: null,
    }
  }
  const fit = fitAnswers(pairs)
  const { slope, side, lapse, band } = fit.parameters
  const sides = profileInterval(pairs, fit, SIDE)
  const lapses = profileInterval(pairs, fit, LAPSE)
  const slopes = profileInterval(pairs, fit, SLOPE)
  return {
    sideBias: sideFinding(
      count,
      { value: sidePoints(side), low: sidePoints(sides[0]), high: sidePoints(sides[1]) },
      heldCost(pairs, fit, SIDE, 0),
    ),
    lapse: lapseFinding(count, { value: lapse, low: sigmoid(lapses[0]), high: sigmoid(lapses[1]) }),
    drift: driftFinding(count, driftTest(pairs, fit)),
    tieBand: band > 0 ? tieBandOf(fit) : null,
    slope: { value: slope, low: exp(slopes[0]) / fit.spread, high: exp(slopes[1]) / fit.spread },
  }
}

/** Band over slope, in units of return; normal on the logarithm. */
function tieBandOf({ theta, covariance, spread }: AnswerFit): Estimate {
  const middle = theta[BAND]! - theta[SLOPE]!
  const variance = covariance[BAND * 5]! + covariance[SLOPE * 5]! - 2 * covariance[BAND * 4 + SLOPE]!
  const reach = HALF_WIDTH_95 * Math.sqrt(Math.max(0, variance))
  return {
    value: spread * exp(middle),
    low: spread * exp(middle - reach),
    high: spread * exp(middle + reach),
  }
}

const LEVELS: Readonly<Record<Comparison, number | null>> = { left: 0, equal: 1, right: 2, 'cant-tell': null }

/** Over comparisons, or over ratings where more of those are shared. */
function agreementBetween(labels: readonly Label[]): AuditReport['alpha'] {
  const compared = new Map<string, Map<string, number>>()
  const rated = new Map<string, Map<string, number>>()
  const note = (items: Map<string, Map<string, number>>, key: string, rater: string, level: number) => {
    const values = items.get(key) ?? new Map<string, number>()
    items.set(key, values.set(rater, level))
  }
  for (const label of labels) {
    if (label.kind === 'rate') note(rated, clipKey(label.clip), label.rater, label.rating + 3)
    if (label.kind !== 'compare') continue
    const level = LEVELS[label.answer]
    if (level === null) continue
    const [left, right] = [clipKey(label.left), clipKey(label.right)]
    const key = left < right ? `${left} ${right}` : `${right} ${left}`
    note(compared, key, label.rater, left < right ? level : 2 - level)
  }
  const shared = (items: Map<string, Map<string, number>>) =>
    [...items.values()].map(values => [...values.values()]).filter(values => values.length >= 2)
  const [pairs, clips] = [shared(compared), shared(rated)]
  return clips.length > pairs.length ? krippendorffAlpha(clips, 7) : krippendorffAlpha(pairs, 3)
}
