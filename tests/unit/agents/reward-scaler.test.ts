import { describe, expect, it } from 'vitest'
import { RewardScaler } from '../../../src/agents/reward-scaler.ts'
import { RunningMoments } from '../../../src/agents/running-moments.ts'

const batchOf = (rewards: number[], terminated: number[], truncated: number[]) => ({
  size: rewards.length,
  observations: new Float32Array(0),
  actions: new Float32Array(0),
  rewards: Float64Array.from(rewards),
  nextObservations: new Float32Array(0),
  terminated: Uint8Array.from(terminated),
  truncated: Uint8Array.from(truncated),
})

describe('RewardScaler', () => {
  it('divides by the deviation of the running discounted returns, each begun anew behind an end', () => {
    const scaler = new RewardScaler(2)
    const scaled = new Float64Array(8)
    const steps = [
      batchOf([1, -2], [0, 0], [0, 0]),
      batchOf([3, 4], [1, 0], [0, 0]),
      batchOf([5, 6], [0, 0], [0, 1]),
      batchOf([7, 8], [0, 0], [0, 0]),
    ]
    // R: 1 and -2, 3.5 and 3, 5 and 7.5, 9.5 and 8.
    const returns = [1, -2, 3.5, 3, 5, 7.5, 9.5, 8]
    const moments = new RunningMoments(1)
    steps.forEach((batch, step) => {
      scaler.add(batch, 0.5, scaled, 2 * step)
      moments.add(returns.slice(2 * step, 2 * step + 2), 2)
      expect(scaler.scale).toBe(moments.deviation[0])
      for (let i = 0; i < 2; i++) expect(scaled[2 * step + i]).toBe(batch.rewards[i]! / scaler.scale)
    })
  })

  it('cuts what is far out of the usual', () => {
    const scaler = new RewardScaler(1)
    const scaled = new Float64Array(1)
    for (let i = 0; i < 2000; i++) scaler.add(batchOf([i % 2], [1], [0]), 0.9, scaled, 0)
    scaler.add(batchOf([-1000], [1], [0]), 0.9, scaled, 0)
    expect(scaled[0]).toBe(-10)
  })

  it('goes on from a saved state bit for bit', () => {
    const [one, two] = [new RewardScaler(2), new RewardScaler(2)]
    const [first, second] = [new Float64Array(2), new Float64Array(2)]
    for (let i = 0; i < 9; i++) one.add(batchOf([i, 1], [0, 0], [0, 0]), 0.9, first, 0)
    two.load(one.save())
    one.add(batchOf([2, 3], [0, 0], [0, 0]), 0.9, first, 0)
    two.add(batchOf([2, 3], [0, 0], [0, 0]), 0.9, second, 0)
    expect(second).toEqual(first)
    expect(two.save()).toEqual(one.save())
  })
})
