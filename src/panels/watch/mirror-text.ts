/** The stage in words, for those who cannot see it: one short line per square. */
import { type Board, cellName, type TileKind } from '../../core/board.ts'
import type { TabularFrame } from '../../core/frame.ts'
import { signedText } from '../number-text.ts'

const NAMES: Partial<Record<TileKind, string>> = {
  floor: '',
  goal: 'flag',
  'wind-up': 'wind blowing up',
  'wind-right': 'wind blowing right',
  'wind-down': 'wind blowing down',
  'wind-left': 'wind blowing left',
}

/** `E5, flower, value −0.07, likely down`. One text per cell, row-major. [rows x columns] */
export function mirrorTexts(board: Board, frame: TabularFrame | null): string[] {
  const cells = board.rows * board.columns
  const context = frame ? board.contextOfState[frame.state]! : 0
  const robotCell = frame ? board.cellOfState[frame.state]! : -1
  return Array.from({ length: cells }, (_, cell) => {
    const words = [cellName(board, cell)]
    const tile = board.tiles[cell]!
    words.push(NAMES[tile] ?? tile, board.labels[cell] ?? '')
    if (cell === robotCell) words.push('Pip is here')
    const state = board.stateAt[context * cells + cell]!
    if (frame && state >= 0) {
      words.push(`value ${signedText(frame.values[state])}`)
      const action = likelyAction(frame.policy, state, board.actionNames.length)
      if (action >= 0) words.push(`likely ${board.actionNames[action]!.toLowerCase()}`)
    }
    return words.filter(word => word !== '').join(', ')
  })
}

/** The action preferred in a state, or -1 while two or more are as likely. */
function likelyAction(policy: Float64Array, state: number, actions: number): number {
  let best = -1
  let tied = false
  for (let action = 0; action < actions; action++) {
    const lead = policy[state * actions + action]! - (best < 0 ? 0 : policy[state * actions + best]!)
    if (best >= 0 && Math.abs(lead) < 1e-6) tied = true
    else if (best < 0 || lead > 0) {
      best = action
      tied = false
    }
  }
  return tied ? -1 : best
}
