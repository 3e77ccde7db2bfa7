import { describe, expect, it } from 'vitest'
import { Rng } from '../../../../src/core/rng.ts'
import { krippendorffAlpha } from '../../../../src/feedback/audit/krippendorff.ts'

describe("Krippendorff's alpha", () => {
  it('is that of the book for its ordinal example', () => {
    // Four observers, twelve units, levels 1 to 5 (Krippendorff, "Computing Krippendorff's alpha-reliability", 2011, section D).
    const rows = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
      [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
    const items = rows[0]!.map((_, unit) => rows.flatMap(row => (row[unit]! > 0 ? [row[unit]! - 1] : [])))
    const alpha = krippendorffAlpha(items, 5)!
    expect(alpha.value).toBeCloseTo(0.815, 3)
    expect(alpha.items).toBe(11)
    expect(alpha.low).toBeLessThan(0.815)
    expect(alpha.high).toBeGreaterThan(0.815)
  })

  it('is 1 for perfect agreement, about 0 for chance, null where nothing can differ', () => {
    expect(
      krippendorffAlpha(
        [
          [0, 0],
          [1, 1],
          [2, 2, 2],
        ],
        3,
      )!.value,
    ).toBe(1)
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        3,
      ),
    ).toBeNull()
    expect(krippendorffAlpha([[0], [2]], 3)).toBeNull()
    const rng = Rng.fromSeed(2, 'alpha')
    const chance = Array.from({ length: 400 }, () => [rng.integer(3), rng.integer(3)])
    const { value, low, high } = krippendorffAlpha(chance, 3)!
    expect(Math.abs(value)).toBeLessThan(0.12)
    expect(low).toBeLessThan(0)
    expect(high).toBeGreaterThan(0)
  })
})
