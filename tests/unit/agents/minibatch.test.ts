import { describe, expect, it } from 'vitest'
import { normalizeAdvantages, shuffle } from '../../../src/agents/minibatch.ts'
import { Rng } from '../../../src/core/rng.ts'

describe('shuffle', () => {
  it('puts everything somewhere, everywhere equally often', () => {
    const rng = Rng.fromSeed(1, 'test')
    const counts = new Float64Array(25)
    for (let i = 0; i < 10_000; i++) {
      const order = Int32Array.of(0, 1, 2, 3, 4)
      shuffle(order, rng)
      expect([...order].sort()).toEqual([0, 1, 2, 3, 4])
      order.forEach((item, place) => {
        counts[5 * item + place]! += 1
      })
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })
})

describe('normalizeAdvantages', () => {
  it('gives mean 0 and sample deviation 1 to as many as it is told', () => {
    const advantages = Float64Array.of(1, 2, 6, 99)
    normalizeAdvantages(advantages, 3)
    // Mean 3, deviation sqrt((4 + 1 + 9) / 2) = sqrt(7)
    const root = Math.sqrt(7)
    ;[-2 / root, -1 / root, 3 / root, 99].forEach((expected, i) => {
      expect(advantages[i]).toBeCloseTo(expected, 7)
    })
  })

  it('leaves a single one and makes nothing of no differences', () => {
    const single = Float64Array.of(5)
    normalizeAdvantages(single, 1)
    expect(single[0]).toBe(5)
    const same = Float64Array.of(3, 3)
    normalizeAdvantages(same, 2)
    expect([...same]).toEqual([0, 0])
  })
})
