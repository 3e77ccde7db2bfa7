/** Stepping over tables: actions at an offset, one-hot observations, restoring, refusals. */
import { describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { cliffWalking } from '../../../src/envs/cliff-walking.ts'
import { TabularEnvironment } from '../../../src/envs/tabular-environment.ts'

describe('TabularEnvironment', () => {
  const { model } = cliffWalking.create({})
  const rng = Rng.fromSeed(1, 'test')
  const [UP, RIGHT, DOWN] = [0, 1, 2] as const

  it('walks the shortest way to the end for -13', () => {
    const environment = new TabularEnvironment(model)
    environment.reset(rng)
    let total = 0
    for (const action of [UP, ...new Array<number>(11).fill(RIGHT), DOWN]) {
      expect(environment.terminated).toBe(false)
      environment.step([action], 0, rng)
      total += environment.reward
    }
    expect(total).toBe(-13)
    expect(environment.terminated).toBe(true)
    environment.reset(rng)
    expect(environment).toMatchObject({ terminated: false, reward: 0, outcome: -1 })
  })

  it('names the outcome it drew and goes back over the cliff', () => {
    const environment = new TabularEnvironment(model)
    environment.reset(rng)
    environment.step([DOWN, RIGHT], 1, rng)
    expect(environment.outcome).toBe(model.offsets[36 * 4 + RIGHT])
    expect(environment).toMatchObject({ reward: -100, terminated: false })
    expect(environment.state[0]).toBe(36)
  })

  it('observes one-hot at an offset and restores by writing its state', () => {
    const environment = new TabularEnvironment(model)
    environment.state[0] = 5
    const into = new Float32Array(50).fill(9)
    environment.observe(into, 1)
    expect(into[0]).toBe(9)
    expect(into[6]).toBe(1)
    expect(into.slice(1, 49).reduce((a, b) => a + b)).toBe(1)
    expect(into[49]).toBe(9)
  })

  it.each([-1, 4, 0.5, Number.NaN])('refuses action %s', action => {
    const environment = new TabularEnvironment(model)
    environment.reset(rng)
    expect(() => environment.step([action], 0, rng)).toThrow('from 0 to 3')
  })
})
