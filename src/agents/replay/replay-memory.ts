/**
 * Experience replay: the newest transitions in a ring of flat arrays, to be drawn again and again.
 *
 * Long-Ji Lin, "Self-improving reactive agents based on reinforcement learning, planning and teaching", Machine Learning 8,
 * 1992 (https://doi.org/10.1007/BF00992699). Volodymyr Mnih et al., "Human-level control through deep reinforcement
 * learning", Nature 518, 2015 (https://doi.org/10.1038/nature14236).
 *
 * Parallel environments take turns: transition t of environment e is number t E + e and lies at that number modulo the
 * capacity, so that what followed it lies E further on.
 *
 * Where a reward model gives part of the reward, the rest is kept apart, so that all of it can be judged anew when the model
 * has changed: Kimin Lee, Laura Smith and Pieter Abbeel, "PEBBLE: feedback-efficient interactive reinforcement learning via
 * relabeling experience and unsupervised pre-training", ICML 2021 (https://arxiv.org/abs/2106.05091).
 */
import type { AgentState, Batch, StepReward } from '../../core/agent.ts'
import { PlaygroundError } from '../../core/errors.ts'
import { loadNumber } from '../learner-state.ts'

export interface ReplayShape {
  readonly capacity: number
  readonly environments: number
  readonly observationSize: number
  readonly actionSize: number
}

/** What followed a transition: the next one of its environment, nothing (the MDP ended), or another episode. */
export const GOES_ON = 0
export const TERMINATED = 1
export const CUT = 2

/** Transitions judged at a time. */
const JUDGED_TOGETHER = 1024

/** The most that observations may take; long ones (one-hot ones of large worlds) make the ring shorter. */
const MOST_BYTES = 1 << 27

export class ReplayMemory {
  readonly capacity: number
  readonly environments: number
  readonly observationSize: number
  readonly actionSize: number
  /** Transitions added so far, those overwritten included. */
  added = 0
  /** [capacity x observationSize] */
  readonly observations: Float32Array
  /** [capacity x actionSize] */
  readonly actions: Float32Array
  /** To learn from, what a reward model gave included. [capacity] */
  readonly rewards: Float32Array
  /** [capacity x observationSize] */
  readonly nextObservations: Float32Array
  /** `GOES_ON`, `TERMINATED` or `CUT`. [capacity] */
  readonly endings: Int32Array
  /** The part of `rewards` that no reward model gave; null until there is one. [capacity] */
  private givenRewards: Float32Array | null = null

  constructor({ capacity, environments, observationSize, actionSize }: ReplayShape) {
    const most = Math.floor(MOST_BYTES / (8 * observationSize))
    this.capacity = Math.max(environments, Math.min(capacity, most))
    this.environments = environments
    this.observationSize = observationSize
    this.actionSize = actionSize
    this.observations = new Float32Array(this.capacity * observationSize)
    this.actions = new Float32Array(this.capacity * actionSize)
    this.rewards = new Float32Array(this.capacity)
    this.nextObservations = new Float32Array(this.capacity * observationSize)
    this.endings = new Int32Array(this.capacity)
  }

  /** Transitions to draw from. */
  get size(): number {
    return Math.min(this.added, this.capacity)
  }

  /** Where the next transition will lie. */
  get next(): number {
    return this.added % this.capacity
  }

  /** Adds one step of every environment. @param actions as they are to be learnt from. [environments x actionSize] */
  add(
    { observations, rewards, learnedRewards, nextObservations, terminated, truncated }: Batch,
    actions: Float32Array,
  ): void {
    const { observationSize, actionSize } = this
    if (learnedRewards) this.keepApart()
    for (let i = 0; i < this.environments; i++) {
      this.cutUnlessFollowedBy(observations, i * observationSize)
      const slot = this.next
      copy(observations, i * observationSize, this.observations, slot * observationSize, observationSize)
      copy(actions, i * actionSize, this.actions, slot * actionSize, actionSize)
      copy(
        nextObservations,
        i * observationSize,
        this.nextObservations,
        slot * observationSize,
        observationSize,
      )
      this.rewards[slot] = rewards[i]!
      if (this.givenRewards) this.givenRewards[slot] = rewards[i]! - (learnedRewards?.[i] ?? 0)
      this.endings[slot] = terminated[i] ? TERMINATED : truncated[i] ? CUT : GOES_ON
      this.added++
    }
  }

  /**
   * Gives the learned part of all rewards anew.
   * @param stretch from actions as they are kept to what `rewardOf` is to see, in place; left out where they are the same.
   */
  relabel(rewardOf: StepReward, stretch?: (actions: Float32Array, size: number) => void): void {
    const given = this.keepApart()
    const learned = new Float64Array(JUDGED_TOGETHER)
    for (let first = 0; first < this.size; first += JUDGED_TOGETHER) {
      const count = Math.min(JUDGED_TOGETHER, this.size - first)
      const actions = this.actions.slice(first * this.actionSize, (first + count) * this.actionSize)
      stretch?.(actions, count)
      const observations = this.observations.subarray(
        first * this.observationSize,
        (first + count) * this.observationSize,
      )
      rewardOf(observations, actions, count, learned)
      for (let i = 0; i < count; i++) this.rewards[first + i] = given[first + i]! + learned[i]!
    }
  }

  /** How many steps of its environment, itself included, follow one another from `slot` to the newest. */
  stepsAfter(slot: number): number {
    const ahead = this.next - slot
    return Math.ceil((ahead > 0 ? ahead : ahead + this.capacity) / this.environments)
  }

  /** The filled part alone. */
  save(): AgentState {
    const { size, observationSize, actionSize } = this
    return {
      arrays: {
        'replay.observations': this.observations.slice(0, size * observationSize),
        'replay.actions': this.actions.slice(0, size * actionSize),
        'replay.rewards': this.rewards.slice(0, size),
        'replay.nextObservations': this.nextObservations.slice(0, size * observationSize),
        'replay.endings': this.endings.slice(0, size),
        ...(this.givenRewards && { 'replay.givenRewards': this.givenRewards.slice(0, size) }),
      },
      numbers: { 'replay.added': this.added },
    }
  }

  /** @throws PlaygroundError `bad-checkpoint`; nothing has changed then. */
  load(state: AgentState): void {
    const added = loadNumber(state, 'replay.added')
    const size = Math.min(added, this.capacity)
    const given = state.arrays['replay.givenRewards'] ? new Float32Array(this.capacity) : null
    const parts = [
      { name: 'replay.observations', into: this.observations, length: size * this.observationSize },
      { name: 'replay.actions', into: this.actions, length: size * this.actionSize },
      { name: 'replay.rewards', into: this.rewards, length: size },
      { name: 'replay.nextObservations', into: this.nextObservations, length: size * this.observationSize },
      { name: 'replay.endings', into: this.endings, length: size },
      ...(given ? [{ name: 'replay.givenRewards', into: given, length: size }] : []),
    ]
    const filled = parts.map(({ name, into, length }) => ({
      into,
      saved: checkedPart(state, name, into, length),
    }))
    for (const { into, saved } of filled) into.set(saved)
    this.added = added
    this.givenRewards = given
  }

  /** From now on; until now no reward model gave anything. */
  private keepApart(): Float32Array {
    this.givenRewards ??= this.rewards.slice()
    return this.givenRewards
  }

  /** An episode that was left half-way (a robot set back while nothing was learnt) must not run on into the next. */
  private cutUnlessFollowedBy(observations: Float32Array, offset: number): void {
    const { added, capacity, environments, observationSize, nextObservations } = this
    if (added < environments) return
    const before = (added - environments) % capacity
    if (this.endings[before] !== GOES_ON) return
    for (let i = 0; i < observationSize; i++) {
      if (nextObservations[before * observationSize + i] === observations[offset + i]) continue
      this.endings[before] = CUT
      return
    }
  }
}

function copy(from: Float32Array, start: number, into: Float32Array, to: number, count: number): void {
  for (let i = 0; i < count; i++) into[to + i] = from[start + i]!
}

function checkedPart(state: AgentState, name: string, into: Float32Array | Int32Array, length: number) {
  const saved = state.arrays[name]
  if (saved !== undefined && saved.constructor === into.constructor && saved.length === length) return saved
  const found = saved === undefined ? 'missing' : `${saved.constructor.name} of ${saved.length}`
  throw new PlaygroundError(
    'bad-checkpoint',
    `agent.arrays.${name} is ${found}; expected ${into.constructor.name} of ${length}.`,
    { path: `agent.arrays.${name}` },
  )
}
