import { describe, expect, it } from 'vitest'
import type { Clip, Label, Query } from '../../../../src/core/label.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { type ForecastFeedback, forecastAnswers } from '../../../../src/feedback/audit/forecast.ts'
import { clipFeatures, outcomeFeatures, toOutcomes } from '../../../../src/feedback/features.ts'
import { LinearRewardModel } from '../../../../src/feedback/linear-reward-model.ts'
import { smallGarden } from '../small-garden.ts'

const world = smallGarden()
const table = outcomeFeatures(world, 'none')
const CAREFUL = { slope: 5, side: 0, band: 0, lapse: 0, offset: 0 }

/** Random pairs, one number per kind. */
function plainFeedback(seed: number): ForecastFeedback {
  const model = new LinearRewardModel(table, { slope: 1, noiseFloor: 0.1, taskWeight: 1 }, 1, seed)
  const rng = Rng.fromSeed(seed, 'pairs')
  let count = 0
  const piece = (): Clip => ({
    start: rng.integer(3),
    seed: rng.integer(1000),
    actions: Array.from({ length: 3 }, () => rng.integer(4)),
  })
  return {
    async setLabels(labels: readonly Label[]) {
      count = labels.length
      const see = (clip: Clip) => clipFeatures(world, table, clip)
      model.fit(
        labels.flatMap(label =>
          label.kind === 'compare' && label.answer !== 'cant-tell'
            ? [
                {
                  left: see(label.left),
                  right: see(label.right),
                  target: { left: 1, equal: 0.5, right: 0 }[label.answer],
                },
              ]
            : [],
        ),
        [],
      )
    },
    nextQueries: number =>
      Array.from(
        { length: number },
        (_, i): Query => ({
          id: `${count}-${i}`,
          left: piece(),
          right: piece(),
          swapped: false,
          queryRule: 'uniform',
          reason: '',
          check: null,
          modelVersion: count,
          policyStep: 0,
          traces: null,
        }),
      ),
    learnedReward() {
      if (count === 0) return null
      // Comparisons of clips of one length leave a constant open; a plain floor is worth nothing.
      const learned = toOutcomes(table, model.mean)
      const plain = learned[world.model.kind.indexOf(floor)]!
      return learned.map(reward => reward - plain)
    },
    dispose: () => model.dispose(),
  }
}

const floor = world.model.kinds.indexOf('floor')
const flower = world.model.kinds.indexOf('flower')
const wish = Float64Array.from(world.model.kind, kind => (kind === flower ? -1 : 0))
const options = {
  world,
  labels: [],
  rater: CAREFUL,
  raterId: 'person',
  wishes: Array.from({ length: 6 }, () => wish),
  alone: false,
  open: plainFeedback,
  seed: 1,
}

describe('forecast', () => {
  it('needs few answers of a careful person, and the same ones again', async () => {
    const forecast = await forecastAnswers(options)
    expect(forecast.moreAnswers).toBeGreaterThan(0)
    expect(forecast.moreAnswers).toBeLessThanOrEqual(40)
    expect(forecast.confidence).toBeGreaterThanOrEqual(0.8)
    expect(forecast.sentence).toContain(`${forecast.moreAnswers} more answers`)
    expect(forecast.low).toBeLessThanOrEqual(forecast.moreAnswers!)
    expect(forecast.high).toBeGreaterThanOrEqual(forecast.moreAnswers!)
    expect(await forecastAnswers(options)).toEqual(forecast)
  })

  it('says so where answers by chance will not do', async () => {
    const forecast = await forecastAnswers({
      ...options,
      rater: { ...CAREFUL, lapse: 1 },
      checks: [0, 5, 10],
    })
    expect(forecast.moreAnswers).toBeNull()
    expect(forecast.high).toBeNull()
    expect(forecast.confidence).toBeLessThan(0.8)
    expect(forecast.sentence).toContain('After 10 more answers')
  })
})
