/** A trail that is drawn up as it grows. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Drawn } from '../../../src/scenes/control-painter.ts'
import { DrawnTrail } from '../../../src/scenes/drawn-trail.ts'

/** Twice each number, and how often it was asked. */
function doubled(): Drawn & { asked: number } {
  return {
    asked: 0,
    size: 3,
    write(states, offset, into, at) {
      this.asked++
      for (let i = 0; i < 2; i++) into[at + i] = 2 * states[offset + i]!
      into[at + 2] = -1
    },
  }
}

const trailOf = (from: number, to: number, episode = 0): Float64Array =>
  Float64Array.from({ length: 2 * (to - from) }, (_, i) => (i % 2 === 0 ? from + i / 2 : 100 + episode))

const expected = (trail: Float64Array): number[] =>
  Array.from({ length: trail.length / 2 }, (_, i) => [2 * trail[2 * i]!, 2 * trail[2 * i + 1]!, -1]).flat()

test('is the trail, however it grows, slides, begins anew or goes back', () => {
  const step = fc.record({ by: fc.integer({ min: -3, max: 12 }), anew: fc.integer({ min: 0, max: 9 }) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const drawn = new DrawnTrail(doubled(), 2)
      let [end, episode] = [1, 0]
      for (const { by, anew } of steps) {
        if (anew === 0) [end, episode] = [1, episode + 1]
        else end = Math.max(1, end + by)
        const trail = trailOf(Math.max(0, end - 20), end, episode)
        expect([...drawn.of(trail)]).toEqual(expected(trail))
      }
    }),
  )
})

test('asks for new states only', () => {
  const world = doubled()
  const drawn = new DrawnTrail(world, 2)
  drawn.of(trailOf(0, 20))
  expect(world.asked).toBe(20)
  drawn.of(trailOf(0, 20))
  expect(world.asked).toBe(20)
  drawn.of(trailOf(1, 21))
  expect(world.asked).toBe(21)
})
