import { describe, expect, test } from 'vitest'
import { between, glide, pastStates, wrapAngle } from '../../../src/scenes/pose.ts'

const STRAIGHT = { angles: [], speeds: [] }

test('an angle keeps its direction and comes into -pi to pi', () => {
  for (const angle of [0, 3, -3, Math.PI, -Math.PI, 7, -25, 100]) {
    const wrapped = wrapAngle(angle)
    expect(wrapped).toBeGreaterThanOrEqual(-Math.PI)
    expect(wrapped).toBeLessThan(Math.PI)
    expect(Math.sin(wrapped)).toBeCloseTo(Math.sin(angle), 9)
    expect(Math.cos(wrapped)).toBeCloseTo(Math.cos(angle), 9)
  }
})

describe('between two states', () => {
  const at = (from: number[], to: number[], share: number, motion = STRAIGHT as never, step = 0.1) => {
    const into = new Float64Array(from.length)
    between(from, 0, to, 0, share, motion, step, into)
    return Array.from(into)
  }

  test('numbers go straight', () => {
    expect(at([1, -2], [3, 2], 0.25)).toEqual([1.5, -1])
  })

  test('an angle goes the short way round', () => {
    const motion = { angles: [0], speeds: [] } as never
    expect(at([3.1], [-3.1], 0.5, motion)[0]).toBeCloseTo(Math.PI, 9)
    expect(at([0.2], [0.4], 0.5, motion)[0]).toBeCloseTo(0.3, 9)
    expect(wrapAngle(at([3.1], [-3.1], 1, motion)[0]!)).toBeCloseTo(-3.1, 9)
  })

  test('a number with a speed leaves and arrives with it', () => {
    const motion = { angles: [], speeds: [[0, 1]] } as never
    const [from, to, step] = [[0, 4], [1, -2], 0.5] as const
    const place = (share: number) => at([...from], [...to], share, motion, step)[0]!
    const slope = (share: number) => (place(share + 1e-6) - place(share)) / (1e-6 * step)
    expect(place(0)).toBe(0)
    expect(place(1)).toBe(1)
    expect(slope(0)).toBeCloseTo(4, 3)
    expect(slope(1 - 1e-6)).toBeCloseTo(-2, 3)
  })

  test('constant speed stays a straight line', () => {
    const motion = { angles: [], speeds: [[0, 1]] } as never
    for (const share of [0.1, 0.5, 0.9])
      expect(at([2, 3], [2.3, 3], share, motion)[0]).toBeCloseTo(2 + 0.3 * share, 9)
  })
})

describe('the past of a robot', () => {
  const trail = (steps: number) => Float64Array.from({ length: steps }, (_, i) => i)

  test('runs through its states to where it is drawn, not to the state it is on its way to', () => {
    const into = new Float64Array(20)
    const count = pastStates(trail(4), Float64Array.of(2.5), 1, STRAIGHT, 0.02, into)
    expect(Array.from(into.subarray(0, count))).toEqual([0, 1, 2, 2.5])
  })

  test('has points in between where steps are long', () => {
    const into = new Float64Array(20)
    const count = pastStates(trail(3), Float64Array.of(1.5), 4, STRAIGHT, 0.2, into)
    expect(Array.from(into.subarray(0, count))).toEqual([0, 0.25, 0.5, 0.75, 1, 1.5])
  })

  test('keeps the newest when there is no room for all', () => {
    const into = new Float64Array(5)
    const count = pastStates(trail(100), Float64Array.of(98.5), 1, STRAIGHT, 0.02, into)
    expect(Array.from(into.subarray(0, count))).toEqual([95, 96, 97, 98, 98.5])
  })

  test('is the place alone at the start of an episode', () => {
    const into = new Float64Array(5)
    expect(pastStates(trail(1), Float64Array.of(0), 3, STRAIGHT, 0.02, into)).toBe(1)
    expect(into[0]).toBe(0)
  })
})

test('ghosts glide a share of the way, angles the short way', () => {
  const shown = Float64Array.of(0, 3, 10, -3)
  glide(shown, Float64Array.of(2, -3, 20, 3), 2, 0.5, { angles: [1], speeds: [] })
  expect(shown[0]).toBe(1)
  expect(wrapAngle(shown[1]!)).toBeCloseTo(-Math.PI, 9)
  expect(shown[2]).toBe(15)
  expect(Math.abs(shown[3]!)).toBeCloseTo(Math.PI, 9)
})

test('whoever turned too far for its limbs to stay together is there at once', () => {
  const motion = { angles: [1], speeds: [], jump: { place: 0, most: 9, turn: 0.5 } }
  const shown = Float64Array.of(0, 3, 0, 0)
  glide(shown, Float64Array.of(2, -3, 2, 0.6), 2, 0.5, motion)
  // The short way round from 3 to -3 is 0.28 rad.
  expect(shown[0]).toBe(1)
  expect([shown[2], shown[3]]).toEqual([2, 0.6])
})
