/** A clip of a grid world at one of its steps: where the robot is, its trail, what it has trodden on. */
import type { Board } from '../core/board.ts'
import type { BoardClip } from './layers.ts'

export class ClipPlayer {
  readonly clip: BoardClip
  step = 0

  constructor(clip: BoardClip) {
    this.clip = clip
  }

  get steps(): number {
    return this.clip.states.length - 1
  }

  get state(): number {
    return this.clip.states[this.step]!
  }

  /** A clip that ends before its partner waits at its end. @returns true when another step is shown now. */
  show(position: number): boolean {
    const step = Math.max(0, Math.min(this.steps, Math.floor(position + 1e-6)))
    if (step === this.step) return false
    this.step = step
    return true
  }

  trail(): Int32Array {
    return this.clip.states.subarray(0, this.step + 1)
  }

  /** Cells whose flowers have been stepped on by now. */
  trodden(board: Board): Set<number> {
    const cells = new Set<number>()
    for (let i = 1; i <= this.step; i++) {
      const cell = board.cellOfState[this.clip.states[i]!]!
      if (board.tiles[cell] === 'flower') cells.add(cell)
    }
    return cells
  }
}
