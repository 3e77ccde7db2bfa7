/**
 * What happens to the true return as a policy is optimised ever harder for a learned reward. Policies that are exact
 * optima of learned return minus KL from a reference, for a row of strengths; each judged by the learned reward and by
 * the true one (task plus hidden). Gao, Schulman & Hilton, "Scaling laws for reward model overoptimization", ICML 2023
 * (https://arxiv.org/abs/2210.10760); here on a world small enough for exact planning, so nothing is sampled.
 *
 * Repairs. `labels`: the reward as learned after more answers. `pessimism`: optimise mean - k standard deviations of the
 * draws, outcome by outcome (Coste et al., "Reward model ensembles help mitigate overoptimization", ICLR 2024,
 * https://arxiv.org/abs/2310.02743). `kl`: stop where the lower confidence bound of the gain over the reference is
 * highest, mean - k standard deviations over the draws of the whole return: no true reward is looked at.
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { TabularWorld } from '../../core/environment.ts'
import { PlaygroundError } from '../../core/errors.ts'
import { finiteHorizonReturn, uniformPolicy } from '../../core/planning.ts'
import type { OveroptimisationCurve, OveroptimisationReport } from '../../core/teaching-reports.ts'
import { reachable } from '../reachable.ts'
import { type RegularisedBehaviour, regularisedBehaviour, returnOf } from './regularised-policy.ts'
import { fitLinearLaw, fitLogLaw } from './scaling-law.ts'

export type Repair = OveroptimisationCurve['repair']

/** A learned reward and what the labels leave open of it. */
export interface LearnedDraws {
  /** By outcome. [K] */
  readonly mean: Float64Array
  /** Draws from the posterior or members of an ensemble. [draws][K] */
  readonly draws: readonly Float64Array[]
}

export interface OveroptimisationOptions {
  /** Action probabilities of the policy that the KL is measured from. Default: every action alike. [S x A] */
  readonly reference?: Float64Array | undefined
  /** Steps after which episodes are cut. Default: the world's limit, at most 100. */
  readonly horizon?: number | undefined
  /** Points of a curve. Default 40, fewer where a world is large, so that a curve is drawn while one waits. */
  readonly strengths?: number | undefined
  /** 1: the policy is trained on task plus learned reward. 0: on the learned reward alone. Default 0. */
  readonly taskWeight?: number | undefined
  /** Curves wanted beside the unrepaired one. */
  readonly repairs?: readonly Repair[] | undefined
  /** Learned after more answers; `labels` needs it. */
  readonly afterMoreLabels?: LearnedDraws | undefined
  /** Standard deviations taken off by `pessimism` and `kl`. Default 1. */
  readonly caution?: number | undefined
  /** Returned as they are. */
  readonly epoch?: number | undefined
  readonly labels?: number | undefined
  /** A clock in milliseconds; without one `milliseconds` is 0. */
  readonly now?: (() => number) | undefined
}

const LONGEST_HORIZON = 100
/** Strengths run from the first to the last of these, divided by what is to be gained at all. */
const WEAKEST = 0.3
const STRONGEST = 1e4
const MOST_POINTS = 40
const FEWEST_POINTS = 12
/** Of a curve: states times actions times steps, summed over its points; measured, half a second. */
const MOST_DECISIONS = 6_000_000

/** @throws PlaygroundError `bad-repair` when `labels` is asked for without what was learned from them. */
export function overoptimise(
  world: TabularWorld,
  learned: LearnedDraws,
  options: OveroptimisationOptions = {},
): OveroptimisationReport {
  const started = options.now?.() ?? 0
  const judge = judgeOf(world, options)
  const plain = optimisedFor(judge, learned.mean)
  const curves = [curveOf(judge, 'none', plain)]
  for (const repair of new Set(options.repairs)) {
    if (repair === 'labels') {
      if (!options.afterMoreLabels) {
        throw new PlaygroundError('bad-repair', 'More labels were asked for; none have been learned from.')
      }
      curves.push(curveOf(judge, repair, optimisedFor(judge, options.afterMoreLabels.mean)))
    } else if (repair === 'pessimism') {
      curves.push(curveOf(judge, repair, optimisedFor(judge, pessimistic(learned, judge.caution))))
    } else if (repair === 'kl') {
      const last = mostCertainGain(judge, learned, plain)
      curves.push(curveOf(judge, repair, { ...plain, behaviours: plain.behaviours.slice(0, last + 1) }))
    }
  }
  return {
    epoch: options.epoch ?? 0,
    labels: options.labels ?? 0,
    curves,
    milliseconds: (options.now?.() ?? 0) - started,
  }
}

/** Mean less `caution` standard deviations, outcome by outcome. [K] */
export function pessimistic({ mean, draws }: LearnedDraws, caution: number): Float64Array {
  return mean.map((value, k) => value - caution * deviation(draws.map(draw => draw[k]!)))
}

/** What every curve of a report is measured by. */
interface Judge {
  readonly world: TabularWorld
  readonly reference: Float64Array
  readonly horizon: number
  readonly strengths: number
  readonly taskWeight: number
  readonly caution: number
  /** States that an episode can come to. */
  readonly met: Int32Array
  /** What the reference does. [K] */
  readonly referenceOccupancy: Float64Array
  readonly trueReward: Float64Array
}

function judgeOf(world: TabularWorld, options: OveroptimisationOptions): Judge {
  const { model, hiddenReward, maxEpisodeSteps } = world
  const reference = options.reference ?? uniformPolicy(model)
  const horizon = options.horizon ?? Math.min(maxEpisodeSteps ?? LONGEST_HORIZON, LONGEST_HORIZON)
  const met = reachable(model).states
  const affordable = Math.floor(MOST_DECISIONS / (met.length * model.actions * horizon))
  return {
    world,
    reference,
    horizon,
    strengths: options.strengths ?? Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, affordable)),
    taskWeight: options.taskWeight ?? 0,
    caution: options.caution ?? 1,
    met,
    referenceOccupancy: regularisedBehaviour(model, model.reward, reference, 0, horizon, met).occupancy,
    trueReward: model.reward.map((reward, k) => reward + (hiddenReward?.[k] ?? 0)),
  }
}

interface Optimised {
  /** What the policies are optimised for, task reward included. [K] */
  readonly proxy: Float64Array
  /** From the weakest to the strongest. */
  readonly behaviours: readonly RegularisedBehaviour[]
}

function optimisedFor(judge: Judge, learned: Float64Array): Optimised {
  const { world, reference, horizon, strengths, taskWeight, met } = judge
  const { model } = world
  const proxy = learned.map((reward, k) => reward + taskWeight * model.reward[k]!)
  const gain = gainAtBest(judge, proxy)
  const unit = gain > 0 ? 1 / gain : 0
  const behaviours = geometric(WEAKEST, STRONGEST, strengths).map(strength =>
    regularisedBehaviour(model, proxy, reference, strength * unit, horizon, met),
  )
  return { proxy, behaviours }
}

function curveOf(judge: Judge, repair: Repair, { proxy, behaviours }: Optimised): OveroptimisationCurve {
  const distance = Float64Array.from(behaviours, behaviour => behaviour.distance)
  const learnedReturn = normalised(judge, behaviours, proxy)
  const trueReturn = normalised(judge, behaviours, judge.trueReward)
  return {
    repair,
    distance,
    learnedReturn,
    trueReturn,
    logFit: fitLogLaw(distance, trueReturn),
    linearFit: fitLinearLaw(distance, trueReturn),
    peak: trueReturn.reduce((best, value) => Math.max(best, value)),
    end: trueReturn.at(-1)!,
  }
}

/** Returns of behaviours: 0 the reference's, 1 the best possible within the horizon; all 0 where nothing is to be gained. */
function normalised(
  judge: Judge,
  behaviours: readonly RegularisedBehaviour[],
  reward: Float64Array,
): Float64Array {
  const gain = gainAtBest(judge, reward)
  const base = returnOf(judge.referenceOccupancy, reward)
  return Float64Array.from(behaviours, ({ occupancy }) =>
    gain > 0 ? (returnOf(occupancy, reward) - base) / gain : 0,
  )
}

/** What the best policy within the horizon has over the reference; 0 where it is rounding. */
function gainAtBest({ world, horizon, referenceOccupancy }: Judge, reward: Float64Array): number {
  const best = finiteHorizonReturn(world.model, horizon, 'optimal', reward)
  const base = returnOf(referenceOccupancy, reward)
  return best - base > 1e-12 * Math.max(1, Math.abs(best)) ? best - base : 0
}

/** The place along the row of policies where mean - caution x deviation of the gain over the reference is highest. */
function mostCertainGain(judge: Judge, { draws }: LearnedDraws, { behaviours, proxy }: Optimised): number {
  const { world, taskWeight, referenceOccupancy, caution } = judge
  const rewards = draws.map(draw => draw.map((reward, k) => reward + taskWeight * world.model.reward[k]!))
  const gain = (occupancy: Float64Array, reward: Float64Array) =>
    returnOf(occupancy, reward) - returnOf(referenceOccupancy, reward)
  const bounds = behaviours.map(
    ({ occupancy }) =>
      gain(occupancy, proxy) - caution * deviation(rewards.map(reward => gain(occupancy, reward))),
  )
  return bounds.indexOf(bounds.reduce((best, bound) => Math.max(best, bound)))
}

/** From `first` to `last`, each the same multiple of the one before. */
function geometric(first: number, last: number, count: number): number[] {
  const ratio = count > 1 ? exp(ln(last / first) / (count - 1)) : 1
  const row = [first]
  while (row.length < count) row.push(row.at(-1)! * ratio)
  return row
}

/** Sample standard deviation, 0 of fewer than two. */
function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return Math.sqrt(squares / (values.length - 1))
}
