/**
 * What a reward model sees of an outcome: the kind of thing entered, and on request the place. Outcomes that look the
 * same share one row of the feature table, so a reward model holds one number per row, not per outcome.
 */
import { replayClip } from '../core/clip-replay.ts'
import type { TabularWorld } from '../core/environment.ts'
import type { Clip } from '../core/label.ts'
import type { TabularModel } from '../core/tabular-model.ts'

/** How the place entered is described: not at all, one feature per cell, or column and row in [-1, 1]. */
export type Place = 'none' | 'cells' | 'coordinates'

export interface FeatureTable {
  /** D */
  readonly size: number
  /** [D] */
  readonly names: readonly string[]
  /** R, different feature vectors. */
  readonly rows: number
  /** [R x D] */
  readonly values: Float64Array
  /** Row of each outcome. [K] */
  readonly rowOf: Int32Array
}

/** A clip as a reward model sees it. */
export interface ClipFeatures {
  /** Row of each step. [T] */
  readonly rows: Int32Array
  /** Features summed over the steps. [D] */
  readonly sums: Float64Array
  /** Task reward summed over the steps. */
  readonly taskReward: number
}

export function outcomeFeatures({ model, board }: TabularWorld, place: Place): FeatureTable {
  const cells = board.rows * board.columns
  const kinds = model.kinds.length
  const names = [...model.kinds]
  if (place === 'cells') names.push(...Array.from({ length: cells }, (_, cell) => `cell ${cell}`))
  if (place === 'coordinates') names.push('column', 'row')
  const size = names.length
  const rowByLook = new Map<number, number>()
  const values: number[] = []
  const rowOf = new Int32Array(model.outcomes)
  for (let k = 0; k < model.outcomes; k++) {
    const kind = model.kind[k]!
    const cell = board.cellOfState[model.next[k]!]!
    const look = place === 'none' ? kind : kind * cells + cell
    let row = rowByLook.get(look)
    if (row === undefined) {
      row = rowByLook.size
      rowByLook.set(look, row)
      const vector = new Array<number>(size).fill(0)
      vector[kind] = 1
      if (place === 'cells') vector[kinds + cell] = 1
      if (place === 'coordinates') {
        vector[kinds] = centred(cell % board.columns, board.columns)
        vector[kinds + 1] = centred(Math.floor(cell / board.columns), board.rows)
      }
      values.push(...vector)
    }
    rowOf[k] = row
  }
  return { size, names, rows: rowByLook.size, values: Float64Array.from(values), rowOf }
}

/** @throws PlaygroundError `bad-clip` when the clip does not fit the world. */
export function clipFeatures({ model }: TabularWorld, table: FeatureTable, clip: Clip): ClipFeatures {
  return stepFeatures(model, table, replayClip(model, clip).outcomes)
}

/** Of steps that need not follow each other. @param outcomes of each step. [T] */
export function stepFeatures(model: TabularModel, table: FeatureTable, outcomes: Int32Array): ClipFeatures {
  const rows = Int32Array.from(outcomes, k => table.rowOf[k]!)
  const sums = new Float64Array(table.size)
  for (const row of rows) {
    for (let d = 0; d < table.size; d++) sums[d] = sums[d]! + table.values[row * table.size + d]!
  }
  return { rows, sums, taskReward: outcomes.reduce((sum, k) => sum + model.reward[k]!, 0) }
}

/** Spreads rows of the feature table over outcomes. [R] to [K] */
export function toOutcomes(table: FeatureTable, byRow: Float64Array): Float64Array {
  return Float64Array.from(table.rowOf, row => byRow[row]!)
}

/** Sum of row values along a clip. */
export function clipSum(clip: ClipFeatures, byRow: Float64Array, offset = 0): number {
  let sum = 0
  for (const row of clip.rows) sum += byRow[offset + row]!
  return sum
}

const centred = (index: number, count: number): number => (count > 1 ? (2 * index) / (count - 1) - 1 : 0)
