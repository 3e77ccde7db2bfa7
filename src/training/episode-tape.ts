/**
 * One episode as it happened, by outcomes: state, action, rewards and end follow from each. The first LONGEST_CLIP steps
 * are kept for replay, the newest TRAIL_STATES for drawing; sums cover all.
 */
import type { Clip } from '../core/label.ts'
import type { TabularModel } from '../core/tabular-model.ts'

/** A longer episode replays as its beginning. */
export const LONGEST_CLIP = 16_384
export const TRAIL_STATES = 400

export class EpisodeTape {
  /** State index. */
  start = 0
  /** `Rng.fromSeed(seed, 'clip')` drives the world. */
  seed = 0
  /** All steps, kept or not. */
  steps = 0
  /** Undiscounted sums. */
  reward = 0
  shapingReward = 0
  learnedReward = 0
  /** Where the next outcomes are written: `buffer[offset]` and on, `room` of them. */
  buffer: Int32Array
  offset = 0
  room: number
  private head = new Int32Array(256)
  /** A ring of the newest outcomes, in use once `head` is full. */
  private tail: Int32Array | null = null

  constructor() {
    this.buffer = this.head
    this.room = this.head.length
  }

  begin(start: number, seed: number): void {
    this.start = start
    this.seed = seed
    this.steps = this.reward = this.shapingReward = this.learnedReward = 0
    this.buffer = this.head
    this.offset = 0
    this.room = this.head.length
  }

  /** The next `count` outcomes have been written. */
  advance(count: number): void {
    this.steps += count
    this.offset += count
    this.room -= count
    if (this.room === 0) this.makeRoom()
  }

  /** @param pairs state and action of each outcome, s A + a. [K] */
  clip(model: TabularModel, pairs: Int32Array): Clip {
    const outcomes = this.head.subarray(0, Math.min(this.steps, LONGEST_CLIP))
    const actions = Array.from(outcomes, outcome => pairs[outcome]! % model.actions)
    return { start: this.start, seed: this.seed, actions }
  }

  /** States visited, oldest first, the newest TRAIL_STATES at most. */
  trail(model: TabularModel): Int32Array {
    const states = this.steps + 1
    const trail = new Int32Array(Math.min(states, TRAIL_STATES))
    for (let i = 0; i < trail.length; i++) {
      const step = states - trail.length + i - 1
      trail[i] = step < 0 ? this.start : model.next[this.outcomeOf(step)]!
    }
    return trail
  }

  save() {
    const { start, seed, steps, reward, shapingReward, learnedReward } = this
    const head = this.head.slice(0, Math.min(steps, LONGEST_CLIP))
    const tail = steps > LONGEST_CLIP ? this.tail!.slice() : new Int32Array(0)
    return { start, seed, steps, reward, shapingReward, learnedReward, head, tail }
  }

  load(saved: ReturnType<EpisodeTape['save']>): void {
    this.begin(saved.start, saved.seed)
    this.steps = saved.steps
    this.reward = saved.reward
    this.shapingReward = saved.shapingReward
    this.learnedReward = saved.learnedReward
    if (saved.head.length > this.head.length) this.grow(saved.head.length)
    this.head.set(saved.head)
    if (saved.tail.length > 0) {
      this.tail ??= new Int32Array(TRAIL_STATES)
      this.tail.set(saved.tail)
    }
    this.makeRoom()
  }

  private outcomeOf(step: number): number {
    return step < LONGEST_CLIP ? this.head[step]! : this.tail![step % TRAIL_STATES]!
  }

  private makeRoom(): void {
    if (this.steps < LONGEST_CLIP) {
      if (this.steps === this.head.length) this.grow(2 * this.steps)
      this.buffer = this.head
      this.offset = this.steps
    } else {
      this.tail ??= new Int32Array(TRAIL_STATES)
      this.buffer = this.tail
      this.offset = this.steps % TRAIL_STATES
    }
    this.room = this.buffer.length - this.offset
  }

  private grow(length: number): void {
    const grown = new Int32Array(Math.min(LONGEST_CLIP, length))
    grown.set(this.head)
    this.head = grown
  }
}
