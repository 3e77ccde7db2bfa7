/** Plays a clip in a loop: steps through its states, pauses at the end, begins again. */
import type { Board } from '../core/board.ts'
import type { ClipView } from './layers.ts'

const STEP_MILLISECONDS = 300
const PAUSE_MILLISECONDS = 700

export class ClipPlayer {
  readonly clip: ClipView
  step = 0
  private since = 0

  constructor(clip: ClipView) {
    this.clip = clip
  }

  get steps(): number {
    return this.clip.states.length - 1
  }

  get state(): number {
    return this.clip.states[this.step]!
  }

  /** @returns true when another step is shown now. */
  update(delta: number): boolean {
    this.since += delta
    const atEnd = this.step >= this.steps
    // Long clips, such as a whole episode, go faster so that a loop stays short.
    const step = Math.max(60, Math.min(STEP_MILLISECONDS, 7000 / Math.max(1, this.steps)))
    if (this.since < (atEnd ? PAUSE_MILLISECONDS : step)) return false
    this.since = 0
    this.step = atEnd ? 0 : this.step + 1
    return true
  }

  /** One step by hand, for reduced motion. */
  next(): void {
    this.step = this.step >= this.steps ? 0 : this.step + 1
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
