/** Bodies as an artist takes them: boxes around them, and bones, which are lines with a thickness. Metres, y up. */
import type { BodyShape, FigureBody } from '../core/figure.ts'

export interface Bone {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly radius: number
}

export interface Bounds {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

export function boundsOf(shapes: readonly BodyShape[]): Bounds {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let [bottom, top] = [left, right]
  const add = (x: number, y: number, radius: number) => {
    left = Math.min(left, x - radius)
    right = Math.max(right, x + radius)
    bottom = Math.min(bottom, y - radius)
    top = Math.max(top, y + radius)
  }
  for (const shape of shapes) {
    if (shape.kind === 'circle') add(shape.x, shape.y, shape.radius)
    else if (shape.kind === 'polygon') for (const [x, y] of shape.points) add(x, y, 0)
    else {
      add(shape.x1, shape.y1, shape.radius)
      add(shape.x2, shape.y2, shape.radius)
    }
  }
  return { left, right, bottom, top }
}

export const widthOf = ({ left, right }: Bounds): number => right - left
export const heightOf = ({ bottom, top }: Bounds): number => top - bottom

/**
 * The line along a shape. A long polygon's reaches from end to end, for it is jointed at its ends; its thickness is that
 * of its short side.
 */
export function boneOf(shape: BodyShape): Bone {
  if (shape.kind === 'capsule') return shape
  if (shape.kind === 'circle')
    return { x1: shape.x, y1: shape.y, x2: shape.x, y2: shape.y, radius: shape.radius }
  const { left, right, bottom, top } = boundsOf([shape])
  const [x, y] = [(left + right) / 2, (bottom + top) / 2]
  return right - left > top - bottom
    ? { x1: left, y1: y, x2: right, y2: y, radius: (top - bottom) / 2 }
    : { x1: x, y1: bottom, x2: x, y2: top, radius: (right - left) / 2 }
}

/** The bone that a body mostly is: its longest. */
export function mainBone({ shapes }: FigureBody): Bone {
  const length = ({ x1, y1, x2, y2 }: Bone) => Math.hypot(x2 - x1, y2 - y1)
  return shapes.map(boneOf).reduce((best, bone) => (length(bone) > length(best) ? bone : best))
}

/** Is a body's torso stretched along the ground, as an animal's is? */
export function isAnimal({ shapes }: FigureBody): boolean {
  const { x1, y1, x2, y2, radius } = boneOf(shapes[0]!)
  return shapes[0]!.kind === 'capsule' && Math.abs(x2 - x1) > Math.abs(y2 - y1) + 2 * radius
}

/** Distance of a point from a body's surface, below 0 inside. */
export function distanceTo({ shapes }: FigureBody, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const shape of shapes) {
    const { x1, y1, x2, y2, radius } = boneOf(shape)
    const [alongX, alongY] = [x2 - x1, y2 - y1]
    const squared = alongX * alongX + alongY * alongY
    const share =
      squared > 0 ? Math.min(1, Math.max(0, ((x - x1) * alongX + (y - y1) * alongY) / squared)) : 0
    nearest = Math.min(nearest, Math.hypot(x - x1 - share * alongX, y - y1 - share * alongY) - radius)
  }
  return nearest
}
