/**
 * What a leaning to one side costs, and what allowing for it wins back: a reward over cells learned from answers by someone who
 * prefers the left side by so many logits, from the same pairs by someone who does not, and with the leaning put into the
 * likelihood. Worth of each is the true return of the best policy for the learned reward, 0 random actions, 1 the best possible.
 */
import type { TabularWorld } from '../core/environment.ts'
import { finiteHorizonReturn, optimalReturnWithin, valueIteration } from '../core/planning.ts'
import { Rng } from '../core/rng.ts'
import { crossValidate } from '../feedback/agreement.ts'
import { fitAnswers } from '../feedback/audit/answer-fit.ts'
import { type AnswerParameters, answerChances } from '../feedback/audit/answer-model.ts'
import { clipFeatures, type FeatureTable, outcomeFeatures, toOutcomes } from '../feedback/features.ts'
import { LinearRewardModel } from '../feedback/linear-reward-model.ts'
import { trueReturn } from '../feedback/overoptimisation/more-labels.ts'
import type { ComparisonExample } from '../feedback/reward-model.ts'
import { bumpyWorld } from './bumpy-world.ts'
import { type AnsweredPair, simulatedComparisons } from './simulated-comparisons.ts'

const HORIZON = 24
const CLIP_LENGTH = 8
const PLANNING_DISCOUNT = 0.97
const NOISE_FLOOR = 0.05
const LIKELIHOOD = { slope: 1, noiseFloor: NOISE_FLOOR, taskWeight: 1 } as const

/** Fits by turns: the reward, then the leaning from what the reward model says of answers it never saw. */
const ROUNDS = 3

export interface BiasCost {
  readonly unbiased: number
  readonly biased: number
  /** The leaning was known. */
  readonly corrected: number
  /** The leaning was found by the audit, from the same answers. */
  readonly audited: number
  /** Logits that the audit found. */
  readonly found: number
}

/** One world. @param side logits by which the left side is preferred. */
export function costOfBias(side: number, count: number, seed: number): BiasCost {
  const world = bumpyWorld({ side: 8, horizon: HORIZON, noise: 0.3 }, Rng.fromSeed(seed, 'world'))
  const pairs = simulatedComparisons(world, count, CLIP_LENGTH, 0, Rng.fromSeed(seed, 'pairs'))
  const table = outcomeFeatures(world, 'cells')
  const answers = (leaning: number, known: number): ComparisonExample[] => {
    const luck = Rng.fromSeed(seed, 'rater')
    const rater = { slope: 1, side: leaning, band: 0, lapse: NOISE_FLOOR }
    return pairs.map(pair => answered(world, table, pair, rater, luck.uniform(), known))
  }
  const taught = (leaning: number, known: number): number =>
    worthOf(world, table, answers(leaning, known), seed)
  const found = auditedSide(table, known => answers(side, known), seed)
  return {
    unbiased: taught(0, 0),
    biased: taught(side, 0),
    corrected: taught(side, side),
    audited: taught(side, found),
    found,
  }
}

/** Logits by which the left side is preferred, without knowing the true reward. */
function auditedSide(
  table: FeatureTable,
  examplesWith: (known: number) => ComparisonExample[],
  seed: number,
): number {
  const model = new LinearRewardModel(table, LIKELIHOOD, 1, seed)
  let side = 0
  for (let round = 0; round < ROUNDS; round++) {
    const examples = examplesWith(side)
    const { logits } = crossValidate(model, examples, [], LIKELIHOOD)
    const known = side
    const pairs = examples.map(({ target }, i) => ({
      difference: logits[i]! - known,
      answer: target === 1 ? ('left' as const) : ('right' as const),
    }))
    side = fitAnswers(pairs).parameters.side
  }
  return side
}

/** The known leaning enters z as a return that the left clip has beside what is learned. */
function answered(
  world: TabularWorld,
  table: FeatureTable,
  { left, right }: AnsweredPair,
  rater: AnswerParameters,
  luck: number,
  known: number,
): ComparisonExample {
  const difference = trueReturn(world, left) - trueReturn(world, right)
  const see = (clip: AnsweredPair['left'], beside: number) => ({
    ...clipFeatures(world, table, clip),
    taskReward: beside,
  })
  return {
    left: see(left, known),
    right: see(right, 0),
    target: luck < answerChances(rater, difference).left ? 1 : 0,
  }
}

function worthOf(
  world: TabularWorld,
  table: FeatureTable,
  examples: readonly ComparisonExample[],
  seed: number,
): number {
  const model = new LinearRewardModel(table, LIKELIHOOD, 1, seed)
  model.fit(examples, [])
  const { greedy } = valueIteration(world.model, {
    discount: PLANNING_DISCOUNT,
    reward: toOutcomes(table, model.mean),
  })
  const random = finiteHorizonReturn(world.model, HORIZON, 'random')
  const best = optimalReturnWithin(world.model, HORIZON)
  return (finiteHorizonReturn(world.model, HORIZON, greedy) - random) / (best - random)
}
