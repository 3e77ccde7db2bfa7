/**
 * Turns what a person holds, -1 to 1, into actions. A discrete action is the one nearest to what is held plus what
 * rounding still owes, so that over time the push is what was asked for: half a push is every other step, and where there
 * is no action for nothing, as in CartPole, left and right take turns. A box takes the share of its range. A lander's engines
 * are held apart; where it can fire only one of them in a step, they take turns.
 */
import { type HeldAxes, type PlayKind, playKind } from '../core/play-axes.ts'
import type { Space } from '../core/space.ts'

/** Actions of the discrete lander. */
const ENGINES = { none: 0, turnLeft: 1, main: 2, turnRight: 3 } as const

export class PlayInput {
  private readonly space: Space
  private readonly kind: PlayKind
  private owed = 0
  /** Of the lander's engines: to the sides, and below. */
  private owedTurn = 0
  private owedMain = 0

  constructor(space: Space, env = '') {
    this.space = space
    this.kind = playKind(env, { actionSpace: space })
  }

  /** @param held of each axis, beyond -1 and 1 cut; nothing where it is missing. @returns one action. [actionSize] */
  action(...held: HeldAxes): number[] {
    const at = (axis: number) => Math.min(1, Math.max(-1, held[axis] ?? 0))
    const { space } = this
    if (this.kind === 'lander') return this.engines(at(0), Math.max(0, at(1)))
    if (space.kind === 'box') {
      return space.low.map((low, i) => low + ((at(i) + 1) / 2) * (space.high[i]! - low))
    }
    if (space.n === 1) return [0]
    const half = (space.n - 1) / 2
    const index = Math.min(space.n - 1, Math.max(0, Math.floor((at(0) + this.owed) * half + half + 0.5)))
    this.owed += at(0) - (index - half) / half
    return [index]
  }

  /** Main engine and side engines of a box are numbers of their own; of single actions the one that has waited longest. */
  private engines(turn: number, main: number): number[] {
    if (this.space.kind === 'box') return [main, turn]
    const wanted = Math.max(1, Math.abs(turn) + main)
    if (turn === 0) this.owedTurn = 0
    if (main === 0) this.owedMain = 0
    this.owedTurn += Math.abs(turn) / wanted
    this.owedMain += main / wanted
    if (this.owedMain >= 0.5 && this.owedMain >= this.owedTurn) {
      this.owedMain -= 1
      return [ENGINES.main]
    }
    if (this.owedTurn < 0.5) return [ENGINES.none]
    this.owedTurn -= 1
    return [turn < 0 ? ENGINES.turnLeft : ENGINES.turnRight]
  }
}
