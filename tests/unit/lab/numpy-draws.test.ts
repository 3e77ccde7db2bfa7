/** NumPy's draws: numbers that `numpy.random.default_rng` is known to give. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numpyDraws } from '../../../src/lab/numpy-draws.ts'

describe('draws of NumPy', () => {
  it('are its uniform numbers', () => {
    const draws = numpyDraws(0)
    expect([1, 2, 3].map(() => draws.uniform(0, 1))).toEqual([
      0.6369616873214543, 0.2697867137638703, 0.04097352393619469,
    ])
    expect(numpyDraws(12345).uniform(0, 1)).toBe(0.22733602246716966)
    expect(numpyDraws(12345).uniform(-1, 3)).toBe(-1 + 4 * 0.22733602246716966)
  })

  it('are whole numbers of a range, each as often', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (seed, low, count) => {
          const draws = numpyDraws(seed)
          const seen = new Map<number, number>()
          for (let i = 0; i < 300; i++) {
            const number = draws.integer(low, low + count)
            seen.set(number, (seen.get(number) ?? 0) + 1)
          }
          expect(Math.min(...seen.keys())).toBeGreaterThanOrEqual(low)
          expect(Math.max(...seen.keys())).toBeLessThan(low + count)
          // Six standard deviations of a binomial.
          const deviation = Math.sqrt((300 / count) * (1 - 1 / count))
          for (const times of seen.values())
            expect(Math.abs(times - 300 / count)).toBeLessThanOrEqual(6 * deviation)
        },
      ),
      { numRuns: 50, seed: 1 },
    )
  })
})
