/** A clip of a robot of bodies in one small picture: its bodies as lines at a few moments, on its ground. */
import type { BodyShape, Figure } from '../../core/figure.ts'
import type { StrobePose } from './strobe.ts'

/** Of the small picture. */
export interface Frame {
  readonly width: number
  readonly height: number
}

const MARGIN = 4
const FLOOR = 6
const at = (value: number) => Math.round(value * 10) / 10

type Bone = readonly [x1: number, y1: number, x2: number, y2: number, radius: number]

/** As a line with a thickness; a polygon's is along its longer side. */
function boneOf(shape: BodyShape): Bone {
  if (shape.kind === 'capsule') return [shape.x1, shape.y1, shape.x2, shape.y2, shape.radius]
  if (shape.kind === 'circle') return [shape.x, shape.y, shape.x, shape.y, shape.radius]
  const across = shape.points.map(([x]) => x)
  const up = shape.points.map(([, y]) => y)
  const [left, right, bottom, top] = [
    Math.min(...across),
    Math.max(...across),
    Math.min(...up),
    Math.max(...up),
  ]
  const [x, y] = [(left + right) / 2, (bottom + top) / 2]
  return right - left > top - bottom
    ? [left, y, right, y, (top - bottom) / 2]
    : [x, bottom, x, top, (right - left) / 2]
}

/**
 * @param states [n x stateSize] @param moments steps that are shown, in order. @returns the scenery, and the lines and
 * dots of each moment.
 */
export function figureStrobe(
  figure: Figure,
  states: Float64Array,
  stateSize: number,
  moments: readonly number[],
  { width, height }: Frame,
): { scenery: string; poses: Omit<StrobePose, 'opacity'>[] } {
  const poses = moments.map(step => {
    const into = new Float64Array(3 * figure.bodies.length)
    figure.place(states, step * stateSize, into)
    return into
  })
  const { view } = figure
  const [low, high] = extent(figure, poses)
  const middle = (low + high) / 2
  // What it does is to be seen, not all of the world: near enough that the robot is not a dot.
  const across = Math.min(view.width, Math.max(high - low, view.height * 0.6))
  const scale = Math.min((width - 2 * MARGIN) / across, (height - FLOOR - 2) / view.height)
  const x = (metres: number) => at(width / 2 + (metres - middle) * scale)
  const y = (metres: number) => at(height - 2 - (metres - view.bottom) * scale)
  return {
    scenery: sceneryOf(figure, states, moments.at(-1)! * stateSize, middle, width / 2 / scale, x, y),
    poses: poses.map(pose => drawn(figure, pose, scale, x, y)),
  }
}

function extent(figure: Figure, poses: readonly Float64Array[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const pose of poses) {
    figure.bodies.forEach((body, i) => {
      if (body.role === 'prop') return
      for (const shape of body.shapes) {
        const [x1, y1, x2, y2, radius] = boneOf(shape)
        const [cos, sin] = [Math.cos(pose[3 * i + 2]!), Math.sin(pose[3 * i + 2]!)]
        for (const place of [pose[3 * i]! + x1 * cos - y1 * sin, pose[3 * i]! + x2 * cos - y2 * sin]) {
          low = Math.min(low, place - radius)
          high = Math.max(high, place + radius)
        }
      }
    })
  }
  return [low, high]
}

function drawn(
  figure: Figure,
  pose: Float64Array,
  scale: number,
  x: (metres: number) => number,
  y: (metres: number) => number,
): Omit<StrobePose, 'opacity'> {
  let lines = ''
  const dots: [number, number, number][] = []
  figure.bodies.forEach((body, i) => {
    const [cos, sin] = [Math.cos(pose[3 * i + 2]!), Math.sin(pose[3 * i + 2]!)]
    const place = (px: number, py: number) =>
      [x(pose[3 * i]! + px * cos - py * sin), y(pose[3 * i + 1]! + px * sin + py * cos)] as const
    for (const shape of body.shapes) {
      const [x1, y1, x2, y2, radius] = boneOf(shape)
      const [fromX, fromY] = place(x1, y1)
      const [toX, toY] = place(x2, y2)
      const isRound = Math.hypot(toX - fromX, toY - fromY) < 0.6
      if (isRound) dots.push([fromX, fromY, at(Math.max(1.4, radius * scale))])
      else lines += `M${fromX} ${fromY}L${toX} ${toY}`
    }
    if (body.role !== 'torso') return
    const [headX, headY] = place(0, 0)
    dots.push([headX, headY, 2.6])
  })
  return { lines, dots }
}

function sceneryOf(
  figure: Figure,
  states: Float64Array,
  offset: number,
  middle: number,
  half: number,
  x: (metres: number) => number,
  y: (metres: number) => number,
): string {
  const ground = figure.ground(states, offset)
  if (!ground || ground.length < 4) return ''
  const points: string[] = []
  const [left, right] = [middle - half, middle + half]
  const height = (place: number) => {
    for (let i = 2; i < ground.length; i += 2) {
      if (place > ground[i]!) continue
      const across = ground[i]! - ground[i - 2]!
      const share = across > 0 ? Math.max(0, (place - ground[i - 2]!) / across) : 1
      return ground[i - 1]! + share * (ground[i + 1]! - ground[i - 1]!)
    }
    return ground[ground.length - 1]!
  }
  points.push(`${x(left)} ${y(height(left))}`)
  for (let i = 0; i < ground.length; i += 2)
    if (ground[i]! > left && ground[i]! < right) points.push(`${x(ground[i]!)} ${y(ground[i + 1]!)}`)
  points.push(`${x(right)} ${y(height(right))}`)
  return `M${points.join('L')}`
}
