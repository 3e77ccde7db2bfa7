/**
 * Likelihoods of what a rater presses.
 *
 * Comparison of two clips, Bradley & Terry, "Rank analysis of incomplete block designs", Biometrika 39, 1952
 * (https://doi.org/10.2307/2334029), with the lapse of Christiano et al., "Deep reinforcement learning from human
 * preferences", NeurIPS 2017 (https://arxiv.org/abs/1706.03741), section 2.2.3; n is the noise floor:
 *
 *   P(left) = (1 - n) sigmoid(z) + n / 2,   z = beta (return of left - return of right)
 *
 * Equal is a target of one half; "can't tell" says nothing.
 *
 * Rating of one clip on -3 ... 3, ordered logistic with evenly spaced cuts, McCullagh, "Regression models for ordinal
 * data", JRSS B 42, 1980 (https://doi.org/10.1111/j.2517-6161.1980.tb01109.x), with the same lapse over seven answers:
 *
 *   P(rating <= c) = sigmoid((c + 1/2 - u) / s),   u = scale x return + offset, in rating points
 *
 * All functions are pure. Losses are in nats; slopes are by z or u.
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { Comparison, Rating } from '../core/label.ts'

/** A loss with its first derivative and its expected second derivative (Fisher information, never negative). */
export interface Loss {
  readonly loss: number
  readonly gradient: number
  readonly information: number
}

export const RATINGS: readonly Rating[] = [-3, -2, -1, 0, 1, 2, 3]

/** Spread of a rater's answers around what they feel, in rating points (scale of the logistic, s above). */
const RATING_SPREAD = 0.5
const SMALLEST_PROBABILITY = 1e-12

export const sigmoid = (z: number): number => 1 / (1 + exp(-z))

/** sigmoid(upper - z) - sigmoid(lower - z), without losing digits where both are near 1. */
export function between(lower: number, upper: number, z: number): number {
  return lower - z > 0 ? sigmoid(z - lower) - sigmoid(z - upper) : sigmoid(upper - z) - sigmoid(lower - z)
}

/** Its slope by z. */
export function betweenSlope(lower: number, upper: number, z: number): number {
  return bell(lower - z) - bell(upper - z)
}

/** Chance that `left` is pressed. */
export function preferenceProbability(z: number, noiseFloor: number): number {
  return (1 - noiseFloor) * sigmoid(z) + noiseFloor / 2
}

/** The target for P(left), or null where the answer carries no information. */
export function comparisonTarget(answer: Comparison): number | null {
  return { left: 1, right: 0, equal: 0.5, 'cant-tell': null }[answer]
}

/** Cross-entropy of P(left) against `target` in [0, 1]. */
export function comparisonLoss(z: number, target: number, noiseFloor: number): Loss {
  const s = sigmoid(z)
  // Not 1 - s, which has lost its digits where s is near 1.
  const t = sigmoid(-z)
  const p = floored((1 - noiseFloor) * s + noiseFloor / 2)
  const q = floored((1 - noiseFloor) * t + noiseFloor / 2)
  const slope = (1 - noiseFloor) * s * t
  return {
    loss: -target * ln(p) - (1 - target) * ln(q),
    gradient: slope * ((1 - target) / q - target / p),
    information: (slope * slope) / (p * q),
  }
}

/** Chances of the seven ratings, -3 first, for a clip felt as `u` rating points. [7] */
export function ratingProbabilities(u: number, noiseFloor: number): Float64Array {
  return Float64Array.from(RATINGS, rating => {
    const [above, below] = tails(u, rating)
    return (1 - noiseFloor) * (above - below) + noiseFloor / RATINGS.length
  })
}

/** Negative log-likelihood of `rating` for a clip felt as `u` rating points. */
export function ratingLoss(u: number, rating: Rating, noiseFloor: number): Loss {
  let information = 0
  let loss = 0
  let gradient = 0
  for (const candidate of RATINGS) {
    const [above, below] = tails(u, candidate)
    const p = floored((1 - noiseFloor) * (above - below) + noiseFloor / RATINGS.length)
    const slope = ((1 - noiseFloor) * (below * (1 - below) - above * (1 - above))) / RATING_SPREAD
    information += (slope * slope) / p
    if (candidate === rating) {
      loss = -ln(p)
      gradient = -slope / p
    }
  }
  return { loss, gradient, information }
}

/** Expected rating, in points. */
export function expectedRating(u: number, noiseFloor: number): number {
  return ratingProbabilities(u, noiseFloor).reduce((sum, p, i) => sum + p * RATINGS[i]!, 0)
}

/** Entropy of a yes-no answer, in nats. */
export function binaryEntropy(p: number): number {
  return -p * ln(floored(p)) - (1 - p) * ln(floored(1 - p))
}

/** P(rating <= c) and P(rating <= c - 1); the ends of the scale are certain. */
function tails(u: number, rating: Rating): readonly [number, number] {
  const above = rating === 3 ? 1 : sigmoid((rating + 0.5 - u) / RATING_SPREAD)
  const below = rating === -3 ? 0 : sigmoid((rating - 0.5 - u) / RATING_SPREAD)
  return [above, below]
}

const bell = (z: number): number => sigmoid(z) * sigmoid(-z)
const floored = (p: number): number => Math.max(p, SMALLEST_PROBABILITY)
