/**
 * Two laws of true return against distance d = sqrt(KL), fitted by least squares:
 *
 *   R(d) = d (a - b log d)   found for reinforcement learning
 *   R(d) = d (a - b d)       found for best-of-n sampling
 *
 * Gao, Schulman & Hilton, "Scaling laws for reward model overoptimization", ICML 2023 (https://arxiv.org/abs/2210.10760).
 * Both are straight in a and b, so the normal equations of two unknowns settle them.
 */
import ln from '@stdlib/math-base-special-ln'
import type { OveroptimisationFit } from '../../core/teaching-reports.ts'

/** Below it a distance is none, and d log d is 0. */
const NO_DISTANCE = 1e-12

export const fitLogLaw = (distance: Float64Array, trueReturn: Float64Array): OveroptimisationFit =>
  fitLaw(distance, trueReturn, d => (d > NO_DISTANCE ? ln(d) : 0))

export const fitLinearLaw = (distance: Float64Array, trueReturn: Float64Array): OveroptimisationFit =>
  fitLaw(distance, trueReturn, d => d)

/** R(d) = d (a - b bend(d)); zeros where the distances do not settle both. */
function fitLaw(
  distance: Float64Array,
  trueReturn: Float64Array,
  bend: (d: number) => number,
): OveroptimisationFit {
  let [xx, xy, yy, xr, yr] = [0, 0, 0, 0, 0]
  distance.forEach((d, i) => {
    const x = d
    const y = -d * bend(d)
    xx += x * x
    xy += x * y
    yy += y * y
    xr += x * trueReturn[i]!
    yr += y * trueReturn[i]!
  })
  const determinant = xx * yy - xy * xy
  if (!(determinant > NO_DISTANCE * xx * yy)) return { a: 0, b: 0, r2: 0 }
  const a = (yy * xr - xy * yr) / determinant
  const b = (xx * yr - xy * xr) / determinant
  const mean = trueReturn.reduce((sum, value) => sum + value, 0) / trueReturn.length
  let left = 0
  let all = 0
  trueReturn.forEach((value, i) => {
    const d = distance[i]!
    const missed = value - d * (a - b * bend(d))
    left += missed * missed
    all += (value - mean) * (value - mean)
  })
  return { a, b, r2: all > 0 ? 1 - left / all : 0 }
}
