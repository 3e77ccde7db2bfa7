/**
 * What a reward model sees of an outcome: the kind of thing entered, and on request the place. Outcomes that look the
 * same share one row of the feature table, so a reward model holds one number per row, not per outcome.
 */
import { replayClip } from '../core/clip-replay.ts'
import type { TabularWorld } from '../core/environment.ts'
import type { Clip } from '../core/label.ts'

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
  /** Row of each step; where weights are given, any rows. [T] */
  readonly rows: Int32Array
  /** How often each row counts; once each when left out. [T] */
  readonly weights?: Float64Array
  /** Features summed over the steps. [D] */
  readonly sums: Float64Array
  /** Task reward summed over the steps. */
  readonly taskReward: number
}

/** @param byKind whether the kind of thing entered is told. */
export function outcomeFeatures({ model, board }: TabularWorld, place: Place, byKind = true): FeatureTable {
  const cells = board.rows * board.columns
  const kinds = byKind ? model.kinds.length : 0
  const names = byKind ? [...model.kinds] : []
  if (place === 'cells') names.push(...Array.from({ length: cells }, (_, cell) => `cell ${cell}`))
  if (place === 'coordinates') names.push('column', 'row')
  const size = names.length
  const rowByLook = new Map<number, number>()
  const values: number[] = []
  const rowOf = new Int32Array(model.outcomes)
  for (let k = 0; k < model.outcomes; k++) {
    const kind = byKind ? model.kind[k]! : 0
    const cell = board.cellOfState[model.next[k]!]!
    const look = place === 'none' ? kind : kind * cells + cell
    let row = rowByLook.get(look)
    if (row === undefined) {
      row = rowByLook.size
      rowByLook.set(look, row)
      const vector = new Array<number>(size).fill(0)
      if (byKind) vector[kind] = 1
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

/** Steps of a clip: states [T + 1], outcomes [T] and how much each step counts, 1 when left out. [T] */
export interface Segment {
  readonly states: ArrayLike<number>
  readonly outcomes: Int32Array
  readonly weights?: Float64Array
}

/** What of a segment people are taken to judge: what it collected (`partialReturn`) or its regret (`regret.ts`). */
export type SegmentFeatures = (segment: Segment) => ClipFeatures

/** Reward collected along the segment. */
export function partialReturn({ model }: TabularWorld, table: FeatureTable): SegmentFeatures {
  return ({ outcomes, weights }) => {
    const rows = Int32Array.from(outcomes, k => table.rowOf[k]!)
    const taskReward = outcomes.reduce((sum, k, t) => sum + (weights ? weights[t]! : 1) * model.reward[k]!, 0)
    const sums = rowSums(table, rows, weights)
    return weights ? { rows, weights, sums, taskReward } : { rows, sums, taskReward }
  }
}

/** What a clip collected. @throws PlaygroundError `bad-clip` when the clip does not fit the world. */
export function clipFeatures(world: TabularWorld, table: FeatureTable, clip: Clip): ClipFeatures {
  return partialReturn(world, table)(replayClip(world.model, clip))
}

/** Features of rows summed, each as often as its weight. [D] */
export function rowSums(
  { size, values }: FeatureTable,
  rows: Int32Array,
  weights?: Float64Array,
): Float64Array {
  const sums = new Float64Array(size)
  for (let i = 0; i < rows.length; i++) {
    const weight = weights ? weights[i]! : 1
    for (let d = 0; d < size; d++) sums[d] = sums[d]! + weight * values[rows[i]! * size + d]!
  }
  return sums
}

/** Spreads rows of the feature table over outcomes. [R] to [K] */
export function toOutcomes(table: FeatureTable, byRow: Float64Array): Float64Array {
  const { rowOf } = table
  const byOutcome = new Float64Array(rowOf.length)
  for (let k = 0; k < rowOf.length; k++) byOutcome[k] = byRow[rowOf[k]!]!
  return byOutcome
}

/** Sum of row values along a clip. */
export function clipSum(clip: ClipFeatures, byRow: Float64Array, offset = 0): number {
  let sum = 0
  const { rows, weights } = clip
  for (let i = 0; i < rows.length; i++) sum += (weights ? weights[i]! : 1) * byRow[offset + rows[i]!]!
  return sum
}

const centred = (index: number, count: number): number => (count > 1 ? (2 * index) / (count - 1) - 1 : 0)
