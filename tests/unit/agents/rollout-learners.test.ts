/** PPO and A2C on a little world: what an update does, and that a checkpoint at any step goes on bit for bit. */
import { describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { box, choice, openAgent, ToyLoop } from './toy-loop.ts'

const small = { environments: 4, rolloutSteps: 8, hiddenUnits: 8 }
const everything = { normalizeObservations: true, scaleRewards: true, scheduleSteps: 500 }

describe.each(['ppo', 'a2c'])('%s', id => {
  it.each([
    ['a choice', choice, {}],
    ['a choice, all switches on', choice, { ...everything, normalizeAdvantages: true }],
    ['a box', box, {}],
    ['a box, all switches on', box, { ...everything, normalizeAdvantages: true }],
  ])('goes on bit for bit from the middle of a rollout and of a step: %s', async (_, space, switches) => {
    const settings = { ...small, ...switches }
    const first = new ToyLoop(await openAgent(id, space, settings), space)
    first.step(21)
    first.act()
    const second = first.copyFor(await openAgent(id, space, settings))
    second.agent.load(structuredClone(first.agent.save()))
    expect(second.agent.save()).toEqual(first.agent.save())
    for (const loop of [first, second]) {
      loop.finish()
      loop.step(40)
    }
    expect(second.agent.save()).toEqual(first.agent.save())
    expect(second.agent.snapshot()).toEqual(first.agent.snapshot())
  })

  it('learns only when a rollout is full', async () => {
    const loop = new ToyLoop(await openAgent(id, choice, small), choice)
    const before = loop.agent.snapshot()
    loop.step(7)
    expect(loop.agent.snapshot()).toEqual(before)
    expect(loop.agent.diagnostics()).toEqual({})
    loop.step(1)
    expect(loop.agent.snapshot()).not.toEqual(before)
    expect(Object.values(loop.agent.diagnostics()).every(Number.isFinite)).toBe(true)
  })

  it.each([
    ['a choice', choice, 0.9],
    ['a box', box, 0.6],
  ])('learns to do what pays: %s', async (_, space, least) => {
    const settings = { ...small, learningRate: 0.01, rolloutSteps: 16, discount: 0.5 }
    const loop = new ToyLoop(await openAgent(id, space, settings), space)
    loop.step(id === 'ppo' ? 800 : 4000)
    // Actions above 0 pay where the first number is above 0; a box reaches only halfway.
    const actions = new Float32Array(4)
    const mean = [1, -1].map(sign => {
      loop.agent.greedy(Float32Array.of(sign, 0.3), 1, actions)
      return 1 - Math.abs(actions[0]! - (sign > 0 ? 1 : 0))
    })
    expect((mean[0]! + mean[1]!) / 2).toBeGreaterThan(least)
  })

  it('adjusts its senses only while it learns', async () => {
    const loop = new ToyLoop(await openAgent(id, choice, { ...small, normalizeObservations: true }), choice)
    loop.step(3)
    const { normalizer } = loop.agent.snapshot()
    loop.agent.greedy(Float32Array.of(50, 50), 1, new Float32Array(1))
    loop.agent.inspect(Float32Array.of(50, 50), 1, new Float64Array(3), new Float64Array(1))
    loop.step(5, false)
    expect(loop.agent.snapshot().normalizer).toEqual(normalizer)
    loop.step(1)
    expect(loop.agent.snapshot().normalizer).not.toEqual(normalizer)
  })

  it('gives values in units of reward when it scales rewards', async () => {
    const loop = new ToyLoop(await openAgent(id, choice, { ...small, scaleRewards: true }), choice)
    loop.step(3)
    const scale = loop.agent.snapshot().valueScale
    expect(scale).toBeGreaterThan(0)
    expect(scale).not.toBe(1)
  })

  it('stops at a reward that is no number', async () => {
    const loop = new ToyLoop(await openAgent(id, choice, small), choice)
    loop.step(7)
    loop.act()
    loop.batch.rewards[1] = Number.NaN
    const learn = () => loop.agent.learn(loop.batch, Rng.fromSeed(1, 'test'))
    expect(learn).toThrow(expect.objectContaining({ code: 'not-finite' }))
  })

  it('shrinks its steps along the schedule, to the settled share', async () => {
    const settings = { ...small, learningRate: 0.01, scheduleSteps: 320, settledShare: 0.25 }
    const loop = new ToyLoop(await openAgent(id, choice, settings), choice)
    const rates = Array.from({ length: 12 }, () => {
      loop.step(8)
      return loop.agent.diagnostics()['learning rate']!
    })
    // 28 steps are behind it at the first update, 60 at the second.
    expect(rates[0]).toBeCloseTo(0.01 * (1 - (0.75 * 28) / 320), 9)
    expect(rates[1]).toBeCloseTo(0.01 * (1 - (0.75 * 60) / 320), 9)
    expect(rates.at(-1)).toBeCloseTo(0.0025, 9)
  })
})

describe('ppo', () => {
  const once = { ...small, epochs: 1, minibatchSize: 32 }

  it('finds the policy that acted unchanged in its first look back', async () => {
    for (const space of [choice, box]) {
      const loop = new ToyLoop(await openAgent('ppo', space, once), space)
      loop.step(8)
      expect(loop.agent.diagnostics()['approximate KL']).toBe(0)
      expect(loop.agent.diagnostics()['clip fraction']).toBe(0)
    }
  })

  it('looks at every step once an epoch, whatever the minibatch size', async () => {
    // With steps of size 0 every pass sees the same networks: means over the epoch tell which rows it saw.
    const figuresOf = async (minibatchSize: number, epochs: number) => {
      const settings = { ...small, learningRate: 0, normalizeAdvantages: false, minibatchSize, epochs }
      const loop = new ToyLoop(await openAgent('ppo', choice, settings), choice)
      loop.step(8)
      return loop.agent.diagnostics()
    }
    const whole = await figuresOf(32, 1)
    for (const [size, epochs] of [
      [8, 1],
      [8, 3],
      [1, 2],
    ] as const) {
      const parts = await figuresOf(size, epochs)
      for (const name of ['policy loss', 'value loss', 'entropy'])
        expect(parts[name]).toBeCloseTo(whole[name]!, 6)
    }
  })

  it('takes the rest where minibatches do not fit evenly', async () => {
    const settings = { ...small, minibatchSize: 20, learningRate: 0, normalizeAdvantages: false, epochs: 1 }
    const loop = new ToyLoop(await openAgent('ppo', choice, settings), choice)
    loop.step(16)
    expect(Object.values(loop.agent.diagnostics()).every(Number.isFinite)).toBe(true)
  })

  it('ends an update early behind the target KL', async () => {
    const divergenceWith = async (targetKl: number) => {
      const settings = { ...small, epochs: 50, learningRate: 0.02, targetKl }
      const loop = new ToyLoop(await openAgent('ppo', choice, settings), choice)
      loop.step(8)
      return loop.agent.diagnostics()['approximate KL']!
    }
    const [held, free] = [await divergenceWith(0.005), await divergenceWith(0)]
    expect(held).toBeLessThan(0.02)
    expect(free).toBeGreaterThan(2 * held)
  })

  it('runs with relaxed arithmetic and with clipped values', async () => {
    const settings = { ...small, relaxedArithmetic: true, clipValues: true, clipRange: 0.05 }
    const loop = new ToyLoop(await openAgent('ppo', choice, settings), choice)
    loop.step(32)
    expect(Object.values(loop.agent.diagnostics()).every(Number.isFinite)).toBe(true)
  })
})
