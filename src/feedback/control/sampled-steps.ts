/**
 * Steps drawn evenly over where the robots have been, with what the world's own dynamics make of them: a common ground on which
 * learned and true rewards are compared.
 *
 * EPIC by samples: Gleave, Dennis, Legg, Russell & Leike, "Quantifying differences in reward functions", ICLR 2021
 * (https://arxiv.org/abs/2006.13900), section 4; transitions are real ones, as in Wulfe, Balakrishna, Ellis, Mercat, McAllister
 * & Gaidon, "Dynamics-aware comparison of learned reward functions", ICLR 2022 (https://arxiv.org/abs/2201.10081):
 *
 *   C(R)(s, a, s') = R(s, a) + gamma E_A[R(s', A)] - E_A[R(s, A)],   A uniform
 *   distance = sqrt((1 - Pearson correlation of C(learned) and C(true)) / 2)   in [0, 1]
 */
import type { StepReward } from '../../core/agent.ts'
import type { ControlEnvironment, ControlWorld } from '../../core/environment.ts'
import { Rng } from '../../core/rng.ts'
import { actionSize } from '../../core/space.ts'
import type { ClipSource } from './clip-source.ts'
import { randomActions } from './control-answers.ts'
import type { Experience } from './experience.ts'

const STEPS = 500
/** Actions that stand for a box. */
const BOX_ACTIONS = 5
/** In learning units, so that a state's shaping counts for nearly as much as it pays. */
const DISCOUNT = 0.99

export interface RewardComparison {
  /** 0 equal up to shaping and scale, 1 opposite; null where a reward is constant, and in worlds that bring only whole episodes back. */
  readonly epicDistance: number | null
  /** Pearson's, of rewards as they are; null as above. */
  readonly correlation: number | null
}

/** Null while the robots have not done enough. */
export function compareRewards(
  world: ControlWorld,
  experience: Experience,
  source: ClipSource,
  seed: number,
  learned: StepReward,
): RewardComparison | null {
  const rng = Rng.fromSeed(seed, 'compared-steps')
  if (world.restoredBy === 'episode') return compareTakenSteps(experience, source, rng, learned)
  const environment = world.create()
  const sample = new JudgedSteps(world, environment, rng)
  const { stateSize, capacity } = experience
  const perAction = experience.actionSize
  const choices = actionChoices(world, rng)
  for (let i = 0; i < STEPS; i++) {
    const step = source.drawStep(rng)
    if (step === null) return null
    const slot = step % capacity
    const state = experience.states.subarray(slot * stateSize, (slot + 1) * stateSize)
    const action = experience.actions.subarray(slot * perAction, (slot + 1) * perAction)
    const next = sample.add(state, action)
    for (const choice of choices) sample.add(state, choice)
    // Behind the end there is no reward; the rows stay, with nothing in them.
    for (const choice of choices) sample.add(next, choice)
  }
  const [guess, truth] = [sample.learned(learned), sample.trueRewards()]
  const taken = (rewards: Float64Array) => rewards.filter((_, i) => i % (1 + 2 * choices.length) === 0)
  const similarity = pearson(canonical(guess, choices.length), canonical(truth, choices.length))
  return {
    epicDistance: similarity === null ? null : Math.sqrt(Math.max(0, 1 - similarity) / 2),
    correlation: pearson(taken(guess), taken(truth)),
  }
}

/** In a world that brings only whole episodes back nobody can tell what other actions would have paid: by steps as they were. */
function compareTakenSteps(
  experience: Experience,
  source: ClipSource,
  rng: Rng,
  learned: StepReward,
): RewardComparison | null {
  const { capacity, observationSize, actionSize: perAction } = experience
  const observations = new Float32Array(STEPS * observationSize)
  const actions = new Float32Array(STEPS * perAction)
  const truth = new Float64Array(STEPS)
  for (let i = 0; i < STEPS; i++) {
    const step = source.drawStep(rng)
    if (step === null) return null
    const slot = step % capacity
    observations.set(
      experience.observations.subarray(slot * observationSize, (slot + 1) * observationSize),
      i * observationSize,
    )
    actions.set(experience.actions.subarray(slot * perAction, (slot + 1) * perAction), i * perAction)
    truth[i] = experience.rewards[slot]!
  }
  const guess = new Float64Array(STEPS)
  learned(observations, actions, STEPS, guess)
  return { epicDistance: null, correlation: pearson(guess, truth) }
}

/** Steps, their true rewards, and rows to have them judged by. */
class JudgedSteps {
  private readonly environment: ControlEnvironment
  private readonly rng: Rng
  private readonly perAction: number
  private readonly observations: number[] = []
  private readonly actions: number[] = []
  private readonly truth: number[] = []
  private readonly live: boolean[] = []
  private readonly seen: Float32Array

  constructor(world: ControlWorld, environment: ControlEnvironment, rng: Rng) {
    this.environment = environment
    this.rng = rng
    this.perAction = actionSize(world.actionSpace)
    this.seen = new Float32Array(environment.observationSize)
    environment.reset(rng)
  }

  /** @param state null behind an end. @returns the state that follows, null where the MDP ends. */
  add(state: Float64Array | null, action: ArrayLike<number>): Float64Array | null {
    const { environment, seen, perAction } = this
    this.live.push(state !== null)
    for (let d = 0; d < perAction; d++) this.actions.push(action[d]!)
    if (state === null) {
      for (let k = 0; k < seen.length; k++) this.observations.push(0)
      this.truth.push(0)
      return null
    }
    environment.state.set(state)
    environment.observe(seen, 0)
    for (const number of seen) this.observations.push(number)
    environment.step(action, 0, this.rng)
    this.truth.push(environment.reward)
    return environment.terminated ? null : environment.state.slice()
  }

  trueRewards(): Float64Array {
    return Float64Array.from(this.truth)
  }

  learned(reward: StepReward): Float64Array {
    const rewards = new Float64Array(this.truth.length)
    reward(Float32Array.from(this.observations), Float32Array.from(this.actions), rewards.length, rewards)
    return rewards.map((value, i) => (this.live[i] ? value : 0))
  }
}

/** Rows go by step: as it was, then each action from its state, then each from the next. @returns [steps] */
function canonical(rewards: Float64Array, choices: number): Float64Array {
  const width = 1 + 2 * choices
  return Float64Array.from({ length: rewards.length / width }, (_, i) => {
    let value = rewards[i * width]!
    for (let c = 0; c < choices; c++) {
      value += (DISCOUNT * rewards[i * width + 1 + choices + c]! - rewards[i * width + 1 + c]!) / choices
    }
    return value
  })
}

/** All discrete actions, or a few of a box. */
function actionChoices(world: ControlWorld, rng: Rng): readonly ArrayLike<number>[] {
  const { actionSpace } = world
  if (actionSpace.kind === 'discrete') return Array.from({ length: actionSpace.n }, (_, action) => [action])
  return Array.from({ length: BOX_ACTIONS }, () => randomActions(world, 1, rng))
}

/** Null where one of them is constant. */
export function pearson(a: Float64Array, b: Float64Array): number | null {
  const n = a.length
  const [meanA, meanB] = [a.reduce((s, x) => s + x, 0) / n, b.reduce((s, x) => s + x, 0) / n]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB)
    aa += (a[i]! - meanA) * (a[i]! - meanA)
    bb += (b[i]! - meanB) * (b[i]! - meanB)
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}
