/** A batch drawn from replay: what was seen and done, the n-step returns that followed, and how much each counts. */
import type { Rng } from '../../core/rng.ts'
import { gatherRows } from '../rows.ts'
import { nStepReturns } from './n-step.ts'
import type { PrioritizedReplay } from './prioritized-replay.ts'
import type { ReplayMemory } from './replay-memory.ts'

export class ReplayBatch {
  readonly size: number
  /** R of n-step.ts. [size] */
  readonly returns: Float64Array
  /** b of n-step.ts: what the value of `nextObservations` counts. [size] */
  readonly bootstraps: Float64Array
  /** Of each transition's loss: 1 but for prioritised draws. [size] */
  readonly weights: Float64Array
  /** [size x actionSize] */
  readonly actions: Float32Array
  private readonly replay: ReplayMemory
  private readonly priorities: PrioritizedReplay | null
  private readonly slots: Int32Array
  private readonly lastSlots: Int32Array

  constructor(replay: ReplayMemory, priorities: PrioritizedReplay | null, size: number) {
    this.replay = replay
    this.priorities = priorities
    this.size = size
    this.returns = new Float64Array(size)
    this.bootstraps = new Float64Array(size)
    this.weights = new Float64Array(size).fill(1)
    this.actions = new Float32Array(size * replay.actionSize)
    this.slots = new Int32Array(size)
    this.lastSlots = new Int32Array(size)
  }

  /** @param steps n. @param importance beta of prioritised draws. */
  draw(steps: number, discount: number, importance: number, rng: Rng): void {
    const { replay, priorities, slots, lastSlots, size } = this
    if (priorities) priorities.sample(slots, this.weights, replay.size, importance, rng)
    else for (let i = 0; i < size; i++) slots[i] = rng.integer(replay.size)
    nStepReturns(replay, slots, steps, discount, this.returns, this.bootstraps, lastSlots)
    gatherRows(replay.actions, replay.actionSize, slots, this.actions, replay.actionSize, 0)
  }

  /** What was seen, into rows `stride` apart. */
  gatherObservations(into: Float32Array, stride: number): void {
    const { replay } = this
    gatherRows(replay.observations, replay.observationSize, this.slots, into, stride, 0)
  }

  /** What was seen in the end, into rows `stride` apart. */
  gatherNextObservations(into: Float32Array, stride: number): void {
    const { replay } = this
    gatherRows(replay.nextObservations, replay.observationSize, this.lastSlots, into, stride, 0)
  }

  /** @param errors temporal-difference errors of the batch. [size] */
  prioritize(errors: Float64Array): void {
    this.priorities?.update(this.slots, errors)
  }
}
