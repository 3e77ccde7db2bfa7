import { describe, expect, it } from 'vitest'
import { clipFeatures, clipSum, outcomeFeatures, toOutcomes } from '../../../src/feedback/features.ts'
import { reachable } from '../../../src/feedback/reachable.ts'
import { clip, DOWN, RIGHT, smallGarden, UP } from './small-garden.ts'

const world = smallGarden()

describe('features', () => {
  it('counts kinds along a clip and sums the task reward', () => {
    const table = outcomeFeatures(world, 'none')
    const seen = clipFeatures(world, table, clip(0, RIGHT, DOWN, RIGHT))
    expect(table.names).toEqual(['floor', 'flower', 'goal'])
    expect([...seen.sums]).toEqual([2, 1, 0])
    expect(seen.taskReward).toBeCloseTo(-0.15, 12)
    expect(clipSum(seen, Float64Array.of(1, 10, 100))).toBe(12)
  })

  it('stops counting where the clip ends', () => {
    const table = outcomeFeatures(world, 'none')
    expect([...clipFeatures(world, table, clip(7, UP, UP, UP)).sums]).toEqual([0, 0, 1])
  })

  it('adds the cell entered, or column and row', () => {
    const cells = outcomeFeatures(world, 'cells')
    const seen = clipFeatures(world, cells, clip(0, RIGHT))
    expect(cells.size).toBe(3 + 8)
    expect(seen.sums[1]).toBe(1)
    expect(seen.sums[3 + 1]).toBe(1)
    const coordinates = outcomeFeatures(world, 'coordinates')
    expect([...clipFeatures(world, coordinates, clip(0, RIGHT)).sums]).toEqual([0, 1, 0, 2 / 3 - 1, -1])
  })

  it('spreads rows back over outcomes', () => {
    const table = outcomeFeatures(world, 'none')
    const spread = toOutcomes(table, Float64Array.of(1, 2, 3))
    expect(spread.every((value, k) => value === world.model.kind[k]! + 1)).toBe(true)
  })

  it('knows that nobody acts after the end', () => {
    const { states, outcomes, from } = reachable(world.model)
    expect([...states]).toEqual([0, 1, 2, 4, 5, 6, 7])
    expect(outcomes).toHaveLength(28)
    expect(outcomes.every(k => from[k] !== 3)).toBe(true)
  })
})
