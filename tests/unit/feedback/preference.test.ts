import { describe, expect, it } from 'vitest'
import type { Rating } from '../../../src/core/label.ts'
import {
  comparisonLoss,
  comparisonTarget,
  expectedRating,
  preferenceProbability,
  RATINGS,
  ratingLoss,
  ratingProbabilities,
} from '../../../src/feedback/preference.ts'

const slopeOf = (f: (x: number) => number, x: number) => (f(x + 1e-6) - f(x - 1e-6)) / 2e-6

describe('comparison likelihood', () => {
  it('is the logistic function of the difference, between half the noise floor and its complement', () => {
    expect(preferenceProbability(0, 0.1)).toBeCloseTo(0.5, 15)
    expect(preferenceProbability(2, 0)).toBeCloseTo(0.8807970779778823, 14)
    expect(preferenceProbability(2, 0.1)).toBeCloseTo(0.9 * 0.8807970779778823 + 0.05, 14)
    expect(preferenceProbability(1000, 0.1)).toBeCloseTo(0.95, 15)
    expect(preferenceProbability(-1000, 0.1)).toBeCloseTo(0.05, 15)
  })

  it('takes equal as one half and nothing from "can\'t tell"', () => {
    expect(comparisonTarget('left')).toBe(1)
    expect(comparisonTarget('right')).toBe(0)
    expect(comparisonTarget('equal')).toBe(0.5)
    expect(comparisonTarget('cant-tell')).toBeNull()
  })

  it.each([
    [0.3, 1, 0.1],
    [-2, 1, 0],
    [4, 0.5, 0.2],
    [-1, 0, 0.4],
  ])('has the slope of its loss at z %d, target %d, floor %d', (z, target, floor) => {
    const { gradient } = comparisonLoss(z, target, floor)
    expect(gradient).toBeCloseTo(
      slopeOf(x => comparisonLoss(x, target, floor).loss, z),
      6,
    )
  })

  it('stays finite for certain wrong answers', () => {
    const { loss, gradient } = comparisonLoss(-800, 1, 0)
    expect(Number.isFinite(loss)).toBe(true)
    expect(Number.isFinite(gradient)).toBe(true)
  })
})

describe('rating likelihood', () => {
  it('spreads one over seven answers, centred on the neutral middle', () => {
    const chances = ratingProbabilities(0, 0.1)
    expect(chances.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(chances.indexOf(Math.max(...chances))).toBe(3)
    expect(chances[1]).toBeCloseTo(chances[5]!, 12)
    expect(expectedRating(0, 0.1)).toBeCloseTo(0, 12)
  })

  it('moves with how a clip is felt', () => {
    expect(ratingProbabilities(2, 0)[5]).toBeGreaterThan(0.4)
    expect(expectedRating(50, 0)).toBeCloseTo(3, 12)
    expect(expectedRating(-50, 0.7)).toBeCloseTo(-3 * 0.3, 12)
  })

  it.each(RATINGS)('has the slope of its loss for a rating of %d', (rating: Rating) => {
    for (const u of [-2.2, 0.1, 1.7]) {
      const { gradient } = ratingLoss(u, rating, 0.1)
      expect(gradient).toBeCloseTo(
        slopeOf(x => ratingLoss(x, rating, 0.1).loss, u),
        5,
      )
    }
  })
})
