import { expect, test } from 'vitest'
import type { ControlWorld } from '../../../../src/core/environment.ts'
import { loadWorld } from '../../../../src/core/load-world.ts'
import { environmentById } from '../../../../src/envs/registry.ts'
import type { Experience } from '../../../../src/feedback/control/experience.ts'
import { mostTellingPlane, reachOf, rewardSurface } from '../../../../src/feedback/control/reward-surface.ts'
import { StepFeatures } from '../../../../src/feedback/control/step-features.ts'

const open = async (env: string) => (await loadWorld(environmentById(env), {})) as ControlWorld
const hopper = await open('Hopper-v5')
const features = new StepFeatures(hopper)
const width = features.observationSize

/** Number k of step i is k + i / size. */
function experienceOf(size: number): Experience {
  const observations = Float32Array.from(
    { length: size * width },
    (_, i) => (i % width) + Math.floor(i / width) / size,
  )
  return { observations, observationSize: width, size } as unknown as Experience
}

test('a robot is drawn where it went lately, but for a few steps at either end', () => {
  const { low, middle, high } = reachOf(hopper, experienceOf(1000), features)
  expect(low[0]).toBeCloseTo(0.02, 2)
  expect(middle[3]).toBeCloseTo(3.5, 2)
  expect(high[10]).toBeCloseTo(10.98, 2)
})

test('before it went anywhere, and in worlds that name their bounds, it is from bound to bound', async () => {
  const { bounds } = features
  expect(reachOf(hopper, experienceOf(50), features)).toMatchObject({
    high: bounds,
    low: bounds.map(bound => -bound),
  })
  const cartPole = await open('CartPole-v1')
  const named = new StepFeatures(cartPole)
  expect(reachOf(cartPole, experienceOf(1000), named).high).toEqual(named.bounds)
})

test('what is learnt is asked for there alone, the other numbers as usual', () => {
  const reach = reachOf(hopper, experienceOf(1000), features)
  const seen: number[][] = []
  // Likes a high number 4 best, then a low number 7.
  const judge = (observations: Float32Array, _: Float32Array, size: number, mean: Float64Array) => {
    for (let i = 0; i < size; i++) {
      const row = observations.subarray(i * width, (i + 1) * width)
      seen.push([...row])
      mean[i] = 3 * row[4]! - row[7]!
    }
  }
  expect(mostTellingPlane(hopper, reach, judge)).toEqual([4, 7])
  const surface = rewardSurface(hopper, reach, [4, 7], judge)
  expect([surface.x.low, surface.x.high]).toEqual([reach.low[4], reach.high[4]])
  expect(surface.mean[0]).toBeLessThan(surface.mean[surface.columns - 1]!)
  for (const row of seen) {
    for (let k = 0; k < width; k++) {
      expect(row[k]).toBeGreaterThanOrEqual(Math.fround(reach.low[k]!))
      expect(row[k]).toBeLessThanOrEqual(Math.fround(reach.high[k]!))
    }
  }
})
