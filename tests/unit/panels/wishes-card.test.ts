import { expect, test } from 'vitest'
import { linePath } from '../../../src/panels/teach/wishes-card.tsx'

test('a line goes from the oldest figure on the left to the newest, between the least and the most', () => {
  expect(linePath([])).toBe('')
  expect(linePath([3])).toBe('')
  expect(linePath([0, 2, 1])).toBe('M1.0 18.0L36.0 2.0L71.0 10.0')
})

test('figures that stay the same make a level line', () => {
  expect(linePath([2, 2])).toBe('M1.0 18.0L71.0 18.0')
})
