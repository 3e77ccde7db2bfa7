/**
 * What makes a task of a planar robot: how it starts, what it observes, what it is paid, when it is over. All of it is pure
 * functions of state rows, laid out as
 *
 *   place of every joint, their speeds, the solver's warm start, what is read off the engine, the last action
 */
import type { Rng } from '../../core/rng.ts'
import type { PlanarRobot } from './planar-robot.ts'
import type { Readings } from './simulation.ts'

/** Where each block of a state row begins, and how long it is. */
export interface RowLayout {
  readonly positionCount: number
  readonly speedCount: number
  readonly actionCount: number
  readonly speeds: number
  readonly warmStart: number
  readonly readings: number
  readonly lastAction: number
  readonly length: number
}

export interface Outcome {
  reward: number
  terminated: boolean
}

export interface RobotTask {
  readonly id: string
  readonly robot: PlanarRobot
  /** Substeps of the engine per step. */
  readonly frameSkip: number
  /** Numbers read off the engine after each step, which place and speed alone do not tell. */
  readonly readingCount: number
  /** @param into [readingCount] from `offset` on. */
  read(readings: Readings, into: Float64Array, offset: number): void
  /**
   * Draws where an episode starts.
   * @param positions the model's own pose, to be changed. @param speeds zeros, to be changed.
   */
  start(rng: Rng, positions: Float64Array, speeds: Float64Array): void
  readonly observationSize: number
  observe(state: Float64Array, layout: RowLayout, into: Float32Array | Float64Array, offset: number): void
  /** @param actions as they came, before the engine cuts them. @param stepSeconds of the whole step. */
  judge(
    before: Float64Array,
    actions: Float64Array,
    after: Float64Array,
    layout: RowLayout,
    stepSeconds: number,
    outcome: Outcome,
  ): void
}

export function rowLayout(
  positionCount: number,
  speedCount: number,
  actionCount: number,
  readingCount: number,
): RowLayout {
  const warmStart = positionCount + speedCount
  const readings = warmStart + speedCount
  const lastAction = readings + readingCount
  return {
    positionCount,
    speedCount,
    actionCount,
    speeds: positionCount,
    warmStart,
    readings,
    lastAction,
    length: lastAction + actionCount,
  }
}
