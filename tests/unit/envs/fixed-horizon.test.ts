/** Twins of one length: the same world until it would have ended. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ControlWorld } from '../../../src/core/environment.ts'
import { Rng } from '../../../src/core/rng.ts'
import { environmentById } from '../../../src/envs/registry.ts'

const worldOf = (id: string) => environmentById(id).create({}) as ControlWorld

/** Reach the end quickly: energy pumped in by pushing along with the motion. */
const pumping: Record<string, (state: Float64Array) => number> = {
  'MountainCar-v0': state => (state[1]! >= 0 ? 2 : 0),
  'MountainCarContinuous-v0': state => (state[1]! >= 0 ? 1 : -1),
  'Acrobot-v1': state => (state[3]! >= 0 ? 2 : 0),
}

describe.each([
  ['MountainCar-v0', 'MountainCarFixed-v0'],
  ['MountainCarContinuous-v0', 'MountainCarContinuousFixed-v0'],
  ['Acrobot-v1', 'AcrobotFixed-v0'],
])('%s and %s', (originalId, twinId) => {
  it('are alike up to the end, behind which nothing moves and nothing counts', () => {
    const [originalWorld, twinWorld] = [worldOf(originalId), worldOf(twinId)]
    const [original, twin] = [originalWorld.create(), twinWorld.create()]
    original.reset(Rng.fromSeed(3, 'start'))
    twin.reset(Rng.fromSeed(3, 'start'))
    const rng = Rng.fromSeed(3, 'steps')
    let [sum, twinSum, end] = [0, 0, -1]
    for (let step = 0; step < twinWorld.maxEpisodeSteps; step++) {
      const action = [pumping[originalId]!(original.state)]
      twin.step(action, 0, rng)
      twinSum += twin.reward
      expect(twin.terminated).toBe(false)
      if (end < 0) {
        original.step(action, 0, rng)
        sum += original.reward
        if (original.terminated) end = step
      } else expect(twin.reward).toBe(0)
      expect([...twin.state]).toEqual([...original.state, end < 0 ? 0 : 1])
      const [seen, expected] = [new Float32Array(6), new Float32Array(6)]
      twin.observe(seen, 0)
      original.observe(expected, 0)
      expect(seen).toEqual(expected)
    }
    expect(end).toBeGreaterThan(0)
    expect(end).toBeLessThan(twinWorld.maxEpisodeSteps - 1)
    expect(twinSum).toBe(sum)
    expect(() => twin.step([Number.NaN], 0, rng)).toThrow(/Action NaN/)
  })
})

describe('CartPoleFixed-v0', () => {
  const twinWorld = worldOf('CartPoleFixed-v0')

  it('is CartPole until the first fall, then counts only the steps that are in bounds again', () => {
    const original = worldOf('CartPole-v1').create()
    const twin = twinWorld.create()
    let longest = 0
    for (let seed = 0; seed < 20; seed++) {
      const rng = Rng.fromSeed(seed, 'actions')
      original.reset(Rng.fromSeed(seed, 'start'))
      twin.reset(Rng.fromSeed(seed, 'start'))
      for (let step = 0; step < 500 && !original.terminated; step++) {
        const action = [rng.integer(2)]
        original.step(action, 0, rng)
        twin.step(action, 0, rng)
        expect(twin.state).toEqual(original.state)
        expect(twin.reward).toBe(original.terminated ? 0 : 1)
        longest = Math.max(longest, step)
      }
    }
    expect(longest).toBeGreaterThan(15)
  })

  it.each([
    [2.41, 0, 0],
    [-2.41, 0, 0],
    [0, 0.22, 0],
    [0, -0.22, 0],
    [2.39, 0.2, 1],
    [-2.39, -0.2, 1],
  ])('at %d m and %d rad pays %d', (place, angle, reward) => {
    const environment = twinWorld.create()
    environment.state.set([place, 0, angle, 0])
    environment.step([0], 0, Rng.fromSeed(0, 'unused'))
    expect(environment.reward).toBe(reward)
    expect(environment.terminated).toBe(false)
  })

  it('stays finite and within half a turn, wherever it is put and however long it falls', () => {
    const anywhere = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(anywhere, fc.integer({ min: 0, max: 99 }), (state, seed) => {
        const environment = twinWorld.create()
        const rng = Rng.fromSeed(seed, 'actions')
        environment.state.set(state)
        for (let step = 0; step < 600; step++) environment.step([rng.integer(2)], 0, rng)
        return environment.state.every(Number.isFinite) && Math.abs(environment.state[2]!) <= Math.PI
      }),
      { numRuns: 30 },
    )
  })

  it('never comes to its limits within an episode', () => {
    for (const push of [0, 1]) {
      const environment = twinWorld.create()
      environment.reset(Rng.fromSeed(1, 'start'))
      for (let step = 0; step < 500; step++) environment.step([push], 0, Rng.fromSeed(0, 'unused'))
      expect(Math.abs(environment.state[0]!)).toBeLessThan(10_000)
      expect(Math.abs(environment.state[1]!)).toBeLessThan(100)
      expect(Math.abs(environment.state[3]!)).toBeLessThan(100)
    }
  })
})
