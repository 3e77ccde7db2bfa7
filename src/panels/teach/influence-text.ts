/** The influence of one answer in a sentence. */
import { type Board, cellName } from '../../core/board.ts'
import type { InfluenceReport } from '../../core/teaching-reports.ts'
import { plural } from '../number-text.ts'

/** Fewer squares than this are named. */
const NAMED = 3
/** A smaller change cannot be seen. */
const NOTHING = 5e-4

/** @param board null in a control world. */
export function influenceSentence(
  { rewardChange, changedStates }: Pick<InfluenceReport, 'rewardChange' | 'changedStates'>,
  board: Board | null,
): string {
  if (rewardChange < NOTHING && !changedStates?.length)
    return 'Nothing that can be seen would change: other answers say the same.'
  const guess = `Pip's guess would differ by ${figure(rewardChange)} a ${board ? 'square' : 'step'} (root mean square)`
  if (changedStates === null) return `${guess}.`
  if (changedStates.length === 0) return `${guess}, and its best moves would stay the same.`
  const cells = board ? [...new Set(changedStates.map(state => board.cellOfState[state]!))] : []
  const where =
    board && cells.length <= NAMED ? `: ${cells.map(cell => cellName(board, cell)).join(', ')}` : ''
  return `${guess}, and its best move would change in ${plural(cells.length || changedStates.length, 'square')}${where}.`
}

const figure = (change: number): string =>
  change >= 0.01 ? change.toFixed(2) : change < 0.001 ? 'less than 0.001' : change.toFixed(3)
