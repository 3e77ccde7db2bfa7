import { expect, test } from 'vitest'
import { inkOn, type Palette, type Rgb, sequentialColour, signedColour } from '../../../src/scenes/palette.ts'

const grey = (level: number): Rgb => [level, level, level]
const palette: Palette = {
  signed: [0, 20, 40, 60, 100, 140, 160, 180, 200].map(grey),
  sequential: [0, 50, 100, 150, 200, 250].map(grey),
  on: { weak: 'weak', middle: 'middle', strong: 'strong' },
  token: name => name,
  font: 'sans-serif',
}

test('zero is the neutral middle, the ends are the ends, and beyond is the end', () => {
  expect(signedColour(palette, 0)).toBe('rgb(100,100,100)')
  expect(signedColour(palette, -1)).toBe('rgb(0,0,0)')
  expect(signedColour(palette, 1)).toBe('rgb(200,200,200)')
  expect(signedColour(palette, 7)).toBe('rgb(200,200,200)')
  expect(signedColour(palette, 0.125)).toBe('rgb(120,120,120)')
})

test('visits go from the first step of the scale to the last', () => {
  expect(sequentialColour(palette, 0)).toBe('rgb(0,0,0)')
  expect(sequentialColour(palette, 0.5)).toBe('rgb(125,125,125)')
  expect(sequentialColour(palette, 1)).toBe('rgb(250,250,250)')
})

test('ink follows the strength of the colour it stands on', () => {
  expect([0, 0.5, -0.7, 0.95].map(strength => inkOn(palette, strength))).toEqual([
    'weak',
    'weak',
    'middle',
    'strong',
  ])
})
