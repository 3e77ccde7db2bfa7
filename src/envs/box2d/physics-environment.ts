/**
 * An environment whose engine keeps more than `state` tells. The last five numbers of `state` are the episode's seed,
 * four words that are drawn at reset, and the steps since; all chances of the episode come from a stream of these words. So an
 * episode is a function of its seed and its actions: a start state that is written into `state` is built anew from its seed.
 *
 * The engine may take its memory back from an environment that rests; stepping it then takes its episode's actions again.
 */
import type { ControlEnvironment, Push } from '../../core/environment.ts'
import { PlaygroundError } from '../../core/errors.ts'
import { Rng, type RngState } from '../../core/rng.ts'
import type { Box, Space } from '../../core/space.ts'
import { actionSize } from '../../core/space.ts'
import { refuseState } from '../checks.ts'
import { type Draws, drawsFrom } from './draws.ts'

/** Numbers of `state` after the task's own: the seed's words and the steps. */
export const TAIL = 5
const WORDS = 4

/** What a person does to it in one step. */
export interface Nudge {
  readonly pushes: readonly Push[]
  /** Of the ground, uphill to the right (rad). */
  readonly tilt: number
}

/** The task's side: bodies, rewards and ends. It writes its own numbers of `state`, all but the last `TAIL`. */
export interface PhysicsTask {
  readonly id: string
  readonly observationSpace: Box
  readonly actionSpace: Space
  /** With `TAIL`. */
  readonly stateSize: number
  readonly observationSize: number
  readonly reward: number
  readonly terminated: boolean
  /** Whether the engine still has its bodies. */
  readonly isBuilt: boolean
  /** Builds the world of a new episode. */
  begin(draws: Draws, state: Float64Array): void
  step(
    actions: ArrayLike<number>,
    offset: number,
    draws: Draws,
    nudge: Nudge | null,
    state: Float64Array,
  ): void
  observe(state: Float64Array, into: Float32Array, offset: number): void
}

export class PhysicsEnvironment implements ControlEnvironment {
  readonly observationSpace: Box
  readonly actionSpace: Space
  readonly observationSize: number
  readonly state: Float64Array
  private readonly task: PhysicsTask
  private readonly rng = Rng.restore([0, 0, 0, 0])
  private readonly seeded = drawsFrom(this.rng)
  private draws = this.seeded
  /** What `state` was when the engine had last moved: whether anyone has written into it since. */
  private readonly known: Float64Array
  private readonly actionSize: number
  /** Places in `state`. */
  private readonly seedAt: number
  private readonly stepsAt: number
  private actions: number[] = []
  private nudges: { readonly step: number; readonly nudge: Nudge }[] = []
  private pending: Nudge | null = null

  constructor(task: PhysicsTask) {
    this.task = task
    this.observationSpace = task.observationSpace
    this.actionSpace = task.actionSpace
    this.observationSize = task.observationSize
    this.state = new Float64Array(task.stateSize)
    this.known = new Float64Array(task.stateSize).fill(Number.NaN)
    this.actionSize = actionSize(task.actionSpace)
    this.seedAt = task.stateSize - TAIL
    this.stepsAt = this.seedAt + WORDS
  }

  get reward(): number {
    return this.task.reward
  }

  get terminated(): boolean {
    return this.task.terminated
  }

  reset(rng: Rng): void {
    for (let word = 0; word < WORDS; word++) this.state[this.seedAt + word] = rng.uint32()
    this.begin()
  }

  /** Begins an episode with given chances, such as recorded ones; it cannot be brought back from its state. */
  resetWith(draws: Draws): void {
    this.state.fill(0)
    this.draws = draws
    this.build()
  }

  push(push: Push): void {
    this.pending = { pushes: [...(this.pending?.pushes ?? []), push], tilt: this.pending?.tilt ?? 0 }
  }

  tilt(angle: number): void {
    this.pending = { pushes: this.pending?.pushes ?? [], tilt: angle }
  }

  step(actions: ArrayLike<number>, offset: number): void {
    this.follow()
    const step = this.state[this.stepsAt]!
    this.take(actions, offset, this.pending)
    for (let d = 0; d < this.actionSize; d++) this.actions.push(actions[offset + d]!)
    if (this.pending) this.nudges.push({ step, nudge: this.pending })
    this.pending = null
  }

  observe(into: Float32Array, offset: number): void {
    this.task.observe(this.state, into, offset)
  }

  private begin(): void {
    this.rng.load(seedIn(this.state, this.seedAt))
    this.draws = this.seeded
    this.build()
  }

  private build(): void {
    this.state[this.stepsAt] = 0
    this.actions = []
    this.nudges = []
    this.pending = null
    this.task.begin(this.draws, this.state)
    this.known.set(this.state)
  }

  private take(actions: ArrayLike<number>, offset: number, nudge: Nudge | null): void {
    const { state } = this
    this.task.step(actions, offset, this.draws, nudge, state)
    state[this.stepsAt] = state[this.stepsAt]! + 1
    this.known.set(state)
  }

  /** Brings the engine to where `state` is. */
  private follow(): void {
    if (this.isKnown()) {
      if (!this.task.isBuilt) this.takeAgain()
      return
    }
    if (!this.state.every(Number.isFinite)) refuseState(this.task.id, this.state)
    if (this.state[this.stepsAt] !== 0) {
      throw new PlaygroundError(
        'not-restorable',
        `${this.task.id} cannot go on from step ${this.state[this.stepsAt]} of an episode: write the state it began with, then take its actions again.`,
      )
    }
    const { pending } = this
    this.begin()
    this.pending = pending
  }

  private isKnown(): boolean {
    const { state, known } = this
    for (let i = 0; i < state.length; i++) if (state[i] !== known[i]) return false
    return true
  }

  private takeAgain(): void {
    if (this.draws !== this.seeded) {
      throw new PlaygroundError('not-restorable', `${this.task.id} has lost the world of a recorded episode.`)
    }
    const { actions, nudges, pending } = this
    this.begin()
    this.actions = actions
    this.nudges = nudges
    this.pending = pending
    for (let step = 0; step < actions.length / this.actionSize; step++) {
      const nudge = nudges.find(entry => entry.step === step)?.nudge ?? null
      this.take(actions, step * this.actionSize, nudge)
    }
  }
}

/** The words at `states[offset]` and on as a stream's state. */
export const seedIn = (states: ArrayLike<number>, offset: number): RngState => [
  states[offset]! | 0,
  states[offset + 1]! | 0,
  states[offset + 2]! | 0,
  states[offset + 3]! | 0,
]
