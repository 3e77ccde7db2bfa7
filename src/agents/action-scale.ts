/** A box of actions seen as [-1, 1] in every dimension, as networks and replay see it. */
import type { Box } from '../core/space.ts'

export class ActionScale {
  readonly dimensions: number
  /** Half the range, what 1 is worth in units of action. [D] */
  readonly half: Float64Array
  private readonly low: Float64Array

  constructor({ low, high }: Box) {
    this.dimensions = low.length
    this.low = Float64Array.from(low)
    this.half = this.low.map((least, i) => (high[i]! - least) / 2)
  }

  /** From [-1, 1] to units of action, in place, from `offset` on. [size x D] */
  stretch(actions: Float32Array | Float64Array, offset: number, size: number): void {
    const { dimensions, low, half } = this
    for (let i = 0; i < size * dimensions; i++) {
      const d = i % dimensions
      actions[offset + i] = low[d]! + (actions[offset + i]! + 1) * half[d]!
    }
  }

  /** From units of action to [-1, 1]. [size x D] */
  shrink(actions: Float32Array, size: number, into: Float32Array): void {
    const { dimensions, low, half } = this
    for (let i = 0; i < size * dimensions; i++) {
      const d = i % dimensions
      into[i] = (actions[i]! - low[d]!) / half[d]! - 1
    }
  }
}
