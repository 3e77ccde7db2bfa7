/** Where Pip's spots are in a state: heights of head and hips, which feet stand, whether it has fallen. */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import type { PlanarRobot } from '../mujoco/planar-robot.ts'
import { Skeleton } from '../mujoco/robot-figure.ts'
import type { Bench } from './bench.ts'
import { crown, fallSpots, footSpots, hips, lowestHips, type Spot } from './pip-robot.ts'

/** A spot this close to the bench touches it (m). */
export const touch = 0.002

/** One state at a time: `place` a row, then ask. Allocates nothing. */
export class Posture {
  private readonly skeleton: Skeleton
  private readonly bench: Bench

  constructor(robot: PlanarRobot, bench: Bench) {
    this.skeleton = new Skeleton(robot)
    this.bench = bench
  }

  place(states: ArrayLike<number>, offset: number): void {
    this.skeleton.place(states, offset)
  }

  get hasFallen(): boolean {
    if (this.clearance(hips) < lowestHips) return true
    for (const spot of fallSpots) if (this.clearance(spot) <= touch) return true
    return false
  }

  /** Metres between the lower of heel and toe and what is under it. @param foot 0 right, 1 left. */
  footClearance(foot: number): number {
    const [heel, toe] = footSpots[foot]!
    return Math.min(this.clearance(heel), this.clearance(toe))
  }

  stands(foot: number): boolean {
    return this.footClearance(foot) <= touch
  }

  /** Of the top of the head above the bench (m). */
  get headHeight(): number {
    return this.heightOf(crown)
  }

  private heightOf({ body, x, y }: Spot): number {
    const { poses } = this.skeleton
    const angle = poses[3 * body + 2]!
    return poses[3 * body + 1]! + sin(angle) * x + cos(angle) * y
  }

  private clearance(spot: Spot): number {
    const { poses } = this.skeleton
    const angle = poses[3 * spot.body + 2]!
    const x = poses[3 * spot.body]! + cos(angle) * spot.x - sin(angle) * spot.y
    return this.heightOf(spot) - spot.radius - this.bench.topAt(x)
  }
}
