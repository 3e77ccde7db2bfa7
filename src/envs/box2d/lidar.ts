/**
 * Ten rays from the middle of a BipedalWalker's hull, from straight down to nearly level ahead, and how far each goes until
 * it meets the ground: a share of 160/30 m. They turn with the world, not with the hull.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import { type Block, type Course, courseLength, courseStep } from './walker-course.ts'

export const rayCount = 10
const range = 160 / 30
/** x and y of each ray's full length. */
export const rayX = Float64Array.from({ length: rayCount }, (_, i) => sin((1.5 * i) / 10) * range)
export const rayY = Float64Array.from({ length: rayCount }, (_, i) => -cos((1.5 * i) / 10) * range)

/** @param into shares from 0 to 1, single precision. [rayCount from `offset` on] */
export function castRays(course: Course, x: number, y: number, into: Float64Array, offset: number): void {
  const first = Math.max(0, Math.floor(x / courseStep) - 1)
  for (let ray = 0; ray < rayCount; ray++) {
    let share = groundShare(course.heights, first, x, y, rayX[ray]!, rayY[ray]!)
    for (const block of course.blocks) {
      if (block.x2 >= x && block.x1 <= x + rayX[ray]!) {
        share = Math.min(share, blockShare(block, x, y, rayX[ray]!, rayY[ray]!))
      }
    }
    into[offset + ray] = Math.fround(share)
  }
}

/** The rays go to the right, so the first piece of ground that is met is the nearest. */
function groundShare(
  heights: Float64Array,
  first: number,
  x: number,
  y: number,
  alongX: number,
  alongY: number,
): number {
  for (let i = first; i < courseLength - 1; i++) {
    const leftX = i * courseStep
    if (leftX > x + alongX) return 1
    // Where on the piece (0 to 1) and on the ray (0 to 1) their lines cross.
    const rise = heights[i + 1]! - heights[i]!
    const cross = courseStep * alongY - rise * alongX
    if (cross === 0) continue
    const toX = leftX - x
    const toY = heights[i]! - y
    const onPiece = (toY * alongX - toX * alongY) / cross
    const onRay = (toY * courseStep - toX * rise) / cross
    if (onPiece >= 0 && onPiece <= 1 && onRay >= 0 && onRay <= 1) return onRay
  }
  return 1
}

/** A ray from within a block does not meet it. */
function blockShare({ x1, y1, x2, y2 }: Block, x: number, y: number, alongX: number, alongY: number): number {
  let enter = 0
  let leave = 1
  let isOutside = false
  for (const [at, along, low, high] of [
    [x, alongX, x1, x2],
    [y, alongY, y1, y2],
  ] as const) {
    if (along === 0) {
      if (at < low || at > high) return 1
      continue
    }
    const from = ((along > 0 ? low : high) - at) / along
    const to = ((along > 0 ? high : low) - at) / along
    if (from > enter) {
      enter = from
      isOutside = true
    }
    leave = Math.min(leave, to)
  }
  return isOutside && enter <= leave ? enter : 1
}
