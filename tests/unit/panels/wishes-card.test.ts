import { expect, test } from 'vitest'
import { linePath } from '../../../src/panels/teach/wishes-card.tsx'

test('a line goes from the oldest figure on the left to the newest, between the least and the most and 0', () => {
  expect(linePath([])).toBe('')
  expect(linePath([3])).toBe('')
  expect(linePath([0, 2, 1])).toBe('M1.0 18.0L36.0 2.0L71.0 10.0')
})

test('a small change far from 0 looks small, and nothing at all lies on 0', () => {
  expect(linePath([2, 2])).toBe('M1.0 2.0L71.0 2.0')
  expect(linePath([-4, -3])).toBe('M1.0 18.0L71.0 14.0')
  expect(linePath([0, 0])).toBe('M1.0 18.0L71.0 18.0')
})
