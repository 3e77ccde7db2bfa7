/** The reliability curve as points in a square: stated confidence across, the share that was right up, both from 1/2 to 1. */
import type { CalibrationReport } from '../../core/learned-reward.ts'

export interface ReliabilityPoint {
  readonly x: number
  readonly y: number
  readonly count: number
}

/** A share below one half lies on the lower edge. @param size of the square. */
export function reliabilityPoints(
  { bins }: Pick<CalibrationReport, 'bins'>,
  size: number,
): ReliabilityPoint[] {
  const along = (share: number) => Math.round(Math.max(0, Math.min(1, 2 * share - 1)) * size * 10) / 10
  return bins
    .filter(({ count }) => count > 0)
    .map(({ confidence, right, count }) => ({ x: along(confidence), y: size - along(right), count }))
    .sort((a, b) => a.x - b.x)
}

/** Radius of a bin's dot, its area growing with the answers in it. */
export const binReach = (count: number): number => Math.min(6, 1.6 + Math.sqrt(count) / 2)
