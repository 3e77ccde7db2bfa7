/**
 * How a robot came to where it is: the state its episode started in and every action since. In worlds that bring only whole
 * episodes back it is what a checkpoint and a clip from the middle of an episode are made of.
 */
import type { ControlEnvironment } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import type { Place } from './checkpoint.ts'

const FIRST_STEPS = 64

export class EpisodePast {
  /** [stateSize] */
  readonly start: Float64Array
  steps = 0
  private readonly actionSize: number
  private actions: Float32Array

  constructor(start: ArrayLike<number>, actionSize: number) {
    this.start = Float64Array.from(start)
    this.actionSize = actionSize
    this.actions = new Float32Array(FIRST_STEPS * actionSize)
  }

  /** One step more, by the action at `actions[offset]` and on. */
  add(actions: ArrayLike<number>, offset: number): void {
    const { actionSize } = this
    const at = this.steps * actionSize
    if (at === this.actions.length) {
      const longer = new Float32Array(2 * at)
      longer.set(this.actions)
      this.actions = longer
    }
    for (let d = 0; d < actionSize; d++) this.actions[at + d] = actions[offset + d]!
    this.steps++
  }

  /** Actions of the first `steps` steps. [steps x actionSize] */
  upTo(steps: number): Float32Array {
    return this.actions.subarray(0, steps * this.actionSize)
  }

  /** Brings an environment to where this has come. @param rng drawn from by nothing in such worlds. */
  restore(environment: ControlEnvironment, rng: Rng): void {
    environment.state.set(this.start)
    for (let step = 0; step < this.steps; step++) environment.step(this.actions, step * this.actionSize, rng)
  }
}

export interface PastsState {
  /** [episodes x stateSize] */
  readonly starts: Float64Array
  /** [episodes] */
  readonly steps: Int32Array
  /** One episode after another. [steps of all x actionSize] */
  readonly actions: Float32Array
}

export function savePasts(pasts: readonly EpisodePast[], stateSize: number, actionSize: number): PastsState {
  const starts = new Float64Array(pasts.length * stateSize)
  const steps = Int32Array.from(pasts, past => past.steps)
  const actions = new Float32Array(steps.reduce((sum, n) => sum + n, 0) * actionSize)
  let at = 0
  pasts.forEach((past, i) => {
    starts.set(past.start, i * stateSize)
    actions.set(past.upTo(past.steps), at)
    at += past.steps * actionSize
  })
  return { starts, steps, actions }
}

export function loadPasts({ starts, steps, actions }: PastsState, actionSize: number): EpisodePast[] {
  const stateSize = steps.length === 0 ? 0 : starts.length / steps.length
  let at = 0
  return Array.from(steps, (count, i) => {
    const past = new EpisodePast(starts.subarray(i * stateSize, (i + 1) * stateSize), actionSize)
    for (let step = 0; step < count; step++, at += actionSize) past.add(actions, at)
    return past
  })
}

/** @param episodes how many there must be; left out where any number will do. @throws PlaygroundError `bad-checkpoint`. */
export function readPasts(
  place: Place,
  { stateSize, actionSize }: { readonly stateSize: number; readonly actionSize: number },
  episodes?: number,
): PastsState {
  const steps = place.at('steps').array('Int32Array', episodes)
  if (steps.some(count => count < 0)) throw place.at('steps').refusal('counts')
  const all = steps.reduce((sum, n) => sum + n, 0)
  const starts = place.at('starts').array('Float64Array', steps.length * stateSize)
  const actions = place.at('actions').array('Float32Array', all * actionSize)
  for (const [name, array] of Object.entries({ starts, actions })) {
    if (!array.every(number => Number.isFinite(number))) throw place.at(name).refusal('finite numbers')
  }
  return { starts, steps, actions }
}
