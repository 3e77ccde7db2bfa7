/** Over-optimisation curves as SVG paths: return upwards, distance from the reference policy to the right. */
import type { OveroptimisationCurve, OveroptimisationFit } from '../../core/teaching-reports.ts'

export const CHART = { width: 420, height: 200, left: 34, right: 8, top: 8, bottom: 26 } as const

export interface ChartScale {
  readonly farthest: number
  readonly lowest: number
  readonly highest: number
  x(distance: number): number
  y(share: number): number
}

/** Room for all curves and the ends 0 and 1. */
export function chartScale(curves: readonly OveroptimisationCurve[]): ChartScale {
  const finite = (numbers: Iterable<number>) => [...numbers].filter(Number.isFinite)
  const farthest = Math.max(1e-6, ...curves.flatMap(({ distance }) => finite(distance)))
  const shares = curves.flatMap(({ learnedReturn, trueReturn }) => [
    ...finite(learnedReturn),
    ...finite(trueReturn),
  ])
  // A learned return far beyond what can truly be won would press the rest flat.
  const highest = Math.min(2, Math.max(1, ...shares))
  const lowest = Math.max(-1, Math.min(0, ...shares))
  const { width, height, left, right, top, bottom } = CHART
  return {
    farthest,
    lowest,
    highest,
    x: distance => left + (distance / farthest) * (width - left - right),
    y: share =>
      top +
      (1 - (Math.min(highest, Math.max(lowest, share)) - lowest) / (highest - lowest)) *
        (height - top - bottom),
  }
}

export function linePath(distance: Float64Array, share: Float64Array, { x, y }: ChartScale): string {
  let path = ''
  for (let i = 0; i < distance.length; i++) {
    if (!Number.isFinite(distance[i]!) || !Number.isFinite(share[i]!)) continue
    path += `${path === '' ? 'M' : 'L'}${x(distance[i]!).toFixed(1)} ${y(share[i]!).toFixed(1)}`
  }
  return path
}

const LAW_POINTS = 60

/** d (a - b log d), drawn where there is a curve. */
export function lawPath({ a, b }: OveroptimisationFit, farthest: number, scale: ChartScale): string {
  const distance = Float64Array.from({ length: LAW_POINTS }, (_, i) => ((i + 1) / LAW_POINTS) * farthest)
  return linePath(
    distance,
    distance.map(d => d * (a - b * Math.log(d))),
    scale,
  )
}

/** Where the true return is highest. */
export function peakOf({ distance, trueReturn }: OveroptimisationCurve): { distance: number; share: number } {
  let best = 0
  for (let i = 1; i < trueReturn.length; i++) if (trueReturn[i]! > trueReturn[best]!) best = i
  return { distance: distance[best] ?? 0, share: trueReturn[best] ?? 0 }
}
