/** One robot's episode in a control world as it is shown: its state, reward parts, what happened, the trail behind it. */

import type { Beginning } from '../core/clip-replay.ts'
import type { DropPlace, ThingKind } from '../core/dropped-thing.ts'
import type { ControlEnvironment, ControlWorld, Push } from '../core/environment.ts'
import type { Exhibit } from '../core/exhibit.ts'
import type { RobotEvent } from '../core/frame.ts'
import type { Thought } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import type { RewardParts } from '../core/run-config.ts'
import { actionSize } from '../core/space.ts'
import { type ControlReward, shapingReward } from '../training/control-shaping.ts'
import { eventAtEnd } from '../training/episode-end.ts'
import { DroppedThing } from './dropped-thing.ts'

const TRAIL_STATES = 240
const NOTHING: RewardParts = { reward: 0, shapingReward: 0, learnedReward: 0 }

export class Showing {
  episodeStep = 0
  finished: Exhibit['finished'] = 'no'
  parts: RewardParts = NOTHING
  private lastReward: RewardParts = NOTHING
  private event: RobotEvent = 'none'
  private acted = false
  /** Of someone who pulls at the robot, every step until it is null again. */
  poke: Push | null = null
  /** Of the ground, uphill to the right (rad), until told otherwise. */
  tilt = 0
  private readonly thing: DroppedThing | null
  private rng = Rng.fromSeed(0, 'exhibition')
  /** Of the last step. [actionSize] */
  private readonly action: Float32Array | Float64Array
  private readonly observation: Float32Array
  private readonly previousState: Float64Array
  /** Twice as long as the trail, which is a window that moves through it. */
  private readonly tracks: Float64Array
  private trailStart = 0
  private trailEnd = 0
  private readonly environment: ControlEnvironment
  private readonly world: ControlWorld
  private readonly shaping: () => ControlReward

  /** @param precision of actions, and so of what worlds compute from them: the trainer's is single, of clips double. */
  constructor(world: ControlWorld, shaping: () => ControlReward, precision: 'single' | 'double' = 'single') {
    this.world = world
    this.shaping = shaping
    this.environment = world.create()
    this.thing = DroppedThing.of(world, this.environment)
    const size = actionSize(world.actionSpace)
    this.action = precision === 'single' ? new Float32Array(size) : new Float64Array(size)
    this.observation = new Float32Array(this.environment.observationSize)
    this.previousState = new Float64Array(world.stateSize)
    this.tracks = new Float64Array(2 * TRAIL_STATES * world.stateSize)
  }

  /**
   * Begins an episode; the same seed and stream give the same start, and the same luck after it.
   * @param from another moment to begin in, as clips do; what leads to it is not shown. Null: the start that chance gives.
   */
  begin(seed: number, stream: string, from: Beginning | null = null): void {
    this.rng = Rng.fromSeed(seed, stream)
    this.environment.reset(this.rng)
    if (from && typeof from.start !== 'number') {
      this.environment.state.set(from.start)
      const size = this.action.length
      for (let at = 0; at < from.lead.length; at += size) this.environment.step(from.lead, at, this.rng)
    }
    this.thing?.clear()
    this.previousState.set(this.environment.state)
    this.episodeStep = 0
    this.finished = 'no'
    this.parts = NOTHING
    this.lastReward = NOTHING
    this.event = 'none'
    this.acted = false
    this.trailStart = 0
    this.trailEnd = 0
    this.leaveTrack()
  }

  /** [stateSize] */
  get state(): Float64Array {
    return this.environment.state
  }

  /** Of the present state; the same array each time. [observationSize] */
  observe(): Float32Array {
    this.environment.observe(this.observation, 0)
    return this.observation
  }

  /** It falls from that place (m), or over the robot, instead of the one before. Nothing where nothing can fall. */
  drop(kind: ThingKind, place: DropPlace): void {
    if (this.finished === 'no') this.thing?.drop(kind, place, this.previousState)
  }

  /** Nothing happens after the end, nor by an action that is not a number. @param action [actionSize] */
  step(action: ArrayLike<number>): void {
    if (this.finished !== 'no' || !Array.prototype.every.call(action, Number.isFinite)) return
    const { environment, rng } = this
    this.action.set(action)
    this.previousState.set(environment.state)
    if (this.poke) environment.push?.(this.poke)
    if (this.tilt !== 0) environment.tilt?.(this.tilt)
    this.thing?.push()
    environment.step(this.action, 0, rng)
    this.thing?.move(this.previousState, this.tilt)
    const { state, reward, terminated } = environment
    const before = this.parts
    this.lastReward = {
      reward,
      shapingReward: shapingReward(this.shaping(), this.previousState, this.action, 0, state, terminated),
      learnedReward: 0,
    }
    this.parts = {
      reward: before.reward + reward,
      shapingReward: before.shapingReward + this.lastReward.shapingReward,
      learnedReward: 0,
    }
    this.acted = true
    this.episodeStep++
    if (terminated) this.finished = 'terminated'
    else if (this.episodeStep >= this.world.maxEpisodeSteps) this.finished = 'truncated'
    this.event = this.eventAfterStep()
    this.leaveTrack()
  }

  exhibit(moment: Exhibit['moment'], thought: Thought | null, progress: number): Exhibit {
    const { stateSize } = this.world
    const thing = this.thing?.shown()
    return {
      ...(thing && { thing }),
      moment,
      state: this.state,
      previousState: this.previousState,
      progress: this.acted ? progress : 1,
      action: this.acted ? Float64Array.from(this.action) : null,
      thought,
      lastReward: this.lastReward,
      parts: this.parts,
      episodeStep: this.episodeStep,
      finished: this.finished,
      event: this.event,
      trail: this.tracks.subarray(this.trailStart * stateSize, this.trailEnd * stateSize),
    }
  }

  private eventAfterStep(): RobotEvent {
    if (this.finished === 'no') return 'none'
    return eventAtEnd({
      terminated: this.finished === 'terminated',
      steps: this.episodeStep,
      sum: this.parts.reward,
      last: this.lastReward.reward,
      solvedReturn: this.world.solvedReturn,
    })
  }

  private leaveTrack(): void {
    const { stateSize } = this.world
    if (this.trailEnd === 2 * TRAIL_STATES) {
      this.tracks.copyWithin(0, this.trailStart * stateSize)
      this.trailEnd -= this.trailStart
      this.trailStart = 0
    }
    this.tracks.set(this.state, this.trailEnd * stateSize)
    this.trailEnd++
    if (this.trailEnd - this.trailStart > TRAIL_STATES) this.trailStart++
  }
}
