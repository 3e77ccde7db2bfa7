/** What every reward model offers, linear or neural, and the examples it is fitted on. */
import type { Rating, Strength } from '../core/label.ts'
import type { ClipFeatures } from './features.ts'
import { clipSum } from './features.ts'
import { orderedLoss } from './ordered-answer.ts'
import type { Loss } from './preference.ts'
import { NEUTRAL_RATER, type RaterModel } from './rater-model.ts'

export interface ComparisonExample {
  readonly left: ClipFeatures
  readonly right: ClipFeatures
  /** Target of P(left), in [0, 1]. */
  readonly target: number
  /** Null, or left out, where it was not asked. */
  readonly strength?: Strength
  /** Who pressed a side, and may lean to one; left out where no side was pressed. */
  readonly rater?: string
  /** What is known of who answered; neutral when left out. */
  readonly known?: RaterModel
}

export interface RatingExample {
  readonly clip: ClipFeatures
  readonly rating: Rating
  /** Whose scale it is on; one person's when left out. */
  readonly rater?: string
  /** What is known of who answered; neutral when left out. */
  readonly known?: RaterModel
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
  /** Of these logits over what the labels leave open; left out where there are too few such members. */
  readonly deviations?: Float64Array
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
  /** @param rater whose; the first one's when left out or unknown. */
  ratingScale(rater?: string): RatingScale
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

/**
 * Of an answer, with derivatives by what was felt: slope factor x z + leaning.
 * @param z of the returns. @param leaning logits by which the rater prefers the left side.
 */
export function answerLoss(
  z: number,
  {
    target,
    strength = null,
    known = NEUTRAL_RATER,
  }: Pick<ComparisonExample, 'target' | 'strength' | 'known'>,
  noiseFloor: number,
  leaning = 0,
): Loss {
  return orderedLoss(known.slopeFactor * z + leaning, target, strength, known, known.lapse ?? noiseFloor)
}
