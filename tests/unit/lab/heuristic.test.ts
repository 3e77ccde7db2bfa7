/** The hand-written policies land and walk as they do in Gymnasium. */
import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/settings.ts'
import { heuristicExperiment } from '../../../src/lab/heuristic.ts'

const watch = { note: () => undefined, now: () => 0 }
const run = (settings: object, seed = 0) =>
  heuristicExperiment.run({ ...defaultsOf(heuristicExperiment.settings), ...settings }, seed, watch)

describe('hand-written policies', () => {
  it.each([
    // Mean and standard deviation in Gymnasium 1.3.0 over 100 episodes.
    ['LunarLander-v3', 252.83, 78.86],
    ['LunarLanderContinuous-v3', 280.34, 48.6],
  ])('land %s', async (env, mean, deviation) => {
    const figures = await run({ env, episodes: 40 })
    const error = deviation * Math.sqrt(1 / 40 + 1 / 100)
    expect(Math.abs((figures.mean as number) - mean)).toBeLessThan(3 * error)
    expect(figures.share200).toBeGreaterThan(0.75)
    expect(figures.returns).toHaveLength(40)
    expect(await run({ env, episodes: 3 })).toMatchObject({
      returns: (figures.returns as number[]).slice(0, 3),
    })
  })

  it('walk BipedalWalker a way', async () => {
    const figures = await run({ env: 'BipedalWalker-v3', episodes: 8 })
    // Random actions get -99 (standard deviation 13).
    expect(figures.mean).toBeGreaterThan(-50)
    expect(figures.meanLength).toBeGreaterThan(300)
    expect(figures.standardError).toBeCloseTo((figures.standardDeviation as number) / Math.sqrt(8), 9)
  })
})
