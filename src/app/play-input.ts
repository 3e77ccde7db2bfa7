/**
 * Turns what a person holds, -1 to 1, into actions. A discrete action is the one nearest to what is held plus what
 * rounding still owes, so that over time the push is what was asked for: half a push is every other step, and where there
 * is no action for nothing, as in CartPole, left and right take turns. A box takes the share of its range.
 */
import type { Space } from '../core/space.ts'

export class PlayInput {
  private readonly space: Space
  private owed = 0

  constructor(space: Space) {
    this.space = space
  }

  /** @param value -1 to 1, beyond it cut. @returns one action, all dimensions of a box alike. [actionSize] */
  action(value: number): number[] {
    const held = Math.min(1, Math.max(-1, value))
    const { space } = this
    if (space.kind === 'box') {
      return space.low.map((low, i) => low + ((held + 1) / 2) * (space.high[i]! - low))
    }
    if (space.n === 1) return [0]
    const half = (space.n - 1) / 2
    const index = Math.min(space.n - 1, Math.max(0, Math.floor((held + this.owed) * half + half + 0.5)))
    this.owed += held - (index - half) / half
    return [index]
  }
}
