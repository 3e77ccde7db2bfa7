import { describe, expect, it } from 'vitest'
import { clipFeatures, outcomeFeatures } from '../../../src/feedback/features.ts'
import { LinearRewardModel } from '../../../src/feedback/linear-reward-model.ts'
import { NEUTRAL_RATER, raterModelsFrom } from '../../../src/feedback/rater-model.ts'
import type { ComparisonExample } from '../../../src/feedback/reward-model.ts'
import { clip, DOWN, RIGHT, smallGarden } from './small-garden.ts'

const world = smallGarden()
const table = outcomeFeatures(world, 'none')
const see = (start: number, ...actions: number[]) => clipFeatures(world, table, clip(start, ...actions))
const FLOWER = 1
const flowers = see(0, RIGHT, RIGHT)
const floor = see(0, DOWN, RIGHT)
const learntFrom = (examples: readonly ComparisonExample[]) => {
  const model = new LinearRewardModel(table, { slope: 2, noiseFloor: 0.1, taskWeight: 1 }, 1, 7)
  model.fit(examples, [])
  return model.mean[FLOWER]!
}
const known = { slope: 1, side: 0, lapse: null, tieBand: null, ratingOffset: 0 }

describe('what is known of a rater', () => {
  it('is neutral where the audit knows nothing', () => {
    const models = raterModelsFrom(new Map([['person:Ada', { ...known, slope: null }]]))
    expect(models.get('person:Ada')).toEqual(NEUTRAL_RATER)
  })

  it('takes only the ratio of slopes, within bounds', () => {
    const slopes = [1, 4, 1000].map(slope => [`person:${slope}`, { ...known, slope }] as const)
    const factors = [...raterModelsFrom(new Map(slopes)).values()].map(({ slopeFactor }) => slopeFactor)
    expect(factors[1]! / factors[0]!).toBeGreaterThan(0.9)
    expect(Math.max(...factors)).toBeLessThanOrEqual(3)
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(1 / 3)
    expect([...raterModelsFrom(new Map(slopes.slice(0, 1))).values()][0]!.slopeFactor).toBe(1)
  })

  it('believes one who presses at random less', () => {
    const against: ComparisonExample = { left: flowers, right: floor, target: 0 }
    const careless = { ...against, known: { ...NEUTRAL_RATER, lapse: 0.8 } }
    expect(learntFrom([careless, careless])).toBeGreaterThan(learntFrom([against, against]))
  })

  it('reads equal as a statement once a tie band is known', () => {
    const against: ComparisonExample = { left: flowers, right: floor, target: 0 }
    const equal: ComparisonExample = { ...against, target: 0.5 }
    const banded = { ...equal, known: { ...NEUTRAL_RATER, tieBand: 0.5 } }
    const many = (example: ComparisonExample) => [against, ...Array.from({ length: 6 }, () => example)]
    expect(Math.abs(learntFrom(many(banded)))).toBeLessThan(Math.abs(learntFrom([against])))
  })

  it('finds a leaning by itself and takes it out of the reward', () => {
    // The better clip stands left and right as often; left is pressed whenever the flowers are there, and half of the time else.
    const pairs = (rater: string | undefined): ComparisonExample[] =>
      Array.from({ length: 40 }, (_, i) => {
        const flowersLeft = i % 2 === 0
        const [left, right] = flowersLeft ? [flowers, floor] : [floor, flowers]
        const pressedLeft = flowersLeft ? i % 4 === 0 : true
        return { left, right, target: pressedLeft ? 1 : 0, ...(rater ? { rater } : {}) }
      })
    const same: ComparisonExample[] = Array.from({ length: 20 }, () => ({
      left: floor,
      right: floor,
      target: 1,
      rater: 'person:Ada',
    }))
    expect(learntFrom([...pairs('person:Ada'), ...same])).not.toBeCloseTo(learntFrom(pairs(undefined)), 2)
  })
})
