/** Curves as the chart takes them: one row of episodes, a row per line, null where a line has no point. */
import type { Curves } from '../../core/frame.ts'

/** Episodes, task, shaping, learned, greedy test, optimum. */
export type CurveRows = [number[], number[], number[], number[], (number | null)[], (number | null)[]]

/** Evaluation points stand at the first bin that holds their episode. */
export function curveRows(curves: Curves, optimum: number | null): CurveRows {
  const episodes = Array.from(curves.episode)
  const evaluations: (number | null)[] = episodes.map(() => null)
  let bin = 0
  curves.evaluationEpisode.forEach((episode, index) => {
    while (bin < episodes.length - 1 && episodes[bin]! < episode) bin++
    if (bin < episodes.length) evaluations[bin] = curves.evaluationReturn[index]!
  })
  return [
    episodes,
    Array.from(curves.reward),
    Array.from(curves.shapingReward),
    Array.from(curves.learnedReward),
    evaluations,
    episodes.map(() => optimum),
  ]
}

/** Range of the vertical axis: everything but the worst twentieth, which early exploration fills. */
export function curveRange(rows: CurveRows, shown: readonly number[]): [number, number] {
  const values = shown
    .flatMap(row => rows[row] as readonly (number | null)[])
    .filter((value): value is number => value !== null && Number.isFinite(value))
    .sort((a, b) => a - b)
  if (values.length === 0) return [0, 1]
  const low = values[Math.floor(values.length * 0.05)]!
  const high = values.at(-1)!
  const margin = Math.max((high - low) * 0.08, 1e-3)
  return [low - margin, high + margin]
}
