import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerChances, orderedLoss } from '../../../src/feedback/ordered-answer.ts'
import { comparisonLoss } from '../../../src/feedback/preference.ts'

const z = fc.double({ min: -6, max: 6, noNaN: true })
const cuts = fc.record({
  tieBand: fc.double({ min: 0.1, max: 3, noNaN: true }),
  strongBand: fc.double({ min: 0.1, max: 3, noNaN: true }),
})
const lapse = fc.double({ min: 0, max: 0.5, noNaN: true })
const strength = fc.constantFrom('slightly' as const, 'clearly' as const, null)
const target = fc.constantFrom(0, 0.5, 1)
const chance = (loss: number) => Math.exp(-loss)

describe('comparisons as an ordered choice', () => {
  it('has chances that sum to one, with strength and without', () => {
    fc.assert(
      fc.property(z, cuts, lapse, (at, bands, n) => {
        const of = (side: number, how: 'slightly' | 'clearly' | null) =>
          chance(orderedLoss(at, side, how, bands, n).loss)
        expect(of(1, null) + of(0.5, null) + of(0, null)).toBeCloseTo(1, 9)
        const five = of(1, 'clearly') + of(1, 'slightly') + of(0.5, 'slightly')
        expect(five + of(0, 'slightly') + of(0, 'clearly')).toBeCloseTo(1, 9)
        const { left, equal, right } = answerChances(at, bands, n)
        expect(left + equal + right).toBeCloseTo(1, 9)
        expect(left).toBeCloseTo(of(1, null), 9)
      }),
    )
  })

  it('has the slope of its loss', () => {
    fc.assert(
      fc.property(z, target, strength, cuts, lapse, (at, side, how, bands, n) => {
        const step = 1e-5
        const loss = (where: number) => orderedLoss(where, side, how, bands, n).loss
        const slope = (loss(at + step) - loss(at - step)) / (2 * step)
        expect(orderedLoss(at, side, how, bands, n).gradient).toBeCloseTo(slope, 4)
      }),
    )
  })

  it('is Bradley and Terry where there is no tie band and strength was not asked', () => {
    fc.assert(
      fc.property(z, target, lapse, (at, side, n) => {
        const plain = orderedLoss(at, side, null, { tieBand: 0, strongBand: 2 }, n)
        expect(plain).toEqual(comparisonLoss(at, side, n))
      }),
    )
  })

  it('takes clearly as more than slightly', () => {
    const bands = { tieBand: 0.5, strongBand: 2 }
    const likeliest = (how: 'slightly' | 'clearly') => {
      const places = Array.from({ length: 121 }, (_, i) => i / 10 - 6)
      const losses = places.map(at => orderedLoss(at, 1, how, bands, 0.05).loss)
      return places[losses.indexOf(Math.min(...losses))]!
    }
    expect(likeliest('slightly')).toBeGreaterThan(0.5)
    expect(likeliest('slightly')).toBeLessThan(2.5)
    expect(likeliest('clearly')).toBeGreaterThan(4)
  })
})
