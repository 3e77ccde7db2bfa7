/**
 * Steps as a reward network sees them: each number of the observation in units of half its bound (cut at twice that), then the
 * action, one-hot where it is one of a few, else in units of its bound. Where a world bounds none of the numbers (the robots on
 * MuJoCo), twice the largest that random actions lead to stands for the bound, so that centimetres and metres a second are seen alike.
 */
import { replayControlClip } from '../../core/clip-replay.ts'
import type { ControlWorld } from '../../core/environment.ts'
import { Rng } from '../../core/rng.ts'
import { randomEpisode } from '../teachers/reward-scale.ts'

/** Stands for a bound where the world names none. */
const USUAL_BOUND = 4
const LARGEST_BOUND = 1e6
const LARGEST = 4
/** Of random actions, at least, and of no number a bound below the least. */
const LOOKED_AT_STEPS = 400
const LEAST_BOUND = 1e-3

export class StepFeatures {
  readonly size: number
  readonly observationSize: number
  /** Of observations, all finite. [observationSize] */
  readonly bounds: Float64Array
  /** Does the world name none of them? */
  readonly isBoundless: boolean
  private readonly choices: number
  private readonly actionBounds: Float64Array

  constructor(world: ControlWorld) {
    const { observationSpace, actionSpace } = world
    this.isBoundless = observationSpace.high.every(high => !(high < LARGEST_BOUND))
    this.bounds = this.isBoundless ? boundsSeen(world) : boundsOf(observationSpace.low, observationSpace.high)
    this.observationSize = this.bounds.length
    this.choices = actionSpace.kind === 'discrete' ? actionSpace.n : 0
    this.actionBounds =
      actionSpace.kind === 'discrete' ? new Float64Array(0) : boundsOf(actionSpace.low, actionSpace.high)
    this.size = this.observationSize + this.choices + this.actionBounds.length
  }

  /** Writes `count` steps as rows from `row` on. @param into [rows x size] */
  write(
    observations: ArrayLike<number>,
    actions: ArrayLike<number>,
    count: number,
    into: Float32Array,
    row: number,
  ): void {
    const { size, observationSize, bounds, choices, actionBounds } = this
    for (let i = 0; i < count; i++) {
      const first = (row + i) * size
      for (let k = 0; k < observationSize; k++) {
        into[first + k] = cut((2 * observations[i * observationSize + k]!) / bounds[k]!)
      }
      for (let k = 0; k < choices; k++) into[first + observationSize + k] = actions[i] === k ? 1 : 0
      for (let k = 0; k < actionBounds.length; k++) {
        const action = actions[i * actionBounds.length + k]!
        into[first + observationSize + k] = Math.min(1, Math.max(-1, action / actionBounds[k]!))
      }
    }
  }
}

const cut = (x: number): number => Math.min(LARGEST, Math.max(-LARGEST, x))

function boundsOf(low: readonly number[], high: readonly number[]): Float64Array {
  return Float64Array.from(high, (most, i) => {
    const bound = Math.max(Math.abs(most), Math.abs(low[i]!))
    return bound < LARGEST_BOUND ? bound : USUAL_BOUND
  })
}

/** The same for every run in a world. */
function boundsSeen(world: ControlWorld): Float64Array {
  const rng = Rng.fromSeed(0, 'step-features')
  const bounds = new Float64Array(world.observationSpace.low.length).fill(LEAST_BOUND)
  for (let looked = 0; looked < LOOKED_AT_STEPS; ) {
    const { observations, steps } = replayControlClip(world, randomEpisode(world, rng))
    looked += steps
    observations.forEach((number, i) => {
      const k = i % bounds.length
      bounds[k] = Math.max(bounds[k]!, 2 * Math.abs(number))
    })
  }
  return bounds
}
