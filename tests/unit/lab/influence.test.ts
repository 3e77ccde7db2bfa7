import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/settings.ts'
import { influenceExperiment } from '../../../src/lab/influence.ts'

const watch = { note: () => undefined, now: () => 0 }
const figuresOf = (settings: Record<string, number | string>, seed = 0) =>
  influenceExperiment.run({ ...defaultsOf(influenceExperiment.settings), ...settings }, seed, watch)

describe('influence of single answers', () => {
  it.each(['FlowerPath-v0', 'FrozenLake-v1', 'MountainCar-v0'])('is measured on %s', async env => {
    const figures = await figuresOf({ env, labels: 6, pairs: 40 })
    expect(figures).toMatchObject({ env, labels: 6 })
    const { most, random, moreThanRandom, named, rewardChange } = figures
    expect(most).toBeGreaterThan(0)
    expect(random).toBeGreaterThanOrEqual(0)
    expect(moreThanRandom).toBe((most as number) > (random as number))
    expect(named).toMatch(/^0-[0-5]$/)
    // The naming goes by this one, so it holds in every run.
    const change = rewardChange as { most: number; random: number }
    expect(change.most).toBeGreaterThanOrEqual(change.random)
  })

  it('gives the same figures for the same seed, others for another', async () => {
    const settings = { labels: 12, pairs: 50 }
    const figures = await figuresOf(settings, 3)
    expect(await figuresOf(settings, 3)).toEqual(figures)
    expect(await figuresOf(settings, 4)).not.toEqual(figures)
  })
})
