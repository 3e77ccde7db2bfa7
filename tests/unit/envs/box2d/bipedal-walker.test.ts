/** What the recordings of BipedalWalker do not cover: the ground, the rays, ends, shaping terms, the figure. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ControlEnvironment } from '../../../../src/core/environment.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { BipedalWalker, walkerPlaces } from '../../../../src/envs/box2d/bipedal-walker.ts'
import { bipedalWalker, bipedalWalkerHardcore } from '../../../../src/envs/box2d/bipedal-walker-worlds.ts'
import { drawsFrom } from '../../../../src/envs/box2d/draws.ts'
import { castRays, rayCount, rayX, rayY } from '../../../../src/envs/box2d/lidar.ts'
import { PhysicsEnvironment } from '../../../../src/envs/box2d/physics-environment.ts'
import {
  type Course,
  cornersOf,
  courseHeight,
  courseLength,
  courseStep,
  drawCourse,
  surfaceOf,
} from '../../../../src/envs/box2d/walker-course.ts'

await Promise.all([bipedalWalker, bipedalWalkerHardcore].map(({ load }) => load!()))

const unused = Rng.fromSeed(0, 'unused')
const courseOf = (seed: number, isHardcore: boolean) =>
  drawCourse(drawsFrom(Rng.fromSeed(seed, 'course')), isHardcore)

describe('the ground', () => {
  it('is flat at first and wanders a little', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { heights, blocks } = courseOf(seed, false)
      expect(heights).toHaveLength(courseLength)
      expect(blocks).toEqual([])
      expect([...heights.subarray(0, 21)]).toEqual(Array.from({ length: 21 }, () => courseHeight))
      const slopes = Array.from(heights.subarray(1), (height, i) => Math.abs(height - heights[i]!))
      expect(Math.max(...slopes)).toBeLessThan(0.25)
      expect(Math.max(...slopes)).toBeGreaterThan(0.02)
    }
  })

  it('has stumps, stairs and pits in the hardcore task', () => {
    const sizes = new Set<string>()
    for (let seed = 0; seed < 50; seed++) {
      for (const { x1, y1, x2, y2 } of courseOf(seed, true).blocks) {
        expect(x1).toBeGreaterThanOrEqual(20 * courseStep)
        sizes.add(`${Math.round((x2 - x1) / courseStep)} by ${Math.round((y2 - y1) / courseStep)}`)
      }
    }
    // Stumps of one and two steps, the sides of pits, stairs four steps deep.
    expect([...sizes].sort()).toEqual(['1 by 1', '1 by 4', '2 by 2', '4 by 1'])
  })

  it('is drawn with the blocks on it', () => {
    const course: Course = {
      heights: new Float64Array(courseLength),
      blocks: [{ x1: 10 * courseStep, y1: 0, x2: 12 * courseStep, y2: 1 }],
    }
    const surface = surfaceOf(course)
    const points = Array.from({ length: surface.length / 2 }, (_, i) => [
      surface[2 * i]!,
      surface[2 * i + 1]!,
    ])
    const near = points.filter(([x]) => x! > 9.5 * courseStep && x! < 12.5 * courseStep)
    expect(near.map(([x, y]) => [Math.round(x! / courseStep), y])).toEqual([
      [10, 0],
      [10, 1],
      [11, 1],
      [12, 1],
      [12, 0],
    ])
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), (seed, isHardcore) => {
        const drawn = surfaceOf(courseOf(seed, isHardcore))
        for (let i = 2; i < drawn.length; i += 2) expect(drawn[i]).toBeGreaterThanOrEqual(drawn[i - 2]!)
      }),
      { numRuns: 20 },
    )
  })
})

describe('rays', () => {
  /** Where a segment crosses another, as a share of the first; 1 where it does not. */
  function crossing(from: number[], to: number[], a: readonly number[], b: readonly number[]): number {
    const [dx, dy] = [to[0]! - from[0]!, to[1]! - from[1]!]
    const [ex, ey] = [b[0]! - a[0]!, b[1]! - a[1]!]
    const cross = dx * ey - dy * ex
    const share = ((a[0]! - from[0]!) * ey - (a[1]! - from[1]!) * ex) / cross
    const other = ((a[0]! - from[0]!) * dy - (a[1]! - from[1]!) * dx) / cross
    return share >= 0 && share <= 1 && other >= 0 && other <= 1 ? share : 1
  }

  it('end where they first meet the ground or a block', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 1, max: 88, noNaN: true }),
        fc.double({ min: 3, max: 5, noNaN: true }),
        (seed, x, above) => {
          const course = courseOf(seed, true)
          const surface = surfaceOf(course)
          // Above everything near, so that no ray begins within a block.
          const y = Math.max(...surface.filter((_, i) => i % 2 === 1)) + above - 2.9
          const into = new Float64Array(rayCount)
          castRays(course, x, y, into, 0)
          for (let ray = 0; ray < rayCount; ray++) {
            const end = [x + rayX[ray]!, y + rayY[ray]!]
            let nearest = 1
            for (let i = 0; i + 1 < courseLength; i++) {
              const left = [i * courseStep, course.heights[i]!]
              const right = [(i + 1) * courseStep, course.heights[i + 1]!]
              nearest = Math.min(nearest, crossing([x, y], end, left, right))
            }
            for (const block of course.blocks) {
              const corners = cornersOf(block)
              corners.forEach((corner, i) => {
                nearest = Math.min(nearest, crossing([x, y], end, corner, corners[(i + 1) % 4]!))
              })
            }
            expect(into[ray]).toBeCloseTo(nearest, 5)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('episodes', () => {
  const begin = (seed = 1, definition = bipedalWalker): ControlEnvironment => {
    const environment = definition.create({}).create()
    environment.reset(Rng.fromSeed(seed, 'reset'))
    return environment
  }

  it('end with -100 when the hull touches the ground', () => {
    const environment = begin()
    let steps = 0
    while (!environment.terminated && steps++ < 400) environment.step([0, 0, 0, 0], 0, unused)
    expect(environment.terminated).toBe(true)
    expect(environment.reward).toBe(-100)
  })

  it('end beyond the last strip of grass, and pay for the way', () => {
    const environment = begin(2)
    const start = environment.state[walkerPlaces.x]!
    let sum = 0
    for (let steps = 0; !environment.terminated && steps < 2000; steps++) {
      // Carried over the ground on a line.
      const { x, y, velocityX, velocityY } = walkerPlaces
      const { state } = environment
      const lift = 60 + 40 * (6 - state[y]!) - 40 * state[velocityY]!
      environment.push!({
        body: 0,
        x: state[x]!,
        y: state[y]!,
        forceX: 40 - 8 * state[velocityX]!,
        forceY: lift,
      })
      environment.step([0, 0, 0, 0], 0, unused)
      sum += environment.reward
    }
    expect(environment.terminated).toBe(true)
    const end = environment.state[walkerPlaces.x]!
    expect(end).toBeGreaterThan(190 * courseStep)
    const tilt = 5 * Math.abs(environment.state[walkerPlaces.angle]!)
    expect(sum).toBeCloseTo((130 / 30) * (end - start) - tilt, 0)
  })

  it('charge for effort', () => {
    const rest = begin(3)
    const busy = begin(3)
    rest.step([0, 0, 0, 0], 0, unused)
    busy.step([1, -0.5, 3, 0], 0, unused)
    const way = (environment: ControlEnvironment) =>
      (130 / 30) * environment.state[0]! - 5 * Math.abs(environment.state[walkerPlaces.angle]!)
    const cost = busy.reward - rest.reward - (way(busy) - way(rest))
    expect(cost).toBeCloseTo(-0.028 * 2.5, 12)
  })

  it('refuse actions that are no numbers', () => {
    expect(() => begin().step([0, Number.NaN, 0, 0], 0, unused)).toThrow(
      expect.objectContaining({ code: 'invalid-action' }),
    )
  })

  it('go on in one world where that is asked for', () => {
    const walk = (keepsWorld: boolean) => {
      const environment = new PhysicsEnvironment(new BipedalWalker({ isHardcore: true, keepsWorld }))
      const rng = Rng.fromSeed(8, 'walk')
      return Array.from({ length: 4 }, () => {
        environment.reset(rng)
        for (let step = 0; step < 30; step++) environment.step([0.3, 0.5, -0.2, 0.1], 0)
        return [...environment.state.subarray(0, 6)]
      })
    }
    const kept = walk(true)
    const fresh = walk(false)
    expect(kept[0]).toEqual(fresh[0])
    kept.flat().forEach((number, i) => {
      expect(number).toBeCloseTo(fresh.flat()[i]!, 1)
    })
  })

  it('show the robot, its ground and its rays', () => {
    const environment = begin(4, bipedalWalkerHardcore)
    const { figure } = bipedalWalkerHardcore.create({})
    const poses = new Float64Array(15)
    figure!.place(environment.state, 0, poses)
    expect([...poses.subarray(0, 3)]).toEqual([...environment.state.subarray(0, 3)])
    // Shins hang below thighs, thighs below the hull.
    expect(poses[1]).toBeGreaterThan(poses[4]!)
    expect(poses[4]).toBeGreaterThan(poses[7]!)
    const ground = figure!.ground(environment.state, 0)!
    expect(ground[1]).toBeCloseTo(courseHeight, 12)
    const rays = new Float64Array(4 * rayCount)
    figure!.feelers!.place(environment.state, 0, rays)
    expect(rays[3]).toBeCloseTo(courseHeight, 4)
    for (let step = 0; step < 40; step++) environment.step([0, 0, 0, 0], 0, unused)
    const touching = new Uint8Array(2)
    figure!.touching(environment.state, 0, touching)
    expect(Math.max(...touching)).toBe(1)
  })
})

describe('shaping terms', () => {
  const { shapingTerms, stateSize } = bipedalWalker.create({})
  const amount = (id: string, before: Float64Array, actions: number[], after: Float64Array) => {
    const found = shapingTerms.find(entry => entry.id === id)!
    if (found.kind !== 'free') throw new Error(`${id} is no amount`)
    return found.amount(before, actions, 0, after)
  }
  const stateWith = (numbers: Readonly<Record<number, number>>) => {
    const state = new Float64Array(stateSize)
    for (const [place, number] of Object.entries(numbers)) state[Number(place)] = number
    return state
  }
  const idle = stateWith({})
  const { legs, joints, touching } = walkerPlaces

  it('count what they say', () => {
    expect(amount('effort', idle, [1, -1, 0.5, 7], idle)).toBeCloseTo(3.25 / 4, 12)
    expect(amount('smoothness', idle, [], stateWith({ [joints + 1]: 4, [joints + 7]: -4 }))).toBeCloseTo(
      0.2,
      12,
    )
    const up = stateWith({ [legs + 4]: 2 })
    const down = stateWith({ [legs + 4]: 1.9, [touching]: 1 })
    expect(amount('soft-steps', up, [], down)).toBeCloseTo((0.1 * 50) / 5, 12)
    expect(amount('soft-steps', down, [], down)).toBe(0)
    const lifted = stateWith({ [legs + 10]: 0.25, [touching]: 1 })
    expect(amount('foot-clearance', idle, [], lifted)).toBeCloseTo(0.5, 12)
    expect(amount('foot-clearance', idle, [], idle)).toBe(0)
    expect(amount('gait-symmetry', idle, [], stateWith({ [joints]: 0.65, [joints + 4]: -0.35 }))).toBeCloseTo(
      0,
      12,
    )
    expect(amount('gait-symmetry', idle, [], stateWith({ [joints]: 1, [joints + 4]: 1 }))).toBeCloseTo(
      0.85,
      12,
    )
  })
})
