import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epicDistance, tripleReward, withPotential } from '../../src/feedback/epic.ts'
import {
  comparisonLoss,
  preferenceProbability,
  RATINGS,
  ratingLoss,
  ratingProbabilities,
} from '../../src/feedback/preference.ts'
import { reachable } from '../../src/feedback/reachable.ts'
import { smallGarden } from '../unit/feedback/small-garden.ts'

const logit = fc.double({ min: -30, max: 30, noNaN: true })
const floor = fc.double({ min: 0, max: 0.9, noNaN: true })

describe('preference likelihood', () => {
  it('left and right add up to one and swap with the sides', () => {
    fc.assert(
      fc.property(logit, floor, (z, n) => {
        expect(preferenceProbability(z, n) + preferenceProbability(-z, n)).toBeCloseTo(1, 12)
        expect(comparisonLoss(z, 1, n).loss).toBeCloseTo(comparisonLoss(-z, 0, n).loss, 9)
      }),
    )
  })

  it('never goes beyond the noise floor and never falls with the difference', () => {
    fc.assert(
      fc.property(logit, logit, floor, (a, b, n) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const p = preferenceProbability(low, n)
        expect(p).toBeGreaterThanOrEqual(n / 2)
        expect(preferenceProbability(high, n)).toBeGreaterThanOrEqual(p)
      }),
    )
  })

  it('an equal answer is least surprising where the clips are worth the same', () => {
    fc.assert(
      fc.property(logit, floor, (z, n) => {
        expect(comparisonLoss(z, 0.5, n).loss).toBeGreaterThanOrEqual(comparisonLoss(0, 0.5, n).loss - 1e-12)
      }),
    )
  })

  it('has information that is never negative', () => {
    fc.assert(
      fc.property(
        logit,
        floor,
        fc.constantFrom(0, 0.5, 1),
        fc.constantFrom(...RATINGS),
        (z, n, t, rating) => {
          expect(comparisonLoss(z, t, n).information).toBeGreaterThanOrEqual(0)
          expect(ratingLoss(z, rating, n).information).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  it('ratings add up to one and mirror with the feeling', () => {
    fc.assert(
      fc.property(logit, floor, (u, n) => {
        const chances = ratingProbabilities(u, n)
        expect(chances.reduce((a, b) => a + b)).toBeCloseTo(1, 10)
        const mirrored = ratingProbabilities(-u, n)
        chances.forEach((chance, i) => {
          expect(chance).toBeCloseTo(mirrored[6 - i]!, 10)
        })
      }),
    )
  })
})

describe('EPIC distance', () => {
  const { model } = smallGarden(0.2)
  const reach = reachable(model)
  const amount = fc.double({ min: -5, max: 5, noNaN: true }).map(value => Math.round(value * 1e3) / 1e3)
  const table = (length: number) =>
    fc.array(amount, { minLength: length, maxLength: length }).map(values => Float64Array.from(values))
  const reward = table(model.outcomes).map(values => tripleReward(model, reach, values))
  const discount = fc.constantFrom(0.5, 0.9, 0.99, 1)

  it('does not see potential shaping', () => {
    fc.assert(
      fc.property(reward, reward, table(model.states), discount, (a, b, potential, gamma) => {
        const shaped = withPotential(a, potential, gamma)
        expect(epicDistance(shaped, b, gamma)).toBeCloseTo(epicDistance(a, b, gamma), 6)
        expect(epicDistance(shaped, a, gamma)).toBeLessThan(1e-5)
      }),
    )
  })

  it('is symmetric, lies in 0 to 1 and ignores positive scale', () => {
    fc.assert(
      fc.property(
        table(model.outcomes),
        reward,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        discount,
        (values, b, scale, gamma) => {
          const a = tripleReward(model, reach, values)
          const distance = epicDistance(a, b, gamma)
          expect(epicDistance(b, a, gamma)).toBeCloseTo(distance, 9)
          expect(distance).toBeGreaterThanOrEqual(0)
          expect(distance).toBeLessThanOrEqual(1 + 1e-12)
          const scaled = tripleReward(
            model,
            reach,
            values.map(value => scale * value),
          )
          expect(epicDistance(scaled, b, gamma)).toBeCloseTo(distance, 6)
        },
      ),
    )
  })
})
