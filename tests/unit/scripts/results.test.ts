import { expect, test } from 'vitest'
import { bootstrapInterval, interquartileMean } from '../../../scripts/results/statistics.mjs'

test('the interquartile mean takes the middle half', () => {
  expect(interquartileMean([0, 1, 2, 3, 4, 5, 6, 700])).toBeCloseTo((2 + 3 + 4 + 5) / 4, 12)
  // Ten runs: 2.5 are cut at each end, so the third and the eighth count half.
  expect(interquartileMean([9, 0, 1, 2, 3, 4, 5, 6, 7, 8])).toBeCloseTo(
    (0.5 * 2 + 3 + 4 + 5 + 6 + 0.5 * 7) / 5,
    12,
  )
  expect(interquartileMean([3])).toBe(3)
})

test('the interval holds the mean, narrows with agreement and repeats', () => {
  const values = [0.81, 0.86, 0.88, 0.87, 0.9, 0.85, 0.84, 0.89, 0.86, 0.87]
  const [low, high] = bootstrapInterval(values)
  expect(low).toBeLessThan(interquartileMean(values))
  expect(high).toBeGreaterThan(interquartileMean(values))
  expect(bootstrapInterval(values)).toEqual([low, high])
  expect(bootstrapInterval([2, 2, 2])).toEqual([2, 2])
})
