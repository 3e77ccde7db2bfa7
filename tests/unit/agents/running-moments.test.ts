import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RunningMoments } from '../../../src/agents/running-moments.ts'

/** Mean and deviation of each column, in two passes. */
function twoPasses(rows: readonly (readonly number[])[]) {
  const width = rows[0]!.length
  return Array.from({ length: width }, (_, i) => {
    const mean = rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length
    const variance = rows.reduce((sum, row) => sum + (row[i]! - mean) ** 2, 0) / rows.length
    return [mean, Math.sqrt(variance + 1e-8)] as const
  })
}

describe('RunningMoments', () => {
  it('finds what two passes over all rows find', () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true })
    const rows = fc.array(fc.tuple(number, number, number), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (numbers, batch) => {
        const moments = new RunningMoments(3)
        for (let first = 0; first < numbers.length; first += batch) {
          const piece = numbers.slice(first, first + batch)
          moments.add(piece.flat(), piece.length)
        }
        twoPasses(numbers).forEach(([mean, deviation], i) => {
          expect(Math.abs(moments.mean[i]! - mean)).toBeLessThan(1e-9)
          expect(Math.abs(moments.deviation[i]! - deviation)).toBeLessThan(1e-9)
        })
      }),
    )
  })

  it('loses no digits far from 0', () => {
    const moments = new RunningMoments(1)
    moments.add([1e9 + 1, 1e9 + 2, 1e9 + 3], 3)
    expect(moments.mean[0]).toBe(1e9 + 2)
    expect(moments.deviation[0]).toBeCloseTo(Math.sqrt(2 / 3), 7)
  })

  it('leaves numbers as they are before there is anything to compare', () => {
    const moments = new RunningMoments(2)
    expect([...moments.mean, ...moments.deviation]).toEqual([0, 0, 1, 1])
    moments.add([5, 6], 1)
    expect([...moments.mean, ...moments.deviation]).toEqual([5, 6, 1, 1])
  })

  it('goes on from a saved state bit for bit', () => {
    const [one, two] = [new RunningMoments(2), new RunningMoments(2)]
    one.add([1, 2, 3, 5, 8, 13], 3)
    two.load('senses', one.save('senses'))
    expect([...two.deviation]).toEqual([...one.deviation])
    for (const each of [one, two]) each.add([0.1, 0.2], 1)
    expect(two.save('senses')).toEqual(one.save('senses'))
  })
})
