/**
 * A rubber ball that a person drops on a robot: it falls, bounces off the ground and off the robot's bodies, and what the
 * robot gets of each hit is told as pushes for its next step, with exactly the momentum that the ball has lost. Nothing of the
 * engine: the ball sees poses, and takes each body for much heavier than itself. Metres, kilograms, seconds, y up.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import type { Push } from './environment.ts'
import type { BodyShape, Figure } from './figure.ts'

export const ballMass = 0.6
/** Share of the speed that is left after a bounce. */
export const ballRestitution = 0.6
const GRAVITY = 9.81
/** Of the speed along the ground, lost at each touch. */
const FRICTION = 0.02
const FINEST_SECONDS = 0.002
/** Radius, share of the height that the world's camera shows. */
const RADIUS_SHARE = 0.05
/** How long it stays. */
const LIFETIME_SECONDS = 6

export interface Ball {
  x: number
  y: number
  speedX: number
  speedY: number
  angle: number
  readonly radius: number
  /** Seconds since it was dropped. */
  age: number
}

export const dropBall = (figure: Figure, x: number, y: number): Ball => ({
  x,
  y,
  speedX: 0,
  speedY: 0,
  angle: 0,
  radius: RADIUS_SHARE * figure.view.height,
  age: 0,
})

/** Share of its time that is left, 0 when it is gone. */
export const ballLeft = ({ age }: Ball): number => Math.max(0, 1 - age / LIFETIME_SECONDS)

/**
 * Lets the time of one step of the robot pass.
 * @param before poses at the step's start. [3 x bodies] @param after poses at its end. [3 x bodies]
 * @param ground heights from left to right as x and y by turns; null for none. @param seconds of the step.
 * @returns what the robot is to feel during a next step of the same length.
 */
export function moveBall(
  ball: Ball,
  figure: Figure,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  ground: ArrayLike<number> | null,
  seconds: number,
): readonly Push[] {
  const pushes: Push[] = []
  const parts = Math.max(1, Math.ceil(seconds / FINEST_SECONDS))
  const time = seconds / parts
  for (let part = 1; part <= parts; part++) {
    ball.speedY -= GRAVITY * time
    ball.x += ball.speedX * time
    ball.y += ball.speedY * time
    ball.angle -= (ball.speedX / ball.radius) * time
    figure.bodies.forEach((body, index) => {
      if (body.role === 'target' || body.role === 'prop') return
      const pose = (axis: number) => {
        const at = 3 * index + axis
        return before[at]! + (after[at]! - before[at]!) * (part / parts)
      }
      const speed = (axis: number) => (after[3 * index + axis]! - before[3 * index + axis]!) / seconds
      const placed = { x: pose(0), y: pose(1), angle: pose(2) }
      const moving = { x: speed(0), y: speed(1), turn: speed(2) }
      for (const shape of body.shapes) {
        const hit = bounceOff(ball, shape, placed, moving)
        if (hit) pushes.push({ body: index, ...asForce(hit, seconds) })
      }
    })
    if (ground) bounceOffGround(ball, ground)
  }
  ball.age += seconds
  return pushes
}

interface Hit {
  readonly x: number
  readonly y: number
  /** What the body gets, N s. */
  readonly momentumX: number
  readonly momentumY: number
}

const asForce = ({ x, y, momentumX, momentumY }: Hit, seconds: number) => ({
  x,
  y,
  forceX: momentumX / seconds,
  forceY: momentumY / seconds,
})

function bounceOff(
  ball: Ball,
  shape: BodyShape,
  placed: { readonly x: number; readonly y: number; readonly angle: number },
  moving: { readonly x: number; readonly y: number; readonly turn: number },
): Hit | null {
  const [c, s] = [cos(placed.angle), sin(placed.angle)]
  const [dx, dy] = [ball.x - placed.x, ball.y - placed.y]
  const surface = nearestSurface(shape, dx * c + dy * s, dy * c - dx * s)
  const depth = ball.radius - surface.distance
  if (depth <= 0) return null
  const [outX, outY] = [surface.outX * c - surface.outY * s, surface.outX * s + surface.outY * c]
  const [x, y] = [ball.x - outX * surface.distance, ball.y - outY * surface.distance]
  ball.x += outX * depth
  ball.y += outY * depth
  const [atX, atY] = [x - placed.x, y - placed.y]
  const closing =
    (ball.speedX - moving.x + moving.turn * atY) * outX + (ball.speedY - moving.y - moving.turn * atX) * outY
  if (closing >= 0) return null
  const gained = -(1 + ballRestitution) * closing
  ball.speedX += gained * outX
  ball.speedY += gained * outY
  return { x, y, momentumX: -ballMass * gained * outX, momentumY: -ballMass * gained * outY }
}

function bounceOffGround(ball: Ball, ground: ArrayLike<number>): void {
  for (let i = 0; i + 3 < ground.length; i += 2) {
    const [fromX, fromY, toX, toY] = [ground[i]!, ground[i + 1]!, ground[i + 2]!, ground[i + 3]!]
    if (ball.x < fromX || ball.x >= toX) continue
    const length = Math.sqrt((toX - fromX) ** 2 + (toY - fromY) ** 2)
    const [outX, outY] = [-(toY - fromY) / length, (toX - fromX) / length]
    const depth = ball.radius - ((ball.x - fromX) * outX + (ball.y - fromY) * outY)
    if (depth <= 0) return
    ball.x += outX * depth
    ball.y += outY * depth
    const closing = ball.speedX * outX + ball.speedY * outY
    if (closing >= 0) return
    const along = (ball.speedX * outY - ball.speedY * outX) * (1 - FRICTION)
    // What is slower than this lies still.
    const away = closing < -0.2 ? -ballRestitution * closing : 0
    ball.speedX = along * outY + away * outX
    ball.speedY = -along * outX + away * outY
    return
  }
}

interface Surface {
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
