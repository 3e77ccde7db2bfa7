/** What every reward model offers, linear or neural, and the examples it is fitted on. */
import type { Rating } from '../core/label.ts'
import type { ClipFeatures } from './features.ts'
import { clipSum } from './features.ts'

export interface ComparisonExample {
  readonly left: ClipFeatures
  readonly right: ClipFeatures
  /** Target of P(left), in [0, 1]. */
  readonly target: number
}

export interface RatingExample {
  readonly clip: ClipFeatures
  readonly rating: Rating
}

/** How returns become answers. */
export interface Likelihood {
  /** Logits per unit of return. */
  readonly slope: number
  /** Share of answers that are pressed at random. */
  readonly noiseFloor: number
  /** 1: returns are task reward plus learned reward. 0: learned reward alone explains the answers. */
  readonly taskWeight: number
}

/** One person's rating scale: points = scale x return + offset. */
export interface RatingScale {
  readonly scale: number
  readonly offset: number
}

/** Predictions of fitted labels by models that never saw them, NaN where there is none. */
export interface HeldOut {
  /** Of P(left), by comparison. */
  readonly logits: Float64Array
  /** Expected points, by rating. */
  readonly points: Float64Array
}

export interface RewardModel {
  /** Fits from the labels alone: the same labels give the same model. A neural one may answer later. */
  fit(comparisons: readonly ComparisonExample[], ratings: readonly RatingExample[]): void | Promise<void>
  /** Learned reward of each feature row, its additive constant still open. [R] */
  readonly mean: Float64Array
  readonly drawCount: number
  /** Draws from what the labels leave open, one row of R numbers after another. [draws x R] */
  readonly draws: Float64Array
  readonly ratingScale: RatingScale
  /** Predictions by members that never saw the label; null where the model has no such members. */
  heldOut(): HeldOut | null
  dispose(): void
}

/** Task reward plus learned reward of a clip as the likelihood counts it. */
export function clipReturn(clip: ClipFeatures, byRow: Float64Array, taskWeight: number, offset = 0): number {
  return taskWeight * clip.taskReward + clipSum(clip, byRow, offset)
}

/** The z of P(left). */
export function comparisonLogit(
  pair: { readonly left: ClipFeatures; readonly right: ClipFeatures },
  byRow: Float64Array,
  { slope, taskWeight }: Likelihood,
  offset = 0,
): number {
  return (
    slope *
    (clipReturn(pair.left, byRow, taskWeight, offset) - clipReturn(pair.right, byRow, taskWeight, offset))
  )
}
