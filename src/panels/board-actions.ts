/** Which action of a grid world a direction or a key means. */
import type { Board } from '../core/board.ts'

/** Actions without a direction, in the board's order. */
export const inPlaceActions = (board: Board): number[] =>
  board.actionVectors.flatMap((vector, action) => (vector === null ? [action] : []))

/** The action that moves by `columns`, `rows`, or -1. */
export const actionTowards = (board: Board, columns: number, rows: number): number =>
  board.actionVectors.findIndex(vector => vector?.[0] === columns && vector[1] === rows)
