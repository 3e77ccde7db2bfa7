/**
 * Which pair of clips to ask about: ten candidates are rolled out, one rule picks.
 *
 *   uniform       the first
 *   disagreement  most spread of P(left) over the draws: Christiano et al., NeurIPS 2017 (https://arxiv.org/abs/1706.03741)
 *   entropy       most uncertain mean answer
 *   information   most expected information about the reward, H[mean P] - mean H[P] (BALD): Houlsby et al., "Bayesian
 *                 active learning for classification and preference learning", 2011 (https://arxiv.org/abs/1112.5745)
 *   coverage      farthest in features from all pairs asked before (k-center): Sener & Savarese, "Active learning for
 *                 convolutional neural networks: a core-set approach", ICLR 2018 (https://arxiv.org/abs/1708.00489)
 *   mixed         the better half by information, then coverage: Lee et al., B-Pref (https://arxiv.org/abs/2111.03026)
 */
import type { TabularWorld } from '../core/environment.ts'
import type { Clip } from '../core/label.ts'
import type { Rng } from '../core/rng.ts'
import { looksDifferent, rollClip } from './clips.ts'
import type { ClipFeatures } from './features.ts'
import { binaryEntropy, expectedRating, preferenceProbability } from './preference.ts'
import type { Reachable } from './reachable.ts'
import { clipReturn, comparisonLogit, type Likelihood, type RewardModel } from './reward-model.ts'

export const QUERY_RULES = ['uniform', 'disagreement', 'entropy', 'information', 'coverage', 'mixed'] as const
export type QueryRule = (typeof QUERY_RULES)[number]

export interface ClipSource {
  readonly world: TabularWorld
  readonly reach: Reachable
  /** As the reward model sees it. */
  readonly see: (clip: Clip) => ClipFeatures
  /** Steps of a clip. */
  readonly length: number
  /** Both clips of a pair begin in the same state. */
  readonly sameStart: boolean
}

export interface CandidateClip {
  readonly clip: Clip
  readonly features: ClipFeatures
}

export interface CandidatePair {
  readonly left: CandidateClip
  readonly right: CandidateClip
}

export const CANDIDATES = 10
/** Share of clips that begin where episodes begin. */
const START_SHARE = 0.2
const DIFFERENT_ATTEMPTS = 30

/** A clip from a random reachable state (or the start of an episode); `policy` [S x A] mixed with uniform actions. */
export function candidateClip(source: ClipSource, policy: Float64Array, rng: Rng): CandidateClip {
  return clipFrom(source, startState(source, rng), policy, rng)
}

/** Two clips that a person can tell apart, unless the world offers none. */
export function candidatePair(source: ClipSource, policy: Float64Array, rng: Rng): CandidatePair {
  const draw = (): CandidatePair => {
    const start = startState(source, rng)
    const left = clipFrom(source, start, policy, rng)
    const right = clipFrom(source, source.sameStart ? start : startState(source, rng), policy, rng)
    return { left, right }
  }
  let pair = draw()
  for (let attempt = 1; attempt < DIFFERENT_ATTEMPTS; attempt++) {
    if (looksDifferent(source.world.model, pair.left.clip, pair.right.clip)) return pair
    pair = draw()
  }
  return pair
}

/**
 * The pair to ask about. Pairs that no reward over these features could tell apart are left out where others are at
 * hand: their answer is uncertain for ever, and the entropy rule else asks nothing more (measured).
 * `asked`: feature differences of earlier pairs.
 */
export function choosePair(
  candidates: readonly CandidatePair[],
  rule: QueryRule,
  model: RewardModel,
  likelihood: Likelihood,
  asked: readonly Float64Array[],
): CandidatePair {
  if (rule === 'uniform') return candidates[0]!
  const telling = candidates.filter(({ left, right }) => !sameFeatures(left.features, right.features))
  const pairs = telling.length > 0 ? telling : candidates
  return pairs[bestPair(pairs, rule, model, likelihood, asked)]!
}

function bestPair(
  pairs: readonly CandidatePair[],
  rule: Exclude<QueryRule, 'uniform'>,
  model: RewardModel,
  likelihood: Likelihood,
  asked: readonly Float64Array[],
): number {
  switch (rule) {
    case 'coverage':
      return firstLargest(pairs.map(pair => distanceToAsked(pair, asked)))
    case 'mixed': {
      const information = pairs.map(pair => pairScore(pair, 'information', model, likelihood))
      const middle = [...information].sort((a, b) => b - a)[Math.ceil(pairs.length / 2) - 1]!
      return firstLargest(
        pairs.map((pair, i) => (information[i]! >= middle ? distanceToAsked(pair, asked) : -1)),
      )
    }
    default:
      return firstLargest(pairs.map(pair => pairScore(pair, rule, model, likelihood)))
  }
}

/** Index of the clip to have rated: the one whose expected rating varies most over the draws. */
export function chooseClip(
  clips: readonly CandidateClip[],
  rule: QueryRule,
  model: RewardModel,
  likelihood: Likelihood,
): number {
  if (rule === 'uniform') return 0
  const { scale, offset } = model.ratingScale()
  return firstLargest(
    clips.map(({ features }) => {
      const points = overDraws(model, start => {
        const felt = scale * clipReturn(features, model.draws, likelihood.taskWeight, start) + offset
        return expectedRating(felt, likelihood.noiseFloor)
      })
      return variance(points)
    }),
  )
}

/** Features of the left clip minus those of the right. [D] */
export function featureDifference({ left, right }: CandidatePair): Float64Array {
  return left.features.sums.map((sum, d) => sum - right.features.sums[d]!)
}

function pairScore(
  { left, right }: CandidatePair,
  rule: 'disagreement' | 'entropy' | 'information',
  model: RewardModel,
  likelihood: Likelihood,
): number {
  const pair = { left: left.features, right: right.features }
  const p = overDraws(model, start =>
    preferenceProbability(comparisonLogit(pair, model.draws, likelihood, start), likelihood.noiseFloor),
  )
  if (rule === 'disagreement') return variance(p)
  const ofMean = binaryEntropy(mean(p))
  return rule === 'entropy' ? ofMean : ofMean - mean(p.map(binaryEntropy))
}

/** A pair says the same with its sides swapped, so the sign does not count. */
function distanceToAsked(pair: CandidatePair, asked: readonly Float64Array[]): number {
  const difference = featureDifference(pair)
  const origin = new Float64Array(difference.length)
  let nearest = squaredDistance(difference, origin, 1)
  for (const other of asked) {
    nearest = Math.min(nearest, squaredDistance(difference, other, 1), squaredDistance(difference, other, -1))
  }
  return nearest
}

function sameFeatures(a: ClipFeatures, b: ClipFeatures): boolean {
  return a.sums.every((sum, d) => sum === b.sums[d]) && Math.abs(a.taskReward - b.taskReward) < 1e-9
}

function clipFrom(source: ClipSource, start: number, policy: Float64Array, rng: Rng): CandidateClip {
  const clip = rollClip(source.world.model, start, policy, source.length, rng)
  return { clip, features: source.see(clip) }
}

function startState({ world, reach }: ClipSource, rng: Rng): number {
  const { startStates } = world.model
  const states = rng.uniform() < START_SHARE ? startStates : reach.states
  return states[rng.integer(states.length)]!
}

function overDraws(model: RewardModel, of: (start: number) => number): Float64Array {
  const rows = model.mean.length
  return Float64Array.from({ length: model.drawCount }, (_, draw) => of(draw * rows))
}

function firstLargest(scores: readonly number[]): number {
  return scores.reduce((best, score, i) => (score > scores[best]! + 1e-12 ? i : best), 0)
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

function variance(values: Float64Array): number {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0) / values.length
}

function squaredDistance(a: Float64Array, b: Float64Array, sign: 1 | -1): number {
  return a.reduce((sum, value, d) => sum + (value - sign * b[d]!) * (value - sign * b[d]!), 0)
}
