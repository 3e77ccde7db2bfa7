import { describe, expect, it } from 'vitest'
import {
  dropThing,
  materials,
  moveThing,
  type ThingKind,
  thingLeft,
} from '../../../src/core/dropped-thing.ts'
import type { BodyShape, Figure } from '../../../src/core/figure.ts'
import { nearestSurface } from '../../../src/core/nearest-surface.ts'

const square: BodyShape = {
  kind: 'polygon',
  points: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
}

const figureOf = (shape: BodyShape): Figure => ({
  bodies: [{ name: 'box', role: 'torso', side: 'middle', shapes: [shape] }],
  joints: [],
  place: (_states, _offset, into) => void into.fill(0),
  view: { width: 8, height: 4, bottom: 0, follows: false },
  ground: () => null,
  feet: [],
  touching: (_states, _offset, into) => into.fill(0),
})

describe('a dropped thing', () => {
  const floor = [-10, 0, 10, 0]
  const away = [100, 100, 0]

  it.each<ThingKind>(['ball', 'book'])('gives the robot exactly the momentum that a %s loses', kind => {
    const figure = figureOf({ kind: 'circle', x: 0, y: 0, radius: 1 })
    const thing = { ...dropThing(kind, figure, 0.3, 1.3), speedX: 1, speedY: -3 }
    const { mass } = materials[kind]
    const still = [0, 0, 0.4]
    let hits = 0
    for (let step = 0; step < 20; step++) {
      const [x, y] = [thing.speedX, thing.speedY]
      const pushes = moveThing(thing, figure, still, still, null, 0.02)
      const given = pushes.reduce(([a, b], push) => [a! + push.forceX, b! + push.forceY], [0, 0])
      hits += pushes.length
      // Gravity is the only other one who gives.
      expect(mass * (thing.speedX - x) + given[0]! * 0.02).toBeCloseTo(0, 12)
      expect(mass * (thing.speedY - y + 9.81 * 0.02) + given[1]! * 0.02).toBeCloseTo(0, 12)
    }
    expect(hits).toBeGreaterThan(0)
  })

  it('bounces off what comes towards it with the speed of both', () => {
    const figure = figureOf(square)
    const ball = dropThing('ball', figure, 1.21, 0)
    const pushes = moveThing(ball, figure, [0, 0, 0], [0.1, 0, 0], null, 0.1)
    expect(ball.speedX).toBeCloseTo(1 + materials.ball.restitution, 12)
    expect(pushes[0]).toMatchObject({ body: 0 })
    expect(pushes[0]!.forceX).toBeCloseTo(-(materials.ball.mass * (1 + materials.ball.restitution)) / 0.1, 9)
  })

  it('bounces lower each time, lies still in the end, and goes', () => {
    const figure = figureOf(square)
    const ball = dropThing('ball', figure, 0, 2)
    let highest = 0
    for (let step = 0; step < 50; step++) moveThing(ball, figure, away, away, floor, 0.02)
    for (let step = 0; step < 200; step++) {
      moveThing(ball, figure, away, away, floor, 0.02)
      if (step < 50) highest = Math.max(highest, ball.y)
    }
    expect(highest).toBeLessThan(1.2)
    expect(highest).toBeGreaterThan(ball.radius + 0.2)
    expect(ball.y).toBeCloseTo(ball.radius, 3)
    expect(thingLeft(ball)).toBeGreaterThan(0)
    for (let step = 0; step < 51; step++) moveThing(ball, figure, away, away, floor, 0.02)
    expect(thingLeft(ball)).toBe(0)
  })

  it('comes to lie flat when it is a book', () => {
    const book = dropThing('book', figureOf(square), 0, 1)
    for (let step = 0; step < 200; step++) moveThing(book, figureOf(square), away, away, floor, 0.02)
    expect(book.angle).toBeCloseTo(0, 2)
    expect(book.y).toBeCloseTo(book.radius, 2)
    expect(Math.abs(book.speedX) + Math.abs(book.speedY) + Math.abs(book.turn)).toBeLessThan(0.05)
  })

  it('rolls down where the ground is tilted, with five sevenths of what would slide', () => {
    const figure = figureOf(square)
    const ball = dropThing('ball', figure, 0, 0)
    ball.y = ball.radius
    const slope = 0.1
    for (let step = 0; step < 50; step++) moveThing(ball, figure, away, away, floor, 0.02, slope)
    // Uphill is to the right; a little is lost in rolling.
    expect(ball.speedX).toBeLessThan(-0.5 * 9.81 * Math.sin(slope))
    expect(ball.speedX).toBeGreaterThan(-(5 / 7) * 9.81 * Math.sin(slope))
    expect(ball.turn * ball.radius).toBeCloseTo(-ball.speedX, 1)
  })

  it('falls through a thin pole in no step, however long', () => {
    const figure = figureOf({ kind: 'capsule', x1: -1, y1: 0, x2: 1, y2: 0, radius: 0.02 })
    const ball = { ...dropThing('ball', figure, 0, 1), speedY: -8 }
    moveThing(ball, figure, [0, 0, 0], [0, 0, 0], null, 0.2)
    expect(ball.y).toBeGreaterThan(0)
    expect(ball.speedY).toBeGreaterThan(0)
  })
})

describe('the nearest surface', () => {
  it('is below 0 inside, whichever way a polygon goes round', () => {
    const other: BodyShape = { kind: 'polygon', points: [...square.points].reverse() }
    for (const shape of [square, other]) {
      expect(nearestSurface(shape, 0.8, 0)).toEqual({ distance: expect.closeTo(-0.2, 12), outX: 1, outY: -0 })
      expect(nearestSurface(shape, 0, 1.5).distance).toBeCloseTo(0.5, 12)
    }
  })
})
