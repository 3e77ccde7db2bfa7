/** The true reward of clips, and what is much or little of it in a world. */
import { clipFrom, replayClip, replayControlClip, shownSteps } from '../../core/clip-replay.ts'
import type { ControlWorld, TabularWorld, World } from '../../core/environment.ts'
import type { Clip } from '../../core/label.ts'
import { Rng } from '../../core/rng.ts'
import { actionSize } from '../../core/space.ts'
import { rollClip } from '../clips.ts'
import { reachable } from '../reachable.ts'

const QUANTILE_CLIPS = 400
const RANDOM_EPISODES = 20

/** Task plus hidden reward of each step, or what is wished instead of them. [T] */
export function trueRewards(world: World, clip: Clip): Float64Array {
  if (world.form === 'control') {
    const { states, rewards } = replayControlClip(world, clip)
    return world.wishedRewards?.(states) ?? rewards
  }
  return Float64Array.from(replayClip(world.model, clip).outcomes, k => outcomeReward(world, k))
}

/** Sum of task and hidden reward over `usual` along a clip, step t of H weighed by gamma^(H - 1 - t). */
export function clipJudgement(world: World, clip: Clip, gamma = 1, usual = 0): number {
  let sum = 0
  for (const reward of trueRewards(world, clip)) sum = gamma * sum + reward - usual
  return sum
}

/** Steps that a clip shows. */
export const stepsOf = shownSteps

export interface RewardScale {
  /** Median true reward of what can happen. */
  readonly usual: number
  /** Largest distance from it, 1 where all are alike. */
  readonly deviation: number
  /** Largest absolute true reward. */
  readonly largest: number
  readonly lowest: number
}

const scales = new WeakMap<World, RewardScale>()

export function scaleOf(world: World): RewardScale {
  const known = scales.get(world)
  if (known) return known
  const rewards = possibleRewards(world).sort()
  const usual = rewards[Math.floor(rewards.length / 2)]!
  const lowest = rewards[0]!
  const highest = rewards.at(-1)!
  const deviation = Math.max(highest - usual, usual - lowest) || 1
  const scale = { usual, deviation, largest: Math.max(Math.abs(lowest), Math.abs(highest)), lowest }
  scales.set(world, scale)
  return scale
}

/** The `share` quantile of the sums of clips that act at random anywhere, the same in every session. */
export function randomQuantile(world: World, length: number, share: number): number {
  return quantileOf(randomSums(world, length), share)
}

/** The `share` quantile of the distance between the sums of two such clips. */
export function randomGapQuantile(world: World, length: number, share: number): number {
  const sums = randomSums(world, length, false)
  const gaps = Float64Array.from({ length: sums.length / 2 }, (_, i) =>
    Math.abs(sums[2 * i]! - sums[2 * i + 1]!),
  )
  return quantileOf(gaps.sort(), share)
}

/** The `share` quantile of how far such clips are from as many usual steps. */
export function randomDistanceQuantile(world: World, length: number, share: number): number {
  const { usual } = scaleOf(world)
  const distances = randomSums(world, length).map(sum => Math.abs(sum - usual * length))
  return quantileOf(distances.sort(), share)
}

const quantileOf = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!

const known = new WeakMap<World, Map<number, { drawn: Float64Array; sorted: Float64Array }>>()

function randomSums(world: World, length: number, sorted = true): Float64Array {
  const byLength = known.get(world) ?? new Map<number, { drawn: Float64Array; sorted: Float64Array }>()
  known.set(world, byLength)
  let sums = byLength.get(length)
  if (!sums) {
    const rng = Rng.fromSeed(length, 'teacher-quantile')
    const drawn = Float64Array.from({ length: QUANTILE_CLIPS }, () =>
      clipJudgement(world, randomClip(world, length, rng)),
    )
    sums = { drawn, sorted: drawn.slice().sort() }
    byLength.set(length, sums)
  }
  return sorted ? sums.sorted : sums.drawn
}

const outcomeReward = ({ model, hiddenReward }: TabularWorld, k: number): number =>
  model.reward[k]! + (hiddenReward?.[k] ?? 0)

/** Of each outcome; of a world of real-valued states those of random episodes. */
function possibleRewards(world: World): Float64Array {
  if (world.form === 'tabular') {
    return Float64Array.from(reachable(world.model).outcomes, k => outcomeReward(world, k))
  }
  const rng = Rng.fromSeed(0, 'teacher-rewards')
  return Float64Array.from(
    Array.from({ length: RANDOM_EPISODES }, () => [...trueRewards(world, randomEpisode(world, rng))]).flat(),
  )
}

/** Random actions from an episode's start to its end. */
export function randomEpisode(world: ControlWorld, rng: Rng): Clip {
  const environment = world.create()
  environment.reset(rng)
  const start = [...environment.state]
  const actions = Array.from({ length: world.maxEpisodeSteps }, () => randomAction(world, rng)).flat()
  return { start, seed: rng.integer(2 ** 31), actions }
}

/** An index, or a box's numbers. [actionSize] */
export function randomAction(world: World, rng: Rng): number[] {
  if (world.form === 'tabular') return [rng.integer(world.model.actions)]
  const { actionSpace } = world
  if (actionSpace.kind === 'discrete') return [rng.integer(actionSpace.n)]
  return actionSpace.low.map((low, d) => low + (actionSpace.high[d]! - low) * rng.uniform())
}

/** Of random actions, from anywhere that can be reached; in a world of real-valued states from anywhere in a random episode. */
function randomClip(world: World, length: number, rng: Rng): Clip {
  if (world.form === 'tabular') {
    const { states } = reachable(world.model)
    return rollClip(world.model, states[rng.integer(states.length)]!, null, length, rng)
  }
  const episode = randomEpisode(world, rng)
  const { steps, states, actions } = replayControlClip(world, episode)
  const first = rng.integer(Math.max(1, steps - length + 1))
  const perStep = actionSize(world.actionSpace)
  const moment =
    world.restoredBy === 'episode'
      ? { start: episode.start, lead: [...actions.subarray(0, first * perStep)] }
      : { start: [...states.subarray(first * world.stateSize, (first + 1) * world.stateSize)], lead: [] }
  const shown = [...actions.subarray(first * perStep, (first + length) * perStep)]
  return clipFrom(world, moment, episode.seed, shown)
}
