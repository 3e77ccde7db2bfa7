/** How well a reward model predicts answers it never saw. */
import type { LinearRewardModel } from './linear-reward-model.ts'
import { expectedRating, preferenceProbability } from './preference.ts'
import {
  type ComparisonExample,
  clipReturn,
  comparisonLogit,
  type Likelihood,
  type RatingExample,
  type RewardModel,
} from './reward-model.ts'

export interface Agreement {
  readonly right: number
  readonly of: number
}

const FOLDS = 5

/**
 * Right predictions by models fitted without the label: label i belongs to fold i mod 5, so a label's fold never
 * changes as more come in. Ties and neutral ratings are left out: nothing there is right or wrong.
 */
export function crossValidate(
  fresh: LinearRewardModel,
  comparisons: readonly ComparisonExample[],
  ratings: readonly RatingExample[],
  likelihood: Likelihood,
): Agreement {
  let right = 0
  let of = 0
  for (let fold = 0; fold < FOLDS; fold++) {
    const outside = (_: unknown, i: number) => i % FOLDS !== fold
    const inside = (_: unknown, i: number) => i % FOLDS === fold
    if (!comparisons.some(inside) && !ratings.some(inside)) continue
    fresh.fit(comparisons.filter(outside), ratings.filter(outside))
    const heldComparisons = comparisons.filter(inside)
    const heldRatings = ratings.filter(inside)
    const score = scorePredictions(
      heldComparisons,
      heldComparisons.map(pair => comparisonLogit(pair, fresh.mean, likelihood)),
      heldRatings,
      heldRatings.map(({ clip }) => {
        const { scale, offset } = fresh.ratingScale
        const felt = scale * clipReturn(clip, fresh.mean, likelihood.taskWeight) + offset
        return expectedRating(felt, likelihood.noiseFloor)
      }),
    )
    right += score.right
    of += score.of
  }
  return { right, of }
}

/** Predictions right in sign; a prediction of exactly zero is wrong, NaN is none. */
export function scorePredictions(
  comparisons: readonly ComparisonExample[],
  logits: ArrayLike<number>,
  ratings: readonly RatingExample[],
  points: ArrayLike<number>,
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

/** P(left), averaged over what the labels leave open. */
export function predictedPreference(
  pair: Pick<ComparisonExample, 'left' | 'right'>,
  model: RewardModel,
  likelihood: Likelihood,
): number {
  let sum = 0
  for (let draw = 0; draw < model.drawCount; draw++) {
    const z = comparisonLogit(pair, model.draws, likelihood, draw * model.mean.length)
    sum += preferenceProbability(z, likelihood.noiseFloor)
  }
  return sum / model.drawCount
}

/**
 * Expected calibration error: how far stated confidence is from the share that was right, over ten equal bins of
 * confidence. Naeini, Cooper & Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015
 * (https://doi.org/10.1609/aaai.v29i1.9602).
 *
 *   sum over bins of (n_bin / n) |share right - mean confidence|
 *
 * @param probabilities stated chance of each event, in [0, 1].
 * @param happened whether it came about.
 * @returns 0 (calibrated) to 1, or null of nothing.
 */
export function expectedCalibrationError(
  probabilities: readonly number[],
  happened: readonly boolean[],
  bins = 10,
): number | null {
  if (probabilities.length === 0) return null
  const gaps = new Float64Array(bins)
  probabilities.forEach((p, i) => {
    const confidence = Math.max(p, 1 - p)
    const right = p >= 0.5 === happened[i]
    // Confidence in a choice of two lies in [1/2, 1].
    const bin = Math.min(bins - 1, Math.floor((confidence - 0.5) * 2 * bins))
    gaps[bin] = gaps[bin]! + (right ? 1 : 0) - confidence
  })
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / probabilities.length
}
