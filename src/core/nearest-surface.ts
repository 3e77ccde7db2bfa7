/** How far a point is from a body, and where its surface is nearest. */
import type { BodyShape } from './figure.ts'

export interface Surface {
  /** From the point to the surface, below 0 inside. */
  readonly distance: number
  /** Away from the shape, of length 1. */
  readonly outX: number
  readonly outY: number
}

/** The surface nearest to a point, both in the body's frame. Polygons are convex and go round either way. */
export function nearestSurface(shape: BodyShape, x: number, y: number): Surface {
  if (shape.kind === 'circle') return fromPoint(x - shape.x, y - shape.y, shape.radius)
  if (shape.kind === 'capsule') {
    const [nearX, nearY] = nearestOn(shape.x1, shape.y1, shape.x2, shape.y2, x, y)
    return fromPoint(x - nearX, y - nearY, shape.radius)
  }
  let [left, right] = [true, true]
  let nearest: Surface | null = null
  shape.points.forEach(([x1, y1], i) => {
    const [x2, y2] = shape.points[(i + 1) % shape.points.length]!
    const side = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
    if (side < 0) left = false
    if (side > 0) right = false
    const [nearX, nearY] = nearestOn(x1, y1, x2, y2, x, y)
    const surface = fromPoint(x - nearX, y - nearY, 0)
    if (!nearest || surface.distance < nearest.distance) nearest = surface
  })
  const { distance, outX, outY } = nearest!
  return left || right ? { distance: -distance, outX: -outX, outY: -outY } : { distance, outX, outY }
}

function fromPoint(dx: number, dy: number, radius: number): Surface {
  const length = Math.sqrt(dx * dx + dy * dy)
  return length > 0
    ? { distance: length - radius, outX: dx / length, outY: dy / length }
    : { distance: -radius, outX: 0, outY: 1 }
}

function nearestOn(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  x: number,
  y: number,
): readonly [number, number] {
  const [alongX, alongY] = [x2 - x1, y2 - y1]
  const squared = alongX * alongX + alongY * alongY
  const share = squared > 0 ? Math.min(1, Math.max(0, ((x - x1) * alongX + (y - y1) * alongY) / squared)) : 0
  return [x1 + share * alongX, y1 + share * alongY]
}
