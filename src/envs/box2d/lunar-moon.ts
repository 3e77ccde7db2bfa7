/** Where the lander comes down: the ground, of which the middle is flat, and the shapes of the lander. Metres. */
import type { Draws } from './draws.ts'

const scale = 30
/** Of what was shown: 600 by 400 points. */
export const moonWidth = 600 / scale
export const moonHeight = 400 / scale
export const padHeight = moonHeight / 4
const chunks = 11
const firstFlat = 3
const flats = 5

export const landerHull = (
  [
    [-14, 17],
    [-17, 0],
    [-17, -10],
    [17, -10],
    [17, 0],
    [14, 17],
  ] as const
).map(([x, y]) => [x / scale, y / scale] as const)
export const legHalfSize = [2 / scale, 8 / scale] as const

/** @returns x and y by turns, from left to right. [22] */
export function drawMoon(draws: Draws): Float64Array {
  const heights = Array.from({ length: chunks + 1 }, () => draws.uniform(0, moonHeight / 2))
  heights.fill(padHeight, firstFlat, firstFlat + flats)
  const points = new Float64Array(2 * chunks)
  for (let i = 0; i < chunks; i++) {
    // To the left of the first lies the last, as an index of -1 has it in the original.
    const left = heights[i === 0 ? chunks : i - 1]!
    points[2 * i] = (moonWidth / (chunks - 1)) * i
    points[2 * i + 1] = 0.33 * (left + heights[i]! + heights[i + 1]!)
  }
  return points
}
