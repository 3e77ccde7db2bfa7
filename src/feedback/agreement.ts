/** How well a reward model predicts answers it never saw. */
import type { LabelKind } from '../core/label.ts'
import type { Agreement } from '../core/learned-reward.ts'
import { logitDeviation } from './calibration.ts'
import type { LinearRewardModel } from './linear-reward-model.ts'
import { expectedRating } from './preference.ts'
import {
  type ComparisonExample,
  clipReturn,
  comparisonLogit,
  type HeldOut,
  type Likelihood,
  type RatingExample,
} from './reward-model.ts'
import type { TabularAnswers } from './tabular-answers.ts'

const FOLDS = 5

/**
 * Predictions by models fitted without the label: label i belongs to fold i mod 5, so a label's fold never changes as
 * more come in. `fresh` is fitted again and again.
 */
export function crossValidate(
  fresh: LinearRewardModel,
  comparisons: readonly ComparisonExample[],
  ratings: readonly RatingExample[],
  likelihood: Likelihood,
): HeldOut {
  const logits = new Float64Array(comparisons.length)
  const deviations = new Float64Array(comparisons.length)
  const points = new Float64Array(ratings.length)
  for (let fold = 0; fold < Math.min(FOLDS, Math.max(logits.length, points.length)); fold++) {
    const outside = (_: unknown, i: number) => i % FOLDS !== fold
    fresh.fit(comparisons.filter(outside), ratings.filter(outside))
    for (let i = fold; i < logits.length; i += FOLDS) {
      logits[i] = comparisonLogit(comparisons[i]!, fresh.mean, likelihood)
      deviations[i] = logitDeviation(comparisons[i]!, fresh, likelihood)
    }
    for (let i = fold; i < points.length; i += FOLDS) {
      const { scale, offset } = fresh.ratingScale(ratings[i]!.rater)
      const felt = scale * clipReturn(ratings[i]!.clip, fresh.mean, likelihood.taskWeight) + offset
      points[i] = expectedRating(felt, likelihood.noiseFloor)
    }
  }
  return { logits, deviations, points }
}

/**
 * Predictions right in sign; a prediction of exactly zero is wrong, NaN is none. Ties and neutral ratings are left out:
 * nothing there is right or wrong.
 */
export function scorePredictions(
  comparisons: readonly ComparisonExample[],
  ratings: readonly RatingExample[],
  { logits, points }: HeldOut,
): Agreement {
  let right = 0
  let of = 0
  const judge = (truth: number, prediction: number) => {
    if (truth === 0 || Number.isNaN(prediction)) return
    of++
    if (truth * prediction > 0) right++
  }
  comparisons.forEach(({ target }, i) => {
    judge(target - 0.5, logits[i]!)
  })
  ratings.forEach(({ rating }, i) => {
    judge(rating, points[i]!)
  })
  return { right, of }
}

/** The same by kind of label; kinds without labels are left out. */
export function agreementByKind(
  { comparisons, kinds, ratings }: TabularAnswers,
  { logits, points }: HeldOut,
): Partial<Record<LabelKind, Agreement>> {
  const found: Partial<Record<LabelKind, Agreement>> = {}
  for (const kind of new Set(kinds)) {
    const of = (_: unknown, i: number) => kinds[i] === kind
    const unseen = { logits: logits.filter(of), points: new Float64Array(0) }
    found[kind] = scorePredictions(comparisons.filter(of), [], unseen)
  }
  if (ratings.length > 0) found.rate = scorePredictions([], ratings, { logits: new Float64Array(0), points })
  return found
}
