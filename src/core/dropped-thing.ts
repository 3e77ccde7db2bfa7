/**
 * A rubber ball or a book that a person drops on a robot: it falls, bounces off the ground and off the robot's bodies, and
 * what the robot gets of each hit is told as pushes for its next step, with exactly the momentum that the thing has lost.
 * Nothing of the engine: the thing sees poses and is a rigid body made of circles in a row, with Coulomb friction. What it
 * touches does not give way during the touch, so light limbs are hit harder than by a thing of the engine. Metres, kilograms, seconds, y up.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import type { Push } from './environment.ts'
import type { BodyRole, BodyShape, Figure } from './figure.ts'
import { nearestSurface } from './nearest-surface.ts'

export type ThingKind = 'ball' | 'book'

/** Where it begins to fall (m); null: over the robot. */
export type DropPlace = { readonly x: number; readonly y: number } | null

export interface Material {
  readonly mass: number
  /** Share of the speed that is left after a bounce. */
  readonly restitution: number
  /** Coulomb's. */
  readonly friction: number
  /** Shares of the height that the world's camera shows: half its thickness, and from its middle to its last circle. */
  readonly radiusShare: number
  readonly reachShare: number
}

export const materials: Readonly<Record<ThingKind, Material>> = {
  ball: { mass: 0.6, restitution: 0.6, friction: 0.3, radiusShare: 0.05, reachShare: 0 },
  book: { mass: 1, restitution: 0.15, friction: 0.6, radiusShare: 0.022, reachShare: 0.07 },
}

const GRAVITY = 9.81
/** Circles of a thing that is longer than thick. */
const CIRCLES = 5
/** Of the turning, lost at each touch of the ground. */
const ROLLING_LOSS = 0.002
/** What comes in slower than this does not bounce (m/s). */
const STILL = 0.2
const FINEST_SECONDS = 0.002
/** How long it stays. */
const LIFETIME_SECONDS = 6

export interface Thing {
  readonly kind: ThingKind
  x: number
  y: number
  angle: number
  speedX: number
  speedY: number
  /** Radians a second. */
  turn: number
  readonly radius: number
  /** From its middle to its last circle, along its own x; 0 for a ball. */
  readonly reach: number
  /** Seconds since it was dropped. */
  age: number
}

/** @param x, y where its middle is. A book falls slightly aslant. */
export function dropThing(kind: ThingKind, { view }: Figure, x: number, y: number): Thing {
  const { radiusShare, reachShare } = materials[kind]
  const radius = radiusShare * view.height
  const reach = reachShare * view.height
  return { kind, x, y, angle: reach > 0 ? 0.3 : 0, speedX: 0, speedY: 0, turn: 0, radius, reach, age: 0 }
}

/** Share of its time that is left, 0 when it is gone. */
export const thingLeft = ({ age }: Pick<Thing, 'age'>): number => Math.max(0, 1 - age / LIFETIME_SECONDS)

/** The highest point of a robot's bodies (m). @param poses [3 x bodies] */
export function topOf(
  { bodies }: Figure,
  poses: ArrayLike<number>,
): { readonly x: number; readonly y: number } {
  let top = { x: poses[0]!, y: Number.NEGATIVE_INFINITY }
  bodies.forEach(({ role, shapes }, index) => {
    if (!isHit(role)) return
    const [x, y, angle] = [poses[3 * index]!, poses[3 * index + 1]!, poses[3 * index + 2]!]
    const [c, s] = [cos(angle), sin(angle)]
    for (const shape of shapes) {
      for (const [ownX, ownY, radius] of cornersOf(shape)) {
        const high = y + s * ownX + c * ownY + radius
        if (high > top.y) top = { x: x + c * ownX - s * ownY, y: high }
      }
    }
  })
  return top
}

/** x, y and how much there is around it. */
function cornersOf(shape: BodyShape): readonly (readonly [number, number, number])[] {
  if (shape.kind === 'circle') return [[shape.x, shape.y, shape.radius]]
  if (shape.kind === 'polygon') return shape.points.map(([x, y]) => [x, y, 0])
  return [
    [shape.x1, shape.y1, shape.radius],
    [shape.x2, shape.y2, shape.radius],
  ]
}

/** Things fall through what is no part of the robot. */
const isHit = (role: BodyRole): boolean => role !== 'target' && role !== 'prop'

/** Of a solid ball, or of a plate of its length and thickness, about the middle (kg m^2). */
function inertiaOf({ kind, radius, reach }: Thing): number {
  const { mass } = materials[kind]
  const [length, thickness] = [2 * (reach + radius), 2 * radius]
  return reach === 0 ? 0.4 * mass * radius * radius : (mass * (length ** 2 + thickness ** 2)) / 12
}

/**
 * Lets the time of one step of the robot pass.
 * @param before poses at the step's start. [3 x bodies] @param after poses at its end. [3 x bodies]
 * @param ground heights from left to right as x and y by turns; null for none. @param seconds of the step.
 * @param slope of the ground, uphill to the right (rad).
 * @returns what the robot is to feel during a next step of the same length.
 */
export function moveThing(
  thing: Thing,
  figure: Figure,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  ground: ArrayLike<number> | null,
  seconds: number,
  slope = 0,
): readonly Push[] {
  const pushes: Push[] = []
  const parts = Math.max(1, Math.ceil(seconds / FINEST_SECONDS))
  const time = seconds / parts
  for (let part = 1; part <= parts; part++) {
    thing.speedX -= GRAVITY * sin(slope) * time
    thing.speedY -= GRAVITY * cos(slope) * time
    thing.x += thing.speedX * time
    thing.y += thing.speedY * time
    thing.angle += thing.turn * time
    figure.bodies.forEach((body, index) => {
      if (!isHit(body.role)) return
      const pose = (axis: number) => {
        const at = 3 * index + axis
        return before[at]! + (after[at]! - before[at]!) * (part / parts)
      }
      const speed = (axis: number) => (after[3 * index + axis]! - before[3 * index + axis]!) / seconds
      const placed = { x: pose(0), y: pose(1), angle: pose(2) }
      const moving = { x: speed(0), y: speed(1), turn: speed(2) }
      for (const shape of body.shapes) {
        for (const along of circlesOf(thing)) {
          const touch = touchOf(thing, along, shape, placed)
          const given =
            touch && bounce(thing, touch, velocityAt(moving, touch.x - placed.x, touch.y - placed.y))
          if (!given) continue
          const [forceX, forceY] = [given.x / seconds, given.y / seconds]
          pushes.push({ body: index, x: touch.x, y: touch.y, forceX, forceY })
        }
      }
    })
    if (ground) restOnGround(thing, ground)
  }
  thing.age += seconds
  return pushes
}

/** Places of the circles' middles along the thing's own x. */
const circlesOf = ({ reach }: Thing): readonly number[] =>
  reach === 0 ? [0] : Array.from({ length: CIRCLES }, (_, i) => reach * ((2 * i) / (CIRCLES - 1) - 1))

interface Place {
  readonly x: number
  readonly y: number
}

interface Motion extends Place {
  readonly turn: number
}

/** Where a thing touches something, and which way is out of it. */
interface Touch extends Place {
  readonly outX: number
  readonly outY: number
}

const velocityAt = ({ x, y, turn }: Motion, armX: number, armY: number): Place => ({
  x: x - turn * armY,
  y: y + turn * armX,
})

/** Moves the thing out of a body it has come into. @param along which circle. */
function touchOf(
  thing: Thing,
  along: number,
  shape: BodyShape,
  placed: { readonly x: number; readonly y: number; readonly angle: number },
): Touch | null {
  const [c, s] = [cos(placed.angle), sin(placed.angle)]
  const [middleX, middleY] = [thing.x + along * cos(thing.angle), thing.y + along * sin(thing.angle)]
  const [dx, dy] = [middleX - placed.x, middleY - placed.y]
  const surface = nearestSurface(shape, dx * c + dy * s, dy * c - dx * s)
  const depth = thing.radius - surface.distance
  if (depth <= 0) return null
  const [outX, outY] = [surface.outX * c - surface.outY * s, surface.outX * s + surface.outY * c]
  thing.x += outX * depth
  thing.y += outY * depth
  return { x: middleX - outX * surface.distance, y: middleY - outY * surface.distance, outX, outY }
}

/** @returns the momentum (N s) that what was touched gets, or null when the two part already. */
function bounce(thing: Thing, { x, y, outX, outY }: Touch, surface: Place): Place | null {
  const { mass, restitution, friction } = materials[thing.kind]
  const inertia = inertiaOf(thing)
  const [armX, armY] = [x - thing.x, y - thing.y]
  const own = velocityAt({ x: thing.speedX, y: thing.speedY, turn: thing.turn }, armX, armY)
  const [speedX, speedY] = [own.x - surface.x, own.y - surface.y]
  const closing = speedX * outX + speedY * outY
  if (closing >= 0) return null
  const levered = (dirX: number, dirY: number) => (armX * dirY - armY * dirX) ** 2 / inertia
  const bounced = closing < -STILL ? 1 + restitution : 1
  const out = (-bounced * closing) / (1 / mass + levered(outX, outY))
  const sliding = speedY * outX - speedX * outY
  const most = friction * out
  const along = Math.max(-most, Math.min(most, -sliding / (1 / mass + levered(-outY, outX))))
  const [momentumX, momentumY] = [out * outX - along * outY, out * outY + along * outX]
  thing.speedX += momentumX / mass
  thing.speedY += momentumY / mass
  thing.turn += (armX * momentumY - armY * momentumX) / inertia
  return { x: -momentumX, y: -momentumY }
}

function restOnGround(thing: Thing, ground: ArrayLike<number>): void {
  for (const along of circlesOf(thing)) {
    const [x, y] = [thing.x + along * cos(thing.angle), thing.y + along * sin(thing.angle)]
    const at = pieceUnder(ground, x)
    if (at === null) continue
    const [fromX, fromY, toX, toY] = [ground[at]!, ground[at + 1]!, ground[at + 2]!, ground[at + 3]!]
    const length = Math.sqrt((toX - fromX) ** 2 + (toY - fromY) ** 2)
    const [outX, outY] = [-(toY - fromY) / length, (toX - fromX) / length]
    const height = (x - fromX) * outX + (y - fromY) * outY
    const depth = thing.radius - height
    if (depth <= 0) continue
    thing.x += outX * depth
    thing.y += outY * depth
    bounce(thing, { x: x - outX * height, y: y - outY * height, outX, outY }, { x: 0, y: 0 })
    thing.turn *= 1 - ROLLING_LOSS
  }
}

/** Where the piece of ground under x begins; null beyond its ends. */
function pieceUnder(ground: ArrayLike<number>, x: number): number | null {
  for (let i = 0; i + 3 < ground.length; i += 2) if (x >= ground[i]! && x < ground[i + 2]!) return i
  return null
}
