/** What the lens draws: rewards per outcome gathered by cell entered and by kind. */
import type { TabularWorld } from '../core/environment.ts'
import type { TabularLearnedReward } from '../core/learned-reward.ts'
import type { Reachable } from './reachable.ts'

/** Mean over the outcomes that enter each cell, NaN where nothing enters. [cells] */
export function byCell({ model, board }: TabularWorld, reach: Reachable, table: Float64Array): Float64Array {
  return grouped(reach, table, board.rows * board.columns, k => board.cellOfState[model.next[k]!]!)
}

/** Task plus hidden reward of entering each cell. [cells] */
export function trueCellReward(world: TabularWorld, reach: Reachable): Float64Array {
  return byCell(
    world,
    reach,
    world.model.reward.map((reward, k) => reward + (world.hiddenReward?.[k] ?? 0)),
  )
}

/** Learned reward by cell, and its deviation over draws from what the labels leave open. [cells] each */
export function cellStatistics(
  world: TabularWorld,
  reach: Reachable,
  mean: Float64Array,
  draws: readonly Float64Array[],
): { mean: Float64Array; standardDeviation: Float64Array } {
  return {
    mean: byCell(world, reach, mean),
    standardDeviation: deviation(draws.map(draw => byCell(world, reach, draw))),
  }
}

/** Learned reward by kind that can happen, largest magnitude first. */
export function kindStatistics(
  { model }: TabularWorld,
  reach: Reachable,
  mean: Float64Array,
  draws: readonly Float64Array[],
): TabularLearnedReward['kinds'] {
  const byKind = (table: Float64Array) => grouped(reach, table, model.kinds.length, k => model.kind[k]!)
  const means = byKind(mean)
  const deviations = deviation(draws.map(byKind))
  return model.kinds
    .map((kind, i) => ({ kind, mean: means[i]!, standardDeviation: deviations[i]! }))
    .filter(entry => !Number.isNaN(entry.mean))
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
}

function grouped(
  reach: Reachable,
  table: Float64Array,
  groups: number,
  groupOf: (k: number) => number,
): Float64Array {
  const sums = new Float64Array(groups)
  const counts = new Int32Array(groups)
  for (const k of reach.outcomes) {
    const group = groupOf(k)
    sums[group] = sums[group]! + table[k]!
    counts[group] = counts[group]! + 1
  }
  return sums.map((sum, group) => (counts[group] === 0 ? Number.NaN : sum / counts[group]!))
}

/** Standard deviation over draws, entry by entry. */
function deviation(draws: readonly Float64Array[]): Float64Array {
  const centre = draws[0]!.map((_, i) => draws.reduce((sum, draw) => sum + draw[i]!, 0) / draws.length)
  return centre.map((mean, i) =>
    Math.sqrt(draws.reduce((sum, draw) => sum + (draw[i]! - mean) * (draw[i]! - mean), 0) / draws.length),
  )
}
