/** A trail of states as they are drawn. From one frame to the next it mostly stays or gains a state: only that is drawn up. */
import type { Drawn } from './control-painter.ts'

/** More new states than this are as well drawn up all. */
const MOST_NEW = 8

export class DrawnTrail {
  private readonly drawn: Drawn
  private readonly stateSize: number
  private shown = new Float64Array(0)
  private count = 0
  /** The world's newest state of the trail that is drawn up. */
  private readonly newest: Float64Array

  constructor(drawn: Drawn, stateSize: number) {
    this.drawn = drawn
    this.stateSize = stateSize
    this.newest = new Float64Array(stateSize)
  }

  /** @param trail newest states, oldest first. [n x stateSize] @returns the same as drawn. [n x drawn size] */
  of(trail: Float64Array): Float64Array {
    const { stateSize, drawn } = this
    const count = trail.length / stateSize
    const fresh = this.fresh(trail, count)
    const { size } = drawn
    if (this.shown.length < count * size) {
      const larger = new Float64Array(2 * count * size)
      larger.set(this.shown.subarray(0, this.count * size))
      this.shown = larger
    }
    const dropped = this.count + fresh - count
    if (dropped > 0) this.shown.copyWithin(0, dropped * size, this.count * size)
    for (let i = count - fresh; i < count; i++) drawn.write(trail, i * stateSize, this.shown, i * size)
    this.count = count
    if (count > 0) this.newest.set(trail.subarray((count - 1) * stateSize))
    return this.shown.subarray(0, count * size)
  }

  /** How many states at the end are new; all where the rest is not what was drawn up. */
  private fresh(trail: Float64Array, count: number): number {
    for (let fresh = 0; fresh <= Math.min(MOST_NEW, count - 1); fresh++) {
      const kept = count - fresh
      if (kept <= this.count && this.isNewest(trail, (kept - 1) * this.stateSize)) return fresh
    }
    this.count = 0
    return count
  }

  private isNewest(trail: Float64Array, offset: number): boolean {
    for (let i = 0; i < this.stateSize; i++) if (trail[offset + i] !== this.newest[i]) return false
    return true
  }
}
