import { describe, expect, it } from 'vitest'
import { refitBenchmarks } from '../../../src/training/bench/feedback-refits.ts'

describe('benchmarks of refits', () => {
  it('take the median refit by the clock they are handed', async () => {
    const grid = refitBenchmarks.find(({ name }) => name === 'refit_grid_200')!
    // Between two looks at the clock 7 ms go by; now and then a refit takes long.
    let time = 0
    let looks = 0
    const clock = () => {
      looks++
      time += looks % 10 === 0 ? 500 : 7
      return time
    }
    expect(await grid.measure(clock)).toBe(7)
    // At least 20 refits count.
    expect(looks).toBeGreaterThanOrEqual(40)
  })
})
