import { describe, expect, it } from 'vitest'
import type { ControlWorld } from '../../../../src/core/environment.ts'
import { loadWorld } from '../../../../src/core/load-world.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { environmentById } from '../../../../src/envs/registry.ts'
import { StepFeatures } from '../../../../src/feedback/control/step-features.ts'

const worldOf = async (env: string) => (await loadWorld(environmentById(env), {})) as ControlWorld

describe('steps as a reward network sees them', () => {
  it.each(['Reacher-v5', 'Hopper-v5'])(
    '%s, which bounds no number: none is too small to be seen',
    async env => {
      const world = await worldOf(env)
      const features = new StepFeatures(world)
      const environment = world.create()
      const rng = Rng.fromSeed(5, 'seen')
      const { length } = features.bounds
      const observation = new Float32Array(length)
      const row = new Float32Array(features.size)
      const most = new Float64Array(length)
      environment.reset(rng)
      for (let step = 0; step < 500; step++) {
        const action = world.actions.map(() => 2 * rng.uniform() - 1)
        environment.step(action, 0, rng)
        if (environment.terminated) environment.reset(rng)
        environment.observe(observation, 0)
        features.write(observation, action, 1, row, 0)
        for (let k = 0; k < length; k++) most[k] = Math.max(most[k]!, Math.abs(row[k]!))
      }
      // The height of the fingertip over the plane it moves in is always 0 where it is told at all.
      for (const number of most) if (number > 0) expect(number).toBeGreaterThan(0.3)
      expect(Math.max(...most)).toBeLessThan(4)
      expect(new StepFeatures(world).bounds).toEqual(features.bounds)
    },
  )

  it('keeps to the bounds that a world names', async () => {
    const { bounds } = new StepFeatures(await worldOf('Pendulum-v1'))
    expect([...bounds]).toEqual([1, 1, 8])
    const cartPole = await worldOf('CartPole-v1')
    expect(new StepFeatures(cartPole).bounds[1]).toBe(4)
  })
})
