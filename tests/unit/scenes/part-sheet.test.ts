/** Parts of a robot on one sheet. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesOnSheet } from '../../../src/scenes/part-sheet.ts'

const size = fc.record({
  width: fc.double({ min: 0.5, max: 700, noNaN: true }),
  height: fc.double({ min: 0.5, max: 300, noNaN: true }),
})

test('parts lie on the sheet, whole, and not over each other', () => {
  fc.assert(
    fc.property(fc.array(size, { maxLength: 30 }), fc.constantFrom(1, 1.5, 2), (parts, resolution) => {
      const { places, width, height } = placesOnSheet(parts, resolution)
      places.forEach((place, i) => {
        expect(place.width).toBeGreaterThanOrEqual(parts[i]!.width * resolution)
        expect(place.x + place.width).toBeLessThanOrEqual(width)
        expect(place.y + place.height).toBeLessThanOrEqual(height)
        for (const other of places.slice(0, i)) {
          const beside = other.x + other.width <= place.x || place.x + place.width <= other.x
          const under = other.y + other.height <= place.y || place.y + place.height <= other.y
          expect(beside || under).toBe(true)
        }
      })
    }),
  )
})
