/** DQN, SAC and TD3 on a little world: rhythm, targets, switches, and that a checkpoint at any step goes on bit for bit. */
import { describe, expect, it } from 'vitest'
import type { BatchAgent } from '../../../src/core/agent.ts'
import { type PolicySnapshot, think } from '../../../src/core/policy-snapshot.ts'
import { Rng } from '../../../src/core/rng.ts'
import type { SettingValues } from '../../../src/core/settings.ts'
import { policySize, type Space } from '../../../src/core/space.ts'
import { box, choice, openAgent, ToyLoop } from './toy-loop.ts'

const small = {
  environments: 3,
  hiddenUnits: 8,
  batchSize: 16,
  replayCapacity: 256,
  learningStarts: 30,
  trainFrequency: 4,
}
const rainbow = { doubleQ: true, dueling: true, nSteps: 3, prioritized: true, importanceSteps: 200 }
const lasting = { exploration: 'ornstein-uhlenbeck', noiseDeviation: 0.4 }

const open = async (id: string, space: Space, settings: SettingValues = {}) =>
  new ToyLoop(await openAgent(id, space, { ...small, ...settings }), space)

const weightsOf = ({ policy, values }: PolicySnapshot) => [policy, ...values]

const learners: [string, Space][] = [
  ['dqn', choice],
  ['sac', box],
  ['td3', box],
]

const variants: [string, string, Space, SettingValues][] = [
  ['dqn', 'plain', choice, { doubleQ: false, nSteps: 1 }],
  ['dqn', 'all switches on', choice, rainbow],
  ['dqn', 'a schedule', choice, { scheduleSteps: 400 }],
  ['sac', 'plain', box, {}],
  ['sac', 'a fixed temperature and noise that lasts', box, { temperatureRule: 'fixed', ...lasting }],
  ['td3', 'plain', box, {}],
  ['td3', 'noise that lasts', box, lasting],
]

describe.each(variants)('%s, %s', (id, _, space, settings) => {
  it.each([
    ['while it acts at random', 5],
    ['while it learns', 37],
    ['after its memory wrapped round', 120],
  ])('goes on bit for bit from the middle of a step: %s', async (__, steps) => {
    const first = await open(id, space, settings)
    first.step(steps)
    first.act()
    const second = first.copyFor((await open(id, space, settings)).agent)
    second.agent.load(structuredClone(first.agent.save()))
    expect(second.agent.save()).toEqual(first.agent.save())
    for (const loop of [first, second]) {
      loop.finish()
      loop.step(40)
    }
    expect(second.agent.save()).toEqual(first.agent.save())
    expect(second.agent.snapshot()).toEqual(first.agent.snapshot())
  })

  it('says the same in its snapshot, in inspect and when it acts greedily, however many it is asked', async () => {
    const loop = await open(id, space, settings)
    loop.step(60)
    const { agent } = loop
    const before = agent.save()
    const size = 50
    const rng = Rng.fromSeed(1, 'observations')
    const observations = Float32Array.from({ length: 2 * size }, () => rng.normal())
    const width = space.kind === 'discrete' ? 1 : 2
    const actions = new Float32Array(size * width)
    const policy = new Float64Array(size * policySize(space))
    const values = new Float64Array(size)
    agent.greedy(observations, size, actions)
    agent.inspect(observations, size, policy, values)
    const snapshot = agent.snapshot()
    for (let i = 0; i < size; i++) {
      const thought = think(snapshot, observations.slice(2 * i, 2 * i + 2))
      expect(thought.value).toBeCloseTo(values[i]!, 4)
      for (let d = 0; d < width; d++) expect(thought.action[d]).toBeCloseTo(actions[i * width + d]!, 5)
      if (space.kind === 'box') {
        thought.policy.forEach((number, k) => {
          expect(number).toBeCloseTo(policy[i * policySize(space) + k]!, 5)
        })
      }
      const alone = new Float32Array(width)
      agent.greedy(observations.slice(2 * i, 2 * i + 2), 1, alone)
      expect([...alone]).toEqual([...actions.slice(i * width, (i + 1) * width)])
    }
    expect(agent.save()).toEqual(before)
  })

  it('goes on meaning the same in an old snapshot', async () => {
    const loop = await open(id, space, settings)
    loop.step(20)
    const snapshot = loop.agent.snapshot()
    const copy = structuredClone(snapshot)
    loop.step(60)
    expect(snapshot).toEqual(copy)
    expect(weightsOf(loop.agent.snapshot())).not.toEqual(weightsOf(copy))
  })
})

describe.each(learners)('%s', (id, space) => {
  it('learns from the step on where learning starts', async () => {
    const loop = await open(id, space)
    const start = loop.agent.snapshot()
    loop.step(9)
    expect(weightsOf(loop.agent.snapshot())).toEqual(weightsOf(start))
    loop.step(1)
    expect(weightsOf(loop.agent.snapshot())).not.toEqual(weightsOf(start))
  })

  it('keeps actions within the space, at random and by its policy', async () => {
    const loop = await open(id, space, id === 'dqn' ? {} : { noiseDeviation: 1 })
    const seen: number[] = []
    for (let i = 0; i < 60; i++) {
      loop.act()
      seen.push(...loop.batch.actions)
      loop.finish()
    }
    if (space.kind === 'discrete') expect(new Set(seen)).toEqual(new Set([0, 1, 2]))
    else {
      for (const d of [0, 1]) {
        const own = seen.filter((_, i) => i % 2 === d)
        expect(Math.min(...own)).toBeGreaterThanOrEqual(space.low[d]!)
        expect(Math.max(...own)).toBeLessThanOrEqual(space.high[d]!)
        expect(Math.max(...own) - Math.min(...own)).toBeGreaterThan(0.9 * (space.high[d]! - space.low[d]!))
      }
    }
  })

  it('learns to do what pays', async () => {
    const loop = await open(id, space, {
      hiddenUnits: 32,
      learningRate: 0.002,
      discount: 0,
      replayCapacity: 2000,
      trainFrequency: 3,
      batchSize: 64,
      learningStarts: 300,
      ...{ dqn: { epsilonDecaySteps: 500 }, sac: { temperature: 0.05 }, td3: {} }[id],
    })
    loop.step(700)
    const actions = new Float32Array(2)
    const mean = [1, -1].map(sign => {
      loop.agent.greedy(Float32Array.of(sign, 0.3), 1, actions)
      return 1 - Math.abs(actions[0]! - (sign > 0 ? 1 : 0))
    })
    // A box reaches only halfway.
    expect((mean[0]! + mean[1]!) / 2).toBeGreaterThan(id === 'dqn' ? 0.9 : 0.65)
  })

  it('says what it does in numbers', async () => {
    const loop = await open(id, space)
    for (const steps of [1, 60]) {
      loop.step(steps)
      const figures = loop.agent.diagnostics()
      expect(Object.values(figures).every(Number.isFinite)).toBe(true)
      expect(figures).toHaveProperty('temporal-difference error')
      expect(figures['replay size']).toBe(Math.min(256, 3 * (steps === 1 ? 1 : 61)))
    }
  })

  it('stops at a reward that is no number, saying where', async () => {
    const loop = await open(id, space)
    loop.step(11)
    loop.act()
    loop.batch.rewards.fill(Number.NaN)
    const learn = () => {
      for (let i = 0; i < 100; i++) loop.agent.learn(loop.batch, Rng.fromSeed(1, 'test'))
    }
    expect(learn).toThrow(expect.objectContaining({ code: 'not-finite' }))
    expect(learn).toThrow(id === 'dqn' ? /network of action values/ : /critics/)
  })

  it('does not run an episode that was left on into the next', async () => {
    const loop = await open(id, space)
    loop.step(3)
    const cuts = (agent: BatchAgent) =>
      [...agent.save().arrays['replay.endings']!].map(ending => ending === 2)
    loop.batch.terminated.fill(0)
    loop.batch.truncated.fill(0)
    loop.act()
    const { observations, nextObservations } = loop.batch
    nextObservations.fill(0.5)
    loop.agent.learn(loop.batch, Rng.fromSeed(1, 'test'))
    expect(cuts(loop.agent).slice(9, 12)).toEqual([false, false, false])
    observations.set([0.5, 0.5, /**/ 0.5, 0.25, /**/ 0.5, 0.5])
    loop.agent.learn(loop.batch, Rng.fromSeed(1, 'test'))
    expect(cuts(loop.agent).slice(9, 12)).toEqual([false, true, false])
  })

  it('refuses a state that does not fit', async () => {
    const loop = await open(id, space)
    loop.step(20)
    const { arrays, numbers } = loop.agent.save()
    for (const name of Object.keys(arrays)) {
      const broken = { numbers, arrays: { ...arrays, [name]: new Float64Array(1) } }
      expect(() => loop.agent.load(broken), name).toThrow(expect.objectContaining({ code: 'bad-checkpoint' }))
    }
    for (const name of Object.keys(numbers)) {
      const { [name]: __, ...fewer } = numbers
      expect(() => loop.agent.load({ arrays, numbers: fewer }), name).toThrow(
        expect.objectContaining({ code: 'bad-checkpoint' }),
      )
    }
  })
})

describe('dqn', () => {
  const tryingOf = async (agent: BatchAgent) => {
    const policy = new Float64Array(3)
    agent.inspect(Float32Array.of(1, 1), 1, policy, new Float64Array(1))
    expect(policy.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    return 3 * Math.min(...policy)
  }

  it('tries at random first, then less and less, to the last epsilon', async () => {
    const loop = await open('dqn', choice, { epsilon: 0.8, epsilonFinal: 0.2, epsilonDecaySteps: 60 })
    expect(await tryingOf(loop.agent)).toBeCloseTo(1, 9)
    loop.step(12)
    expect(await tryingOf(loop.agent)).toBeCloseTo(0.8 - (0.6 * 36) / 60, 9)
    expect(loop.agent.diagnostics().epsilon).toBeCloseTo(0.44, 9)
    loop.step(10)
    expect(await tryingOf(loop.agent)).toBeCloseTo(0.2, 9)
  })

  it('copies its target network every so many environment steps', async () => {
    const loop = await open('dqn', choice, { targetUpdateSteps: 60 })
    const same = () => {
      const { arrays } = loop.agent.save()
      return arrays['q.weights']!.every((weight, i) => weight === arrays['target.weights']![i])
    }
    expect(same()).toBe(true)
    loop.step(19)
    expect(same()).toBe(false)
    const before = loop.agent.save().arrays['target.weights']
    // 60 steps: copied, then learnt from.
    loop.step(1)
    expect(loop.agent.save().arrays['target.weights']).not.toEqual(before)
    const copied = loop.agent.save().arrays['target.weights']
    loop.step(19)
    expect(loop.agent.save().arrays['target.weights']).toEqual(copied)
  })

  it.each([
    ['terminated', 0],
    ['truncated', 9],
  ] as const)('values the last step of an episode that was %s', async (flag, beyond) => {
    // One state that pays 1 a step for ever is worth 10 at a discount of 0.9; the last step is worth 1 + 0.9 * 10 or 1.
    const { agent } = await open('dqn', choice, {
      discount: 0.9,
      learningRate: 0.01,
      environments: 2,
      epsilonDecaySteps: 1,
      targetUpdateSteps: 20,
      hiddenUnits: 16,
    })
    const rng = Rng.fromSeed(1, 'test')
    const batch = {
      size: 2,
      observations: Float32Array.of(1, 0, /**/ 0, 1),
      actions: Float32Array.of(0, 0),
      rewards: Float64Array.of(1, 1),
      nextObservations: Float32Array.of(1, 0, /**/ 1, 0),
      terminated: Uint8Array.of(0, flag === 'terminated' ? 1 : 0),
      truncated: Uint8Array.of(0, flag === 'truncated' ? 1 : 0),
    }
    for (let i = 0; i < 3000; i++) {
      for (let k = 0; k < 2; k++) batch.actions[k] = rng.integer(3)
      agent.learn(batch, rng)
    }
    const values = new Float64Array(2)
    agent.inspect(batch.observations, 2, new Float64Array(6), values)
    expect(values[0]).toBeCloseTo(10, 0)
    expect(Math.abs(values[1]! - (1 + beyond))).toBeLessThan(0.5)
  })
})

describe('sac', () => {
  it('holds its entropy near the target by its temperature', async () => {
    const loop = await open('sac', box, {
      learningRate: 0.01,
      trainFrequency: 1,
      targetEntropy: -0.5,
      discount: 0,
    })
    loop.step(600)
    // Two dimensions of -0.5.
    expect(loop.agent.diagnostics().entropy).toBeGreaterThan(-1.6)
    expect(loop.agent.diagnostics().entropy).toBeLessThan(-0.4)
  })

  it('keeps a fixed temperature, which can change while it learns', async () => {
    const settings = { temperatureRule: 'fixed', temperature: 0.2 }
    const loop = await open('sac', box, settings)
    loop.step(40)
    expect(loop.agent.diagnostics().temperature).toBeCloseTo(0.2, 6)
    const warm = await open('sac', box, { ...settings, temperature: 5, discount: 0, learningRate: 0.01 })
    warm.step(300)
    expect(warm.agent.diagnostics().entropy).toBeGreaterThan(loop.agent.diagnostics().entropy!)
  })
})

describe('td3', () => {
  it('moves its policy once every so many critic steps', async () => {
    const loop = await open('td3', box, { policyDelay: 3, trainFrequency: 3 })
    loop.step(9)
    const moved: boolean[] = []
    let before = loop.agent.snapshot()
    for (let i = 0; i < 6; i++) {
      loop.step(1)
      const after = loop.agent.snapshot()
      moved.push(JSON.stringify(after.policy.layers) !== JSON.stringify(before.policy.layers))
      expect(JSON.stringify(after.values)).not.toBe(JSON.stringify(before.values))
      before = after
    }
    expect(moved).toEqual([false, false, true, false, false, true])
  })
})
