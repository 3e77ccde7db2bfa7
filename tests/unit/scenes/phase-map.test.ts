import { describe, expect, test } from 'vitest'
import type { ValueSurface } from '../../../src/core/exhibit.ts'
import type { Palette, Rgb } from '../../../src/scenes/palette.ts'
import { phaseMapLayout, placeOnMap, shareOn, valuePixels } from '../../../src/scenes/phase-map-layout.ts'

const grey = (level: number): Rgb => [level, level, level]
const palette: Palette = {
  signed: [0, 25, 50, 75, 100, 125, 150, 175, 200].map(grey),
  sequential: [],
  on: { weak: '', middle: '', strong: '' },
  token: name => name,
  font: 'sans-serif',
}
const plane = {
  x: { index: 0, low: -1, high: 3, label: 'Position', unit: 'm' },
  y: { index: 1, low: -2, high: 2, label: 'Speed', unit: '' },
}

test.each([
  { x: 10, y: 6, width: 340, height: 250 },
  { x: 10, y: 6, width: 140, height: 90 },
])('the colours lie inside a card of $width x $height', card => {
  const { plot } = phaseMapLayout(card)
  expect(plot.x).toBeGreaterThan(card.x)
  expect(plot.y).toBeGreaterThan(card.y)
  expect(plot.x + plot.width).toBeLessThan(card.x + card.width)
  expect(plot.y + plot.height).toBeLessThan(card.y + card.height)
  expect(plot.height).toBeGreaterThan(30)
})

describe('places on the map', () => {
  const layout = phaseMapLayout({ x: 0, y: 0, width: 300, height: 200 })
  const { plot } = layout

  test('go right with x and up with y', () => {
    const into = new Float64Array(2)
    placeOnMap(layout, plane, [9, 9, 3, 2], 2, [], into)
    expect(Array.from(into)).toEqual([plot.x + plot.width, plot.y])
    placeOnMap(layout, plane, [1, 0], 0, [], into)
    expect(Array.from(into)).toEqual([plot.x + plot.width / 2, plot.y + plot.height / 2])
  })

  test('beyond the plane a state is put on its edge, an angle comes in again', () => {
    expect(shareOn(plane.x, 4, false)).toBe(1)
    expect(shareOn(plane.x, -9, false)).toBe(0)
    expect(shareOn(plane.x, 4, true)).toBeCloseTo(0.25, 12)
    expect(shareOn(plane.x, -2, true)).toBeCloseTo(0.75, 12)
  })
})

describe('colours of a value surface', () => {
  const surface = (values: number[], low: number, high: number): ValueSurface => ({
    columns: 2,
    rows: 2,
    values: Float64Array.from(values),
    low,
    high,
    version: 1,
  })

  test('run from worst to best with the neutral one in the middle, the highest y on top', () => {
    const into = new Uint8ClampedArray(16)
    valuePixels(surface([-10, 0, 10, 5], -10, 10), palette, into)
    const reds = [0, 4, 8, 12].map(at => into[at])
    expect(reds).toEqual([200, 150, 0, 100])
  })

  test('the middle need not be 0', () => {
    const into = new Uint8ClampedArray(16)
    valuePixels(surface([-50, -40, -30, -40], -50, -30), palette, into)
    expect([8, 12, 0].map(at => into[at])).toEqual([0, 100, 200])
  })

  test('what is not known stays clear; a flat surface is neutral', () => {
    const into = new Uint8ClampedArray(16)
    valuePixels(surface([Number.NaN, 3, 3, 3], 3, 3), palette, into)
    expect(into[8 + 3]).toBe(0)
    expect(into[12 + 3]).toBe(255)
    expect(into[12]).toBe(100)
  })
})
