/**
 * The value function over a world's plane, computed a little in each animation frame. A new policy starts the count again
 * but goes on from where it stands, so that large networks, which never finish before the next policy comes, still renew
 * every point in turn; old values stay until they are replaced, so nothing flickers.
 */
import type { ControlEnvironment, ControlWorld, PlaneAxis, StatePlane } from '../core/environment.ts'
import type { ValueSurface } from '../core/exhibit.ts'
import { type PolicySnapshot, valueAt } from '../core/policy-snapshot.ts'

const SIDE = 32
/** Next to the golden section of 32 x 32 and coprime to it: points come evenly spread over the plane, coarse to fine. */
const STRIDE = 633
/** In one slice: some browsers' clocks stand still for a while. */
const MOST_POINTS = 128

export class ValueSweep {
  /** Null until a first value is known. */
  surface: ValueSurface | null = null
  private readonly plane: StatePlane
  private readonly environment: ControlEnvironment
  private readonly observation: Float32Array
  private readonly values = new Float64Array(SIDE * SIDE).fill(Number.NaN)
  private snapshot: PolicySnapshot | null = null
  private cursor = 0
  private remaining = 0

  private constructor(world: ControlWorld, plane: StatePlane) {
    this.plane = plane
    this.environment = world.create()
    this.observation = new Float32Array(this.environment.observationSize)
  }

  /** Null for a world without a plane. */
  static of(world: ControlWorld): ValueSweep | null {
    return world.plane ? new ValueSweep(world, world.plane) : null
  }

  show(snapshot: PolicySnapshot | null): void {
    if (snapshot === this.snapshot) return
    this.snapshot = snapshot
    this.remaining = snapshot ? SIDE * SIDE : 0
  }

  /** Works until `milliseconds` have passed on the clock, or everything is up to date. */
  advance(milliseconds: number, now: () => number): void {
    const { snapshot } = this
    if (!snapshot || this.remaining === 0) return
    const end = now() + milliseconds
    const stop = Math.max(0, this.remaining - MOST_POINTS)
    do {
      this.values[this.cursor] = this.valueOf(this.cursor, snapshot)
      this.cursor = (this.cursor + STRIDE) % this.values.length
      this.remaining--
    } while (this.remaining > stop && now() < end)
    this.publish()
  }

  private valueOf(point: number, snapshot: PolicySnapshot): number {
    const { x, y } = this.plane
    const { state } = this.environment
    state[x.index] = placeOn(x, point % SIDE)
    state[y.index] = placeOn(y, Math.floor(point / SIDE))
    this.environment.observe(this.observation, 0)
    return valueAt(snapshot, this.observation)
  }

  private publish(): void {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (const value of this.values) {
      if (value < low) low = value
      if (value > high) high = value
    }
    const version = (this.surface?.version ?? 0) + 1
    this.surface = { columns: SIDE, rows: SIDE, values: this.values, low, high, version }
  }
}

/** The middle of the n-th of `SIDE` equal parts. */
const placeOn = ({ low, high }: PlaneAxis, n: number): number => low + ((n + 0.5) / SIDE) * (high - low)
