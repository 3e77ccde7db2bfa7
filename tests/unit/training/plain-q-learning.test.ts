import { describe, expect, it } from 'vitest'
import { PlainQLearning } from '../../../src/training/bench/plain-q-learning.ts'
import { benchmarks } from '../../../src/training/benchmarks.ts'

describe('benchmarks', () => {
  it('compare with a learner that learns the same', () => {
    const plain = new PlainQLearning()
    plain.advance(20_000)
    expect(plain.greedyLength(100)).toBe(13)
  })

  it('have the names that scripts rely on, each once', () => {
    const names = benchmarks.map(benchmark => benchmark.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(
      expect.arrayContaining([
        'qlearning_updates',
        'qlearning_updates_plain_objects',
        'env_steps/CliffWalking-v1',
        'calibration_loop',
        'refit_grid_200',
        'refit_grid_200_cells',
        'refit_control_200',
        'refit_control_500',
      ]),
    )
  })

  it('reckon a rate from the clock they are handed', async () => {
    let time = 0
    const clock = () => (time += 500)
    const plain = benchmarks.find(benchmark => benchmark.name === 'qlearning_updates_plain_objects')!
    // 200,000 updates in what the clock calls half a second.
    expect(await plain.measure(clock)).toBe(400_000)
  })
})
