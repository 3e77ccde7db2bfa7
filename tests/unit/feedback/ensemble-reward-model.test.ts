import { describe, expect, it } from 'vitest'
import { EnsembleRewardModel } from '../../../src/feedback/ensemble-reward-model.ts'
import { clipFeatures, outcomeFeatures } from '../../../src/feedback/features.ts'
import type { ComparisonExample } from '../../../src/feedback/reward-model.ts'
import { clip, DOWN, RIGHT, smallGarden } from './small-garden.ts'

const world = smallGarden()
const likelihood = { slope: 1, noiseFloor: 0.2, taskWeight: 1 }

function examples(place: 'none' | 'coordinates', count: number) {
  const table = outcomeFeatures(world, place)
  const left = clipFeatures(world, table, clip(0, RIGHT, RIGHT))
  const right = clipFeatures(world, table, clip(0, DOWN, RIGHT))
  const pairs: ComparisonExample[] = Array.from({ length: count }, (_, i) =>
    i % 2 ? { left, right, target: 0 } : { left: right, right: left, target: 1 },
  )
  return { table, pairs }
}

describe('EnsembleRewardModel', () => {
  it.each(['none', 'coordinates'] as const)('learns a dislike of flowers, places as %s', async place => {
    const { table, pairs } = examples(place, 8)
    const model = new EnsembleRewardModel(table, likelihood, 1, 3)
    await model.fit(pairs, [])
    const meanOf = (kind: number) => {
      const rows = Array.from({ length: table.rows }, (_, row) => row).filter(
        row => table.values[row * table.size + kind] === 1,
      )
      return rows.reduce((sum, row) => sum + model.mean[row]!, 0) / rows.length
    }
    expect(meanOf(1)).toBeLessThan(meanOf(0) - 0.3)
    model.dispose()
  })

  it('is the same for the same seed and labels, and other for another seed', async () => {
    const { table, pairs } = examples('none', 6)
    const drawsOf = async (seed: number) => {
      const model = new EnsembleRewardModel(table, likelihood, 1, seed)
      await model.fit(pairs, [])
      model.dispose()
      return model.draws
    }
    const first = await drawsOf(3)
    expect(await drawsOf(3)).toEqual(first)
    expect(await drawsOf(4)).not.toEqual(first)
  })

  it('predicts each label by members that never saw it', async () => {
    const { table, pairs } = examples('none', 12)
    const model = new EnsembleRewardModel(table, likelihood, 1, 3)
    await model.fit(pairs, [{ clip: pairs[0]!.left, rating: 1 }])
    const { logits, points } = model.heldOut()
    expect(logits).toHaveLength(12)
    expect(points).toHaveLength(1)
    const seen = Array.from(logits, (z, i) => (pairs[i]!.target === 1 ? z : -z)).filter(z => !Number.isNaN(z))
    expect(seen.length).toBeGreaterThan(6)
    expect(seen.every(z => z > 0)).toBe(true)
    model.dispose()
  })
})
