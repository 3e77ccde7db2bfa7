import { describe, expect, it } from 'vitest'
import {
  ballLeft,
  ballMass,
  ballRestitution,
  dropBall,
  moveBall,
  nearestSurface,
} from '../../../src/core/dropped-ball.ts'
import type { BodyShape, Figure } from '../../../src/core/figure.ts'

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

describe('a dropped ball', () => {
  const floor = [-10, 0, 10, 0]
  const away = [100, 100, 0]

  it('gives the robot exactly the momentum that it loses', () => {
    const figure = figureOf({ kind: 'circle', x: 0, y: 0, radius: 1 })
    const ball = { ...dropBall(figure, 0.3, 1.3), speedX: 1, speedY: -3 }
    const still = [0, 0, 0.4]
    let hits = 0
    for (let step = 0; step < 20; step++) {
      const [x, y] = [ball.speedX, ball.speedY]
      const pushes = moveBall(ball, figure, still, still, null, 0.02)
      const given = pushes.reduce(([a, b], push) => [a! + push.forceX, b! + push.forceY], [0, 0])
      hits += pushes.length
      // Gravity is the only other one who gives.
      expect(ballMass * (ball.speedX - x) + given[0]! * 0.02).toBeCloseTo(0, 12)
      expect(ballMass * (ball.speedY - y + 9.81 * 0.02) + given[1]! * 0.02).toBeCloseTo(0, 12)
    }
    expect(hits).toBeGreaterThan(0)
  })

  it('bounces off what comes towards it with the speed of both', () => {
    const figure = figureOf(square)
    const ball = dropBall(figure, 1.21, 0)
    const pushes = moveBall(ball, figure, [0, 0, 0], [0.1, 0, 0], null, 0.1)
    expect(ball.speedX).toBeCloseTo(1 + ballRestitution, 12)
    expect(pushes[0]).toMatchObject({ body: 0 })
    expect(pushes[0]!.forceX).toBeCloseTo(-(ballMass * (1 + ballRestitution)) / 0.1, 9)
  })

  it('bounces lower each time, lies still in the end, and goes', () => {
    const figure = figureOf(square)
    const ball = dropBall(figure, 0, 2)
    let highest = 0
    for (let step = 0; step < 50; step++) moveBall(ball, figure, away, away, floor, 0.02)
    for (let step = 0; step < 200; step++) {
      moveBall(ball, figure, away, away, floor, 0.02)
      if (step < 50) highest = Math.max(highest, ball.y)
    }
    expect(highest).toBeLessThan(1.2)
    expect(highest).toBeGreaterThan(ball.radius + 0.2)
    expect(ball.y).toBeCloseTo(ball.radius, 3)
    expect(ballLeft(ball)).toBeGreaterThan(0)
    for (let step = 0; step < 51; step++) moveBall(ball, figure, away, away, floor, 0.02)
    expect(ballLeft(ball)).toBe(0)
  })

  it('falls through a thin pole in no step, however long', () => {
    const figure = figureOf({ kind: 'capsule', x1: -1, y1: 0, x2: 1, y2: 0, radius: 0.02 })
    const ball = { ...dropBall(figure, 0, 1), speedY: -8 }
    moveBall(ball, figure, [0, 0, 0], [0, 0, 0], null, 0.2)
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
