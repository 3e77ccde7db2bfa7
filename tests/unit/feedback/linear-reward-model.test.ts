import { describe, expect, it } from 'vitest'
import type { Rating } from '../../../src/core/label.ts'
import { clipFeatures, outcomeFeatures } from '../../../src/feedback/features.ts'
import { LinearRewardModel } from '../../../src/feedback/linear-reward-model.ts'
import { comparisonLoss } from '../../../src/feedback/preference.ts'
import type { ComparisonExample, RatingExample } from '../../../src/feedback/reward-model.ts'
import { clip, DOWN, LEFT, RIGHT, smallGarden } from './small-garden.ts'

const world = smallGarden()
const table = outcomeFeatures(world, 'none')
const likelihood = { slope: 2, noiseFloor: 0.1, taskWeight: 1 }
const newModel = (floor = 0.1, prior = 1) =>
  new LinearRewardModel(table, { ...likelihood, noiseFloor: floor }, prior, 7)
const see = (start: number, ...actions: number[]) => clipFeatures(world, table, clip(start, ...actions))
const [FLOOR, FLOWER] = [0, 1]
/** Two steps over flowers against two on the floor. */
const flowers = see(0, RIGHT, RIGHT)
const floor = see(0, DOWN, RIGHT)
const against: ComparisonExample = { left: flowers, right: floor, target: 0 }

describe('LinearRewardModel', () => {
  it('knows nothing before any label and doubts as much as its prior', () => {
    const model = newModel(0.1, 2)
    expect([...model.mean]).toEqual([0, 0, 0])
    const values = Array.from({ length: model.drawCount }, (_, draw) => model.draws[draw * 3 + FLOWER]!)
    const meanSquare = values.reduce((sum, value) => sum + value * value, 0) / values.length
    expect(Math.sqrt(meanSquare)).toBeGreaterThan(1.2)
    expect(Math.sqrt(meanSquare)).toBeLessThan(2.8)
  })

  it('learns that flowers are disliked', () => {
    const model = newModel()
    model.fit([against, against, against], [])
    expect(model.mean[FLOWER]).toBeLessThan(-0.4)
    expect(model.mean[FLOOR]).toBeGreaterThan(0)
  })

  it('finds the minimum: no parameter can be moved to a lower loss', () => {
    const examples = [
      against,
      { ...against, target: 1 },
      against,
      { left: flowers, right: see(4, RIGHT), target: 0 },
    ]
    const model = newModel()
    model.fit(examples, [])
    // Three features, one kind each: the rows' rewards are the weights.
    const lossAt = (w: Float64Array) =>
      examples.reduce(
        (sum, { left, right, target }) => {
          const learned = left.sums.reduce((total, value, d) => total + (value - right.sums[d]!) * w[d]!, 0)
          return sum + comparisonLoss(2 * (left.taskReward - right.taskReward + learned), target, 0.1).loss
        },
        w.reduce((sum, value) => sum + (value * value) / 2, 0),
      )
    const best = lossAt(model.mean)
    for (const d of [0, 1, 2]) {
      for (const move of [-1e-3, 1e-3]) {
        const moved = Float64Array.from(model.mean)
        moved[d] = moved[d]! + move
        expect(lossAt(moved)).toBeGreaterThan(best)
      }
    }
  })

  it('leaves to the task what the task explains', () => {
    const arrive = see(7, 0)
    const stay = see(7, LEFT)
    const certain = Array.from({ length: 10 }, () => ({ left: arrive, right: stay, target: 1 }))
    const anchored = newModel()
    anchored.fit(certain, [])
    const alone = new LinearRewardModel(table, { ...likelihood, taskWeight: 0 }, 1, 7)
    alone.fit(certain, [])
    expect(anchored.mean[2]! - anchored.mean[0]!).toBeLessThan(alone.mean[2]! - alone.mean[0]!)
  })

  it('grows surer with more labels', () => {
    const spread = (count: number) => {
      const model = newModel()
      model.fit(
        Array.from({ length: count }, (_, i) => ({ ...against, target: i % 3 === 0 ? 1 : 0 })),
        [],
      )
      const values = Array.from({ length: model.drawCount }, (_, draw) => {
        return model.draws[draw * 3 + FLOWER]! - model.draws[draw * 3 + FLOOR]!
      })
      const centre = values.reduce((a, b) => a + b) / values.length
      return values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
    }
    expect(spread(60)).toBeLessThan(spread(6) / 3)
  })

  it('learns from ratings and finds a mild and a strict rater’s neutral point', () => {
    const rate = (shift: number): RatingExample[] =>
      Array.from({ length: 12 }, (_, i) => ({
        clip: i % 2 ? flowers : floor,
        rating: ((i % 2 ? -1 : 1) + shift) as Rating,
      }))
    const strict = newModel()
    strict.fit([], rate(-2))
    const mild = newModel()
    mild.fit([], rate(2))
    for (const model of [strict, mild]) expect(model.mean[FLOWER]!).toBeLessThan(model.mean[FLOOR]! - 0.3)
    expect(mild.ratingScale().offset).toBeGreaterThan(strict.ratingScale().offset + 0.4)
  })

  it('gives the same model for the same labels, whatever was fitted before', () => {
    const fresh = newModel()
    fresh.fit([against], [])
    const used = newModel()
    used.fit([{ ...against, target: 1 }, against], [{ clip: floor, rating: 3 }])
    used.fit([against], [])
    expect(used.mean).toEqual(fresh.mean)
    expect(used.draws).toEqual(fresh.draws)
  })
})
