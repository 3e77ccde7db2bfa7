import { expect, test } from 'vitest'
import { ageOf, momentText } from '../../../src/scenes/notes.ts'
import { degrees, signed } from '../../../src/scenes/numbers.ts'

test('moments are called by their step, by now, or by who plays', () => {
  expect(momentText(12_000)).toBe('Step 12,000')
  expect(momentText(null)).toBe('Now')
  expect(momentText('play')).toBe('You')
})

test('Pip grows up with its learning', () => {
  expect(ageOf(1_000, 50_000)).toBe('baby')
  expect(ageOf(25_000, 50_000)).toBe('teen')
  expect(ageOf(49_000, 50_000)).toBe('adult')
  expect(ageOf(null, 50_000)).toBe('adult')
})

test('numbers have true signs, and 0 has none', () => {
  expect(signed(-0.357, 2)).toBe('\u22120.36')
  expect(signed(0.001, 2)).toBe('0.00')
  expect(degrees(-Math.PI / 2)).toBe('\u221290\u00b0')
})
