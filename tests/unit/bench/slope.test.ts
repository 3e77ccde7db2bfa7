/** The verdict on memory rests on a slope and its interval. */
import { expect, test } from 'vitest'
import { slopeOf, verdictOf } from '../../../bench/memory/slope.mjs'

test('a straight line has its slope and nothing in doubt', () => {
  const { slope, low, high } = slopeOf([1, 2, 4, 8], [5, 7, 11, 19])
  expect([slope, low, high].map(value => Math.round(1e9 * value) / 1e9)).toEqual([2, 2, 2])
})

test('the interval is that of least squares with Student t', () => {
  // By hand: slope 0.6, residual sum 2.4 over 3 degrees of freedom, spread 10, t 3.182.
  const { slope, low, high } = slopeOf([1, 2, 3, 4, 5], [2, 4, 5, 4, 5])
  expect(slope).toBeCloseTo(0.6, 12)
  // The expansion of the quantile is a hundredth short at so few values.
  expect((high - low) / 2).toBeCloseTo(3.182 * Math.sqrt(2.4 / 3 / 10), 1)
})

test('flat, grows, unclear', () => {
  expect(verdictOf({ slope: 0, low: -0.4, high: 0.4 }, 1)).toBe('flat')
  expect(verdictOf({ slope: 2, low: 1.5, high: 2.5 }, 1)).toBe('grows')
  expect(verdictOf({ slope: 1, low: -1, high: 3 }, 1)).toBe('unclear')
})

test('two values tell no interval', () => {
  expect(() => slopeOf([1, 2], [1, 2])).toThrow('three or more')
})
