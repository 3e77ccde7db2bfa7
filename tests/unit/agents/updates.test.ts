/** Every learner's update rule against numbers worked out by hand. */
import { describe, expect, it } from 'vitest'
import { agentById } from '../../../src/agents/registry.ts'
import type { TabularAgent } from '../../../src/core/agent.ts'
import { Rng } from '../../../src/core/rng.ts'
import { decodeSettings, type SettingValues } from '../../../src/core/settings.ts'

const shape = { observationSize: 3, actionSpace: { kind: 'discrete', n: 2 }, seed: 1 } as const

function create(id: string, settings: SettingValues): TabularAgent {
  const definition = agentById(id)
  return definition.create(shape, decodeSettings(definition.settings, settings, 'agent')) as TabularAgent
}

/** Q as rows by state. */
const rows = (agent: TabularAgent) => {
  const q = [...agent.actionValues()]
  return [q.slice(0, 2), q.slice(2, 4), q.slice(4, 6)]
}

const rng = () => Rng.fromSeed(1, 'test')
const step = (agent: TabularAgent, s: number, a: number, r: number, next: number, terminated = false) =>
  agent.learn(s, a, r, next, terminated, false, rng())

const common = { learningRate: 0.5, discount: 0.9, epsilon: 0.2 }

describe('q-learning', () => {
  it('bootstraps from the best next action', () => {
    const agent = create('q-learning', common)
    step(agent, 1, 0, 4, 2, true)
    step(agent, 1, 1, 1, 2, true)
    step(agent, 0, 1, 1, 1)
    // 0.5 * 4 = 2, 0.5 * 1 = 0.5, then 0.5 * (1 + 0.9 * max(2, 0.5)) = 1.4.
    expect(rows(agent)).toEqual([
      [0, 1.4],
      [2, 0.5],
      [0, 0],
    ])
    expect(agent.tdError).toBeCloseTo(2.8, 12)
  })

  it('does not look past the end of the MDP, but does past a time limit', () => {
    const ended = create('q-learning', { ...common, initialValue: 10 })
    ended.learn(0, 0, 1, 1, true, false, rng())
    expect(ended.actionValues()[0]).toBe(5.5)
    const cut = create('q-learning', { ...common, initialValue: 10 })
    cut.learn(0, 0, 1, 1, false, true, rng())
    expect(cut.actionValues()[0]).toBe(10)
  })

  it('shrinks its step size with the updates of a pair', () => {
    const agent = create('q-learning', { ...common, learningRate: 1, learningRateDecay: 1 })
    for (const reward of [3, 6, 9]) step(agent, 0, 0, reward, 1, true)
    // 1 / (1 + n) is the running mean.
    expect(agent.actionValues()[0]).toBeCloseTo(6, 12)
  })
})

describe('sarsa', () => {
  it('bootstraps from the action it then takes', () => {
    for (let seed = 0; seed < 20; seed++) {
      const agent = create('sarsa', { ...common, epsilon: 1 })
      const luck = Rng.fromSeed(seed, 'test')
      agent.learn(1, 0, 4, 2, true, false, luck)
      agent.learn(1, 1, 2, 2, true, false, luck)
      agent.learn(0, 0, 1, 1, false, false, luck)
      const taken = agent.act(1, luck)
      expect(agent.actionValues()[0]).toBeCloseTo(0.5 * (1 + 0.9 * [2, 1][taken]!), 12)
    }
  })

  it('takes a new action where it did not expect to be', () => {
    const agent = create('sarsa', { ...common, epsilon: 0 })
    step(agent, 2, 1, 8, 0, true)
    step(agent, 0, 0, 1, 1)
    expect(agent.act(2, rng())).toBe(1)
  })

  it('plans no action over a cut', () => {
    const agent = create('sarsa', { ...common, epsilon: 0 })
    agent.learn(0, 0, 1, 1, false, true, rng())
    step(agent, 1, 1, 8, 0, true)
    expect(agent.act(1, rng())).toBe(1)
  })
})

describe('expected-sarsa', () => {
  it('bootstraps from the mean over its policy', () => {
    const agent = create('expected-sarsa', common)
    step(agent, 1, 0, 4, 2, true)
    step(agent, 1, 1, 1, 2, true)
    step(agent, 0, 1, 1, 1)
    // 0.9 * 2 + 0.1 * 0.5 = 1.85; 0.5 * (1 + 0.9 * 1.85) = 1.3325.
    expect(agent.actionValues()[1]).toBeCloseTo(1.3325, 12)
  })

  it('weighs actions by softmax when it explores so', () => {
    const agent = create('expected-sarsa', { ...common, explorationRule: 'softmax', temperature: 1 })
    step(agent, 1, 0, 2, 2, true)
    step(agent, 0, 0, 0, 1)
    const weight = Math.E / (Math.E + 1)
    expect(agent.actionValues()[0]).toBeCloseTo(0.5 * 0.9 * weight, 12)
  })
})

describe('double-q-learning', () => {
  it('rates with one table what the other chose', () => {
    const agent = create('double-q-learning', { ...common, learningRate: 1 })
    agent.load({
      ...agent.save(),
      arrays: {
        ...agent.save().arrays,
        first: Float64Array.of(0, 0, 5, 1, 0, 0),
        second: Float64Array.of(0, 0, 2, 7, 0, 0),
      },
    })
    step(agent, 0, 0, 1, 1)
    const { first, second } = agent.save().arrays
    // First chooses action 0, worth 2 to the second; second chooses action 1, worth 1 to the first.
    const updated = [first![0], second![0]]
    expect([JSON.stringify([1 + 0.9 * 2, 0]), JSON.stringify([0, 1 + 0.9 * 1])]).toContain(
      JSON.stringify(updated),
    )
    expect(agent.actionValues()[0]).toBeCloseTo((updated[0]! + updated[1]!) / 2, 12)
  })

  it('updates both tables about equally often', () => {
    const agent = create('double-q-learning', { ...common, learningRate: 1 })
    const luck = rng()
    let first = 0
    for (let i = 0; i < 400; i++) {
      const before = agent.save().arrays.first![0]
      agent.learn(0, 0, i + 1, 1, true, false, luck)
      if (agent.save().arrays.first![0] !== before) first++
    }
    expect(first).toBeGreaterThan(150)
    expect(first).toBeLessThan(250)
  })
})

describe('q-lambda', () => {
  const settings = { ...common, lambda: 0.5 }

  it('carries a surprise back along the greedy road', () => {
    const agent = create('q-lambda', settings)
    step(agent, 0, 0, 0, 1)
    step(agent, 1, 0, 0, 2)
    step(agent, 2, 0, 8, 0, true)
    // alpha delta = 4; traces 1, 0.45 and 0.2025.
    expect(rows(agent).map(row => row[0])).toEqual([0.81, 1.8, 4])
  })

  it('cuts the road at an exploring action', () => {
    const agent = create('q-lambda', settings)
    step(agent, 1, 1, 2, 0, true)
    step(agent, 0, 0, 0, 2)
    step(agent, 1, 0, 8, 0, true)
    expect(agent.actionValues()[0]).toBe(0)
    expect(agent.actionValues()[2]).toBe(4)
  })

  it('forgets the road when an episode is cut', () => {
    const agent = create('q-lambda', settings)
    agent.learn(0, 0, 0, 1, false, true, rng())
    step(agent, 1, 0, 8, 0, true)
    expect(agent.actionValues()[0]).toBe(0)
  })

  it('counts repeats only with accumulating traces', () => {
    const twice = (traces: string) => {
      const agent = create('q-lambda', { ...settings, traces, learningRate: 0 })
      step(agent, 0, 0, 0, 0)
      agent.configure({
        ...decodeSettings(agentById('q-lambda').settings, { ...settings, traces }, 'agent'),
      })
      step(agent, 0, 0, 8, 1, true)
      return agent.actionValues()[0]
    }
    expect(twice('replacing')).toBe(4)
    expect(twice('accumulating')).toBeCloseTo(4 * 1.45, 12)
  })
})

describe('dyna-q', () => {
  it('learns on from remembered steps', () => {
    const agent = create('dyna-q', { ...common, planningSteps: 200 })
    step(agent, 1, 0, 1, 2, true)
    step(agent, 0, 0, 0, 1)
    expect(agent.actionValues()[2]).toBeCloseTo(1, 9)
    expect(agent.actionValues()[0]).toBeCloseTo(0.9, 9)
  })

  it('plans with results as often as they were seen', () => {
    const agent = create('dyna-q', { ...common, learningRate: 1, learningRateDecay: 0, planningSteps: 0 })
    for (let i = 0; i < 40; i++) step(agent, 0, 0, i % 4 === 0 ? 1 : 0, i % 4 === 0 ? 1 : 2, true)
    const settings = { ...common, learningRate: 0.01, planningSteps: 200 }
    agent.configure(decodeSettings(agentById('dyna-q').settings, settings, 'agent'))
    const luck = rng()
    for (let i = 0; i < 40; i++)
      agent.learn(0, 0, i % 4 === 0 ? 1 : 0, i % 4 === 0 ? 1 : 2, true, false, luck)
    expect(agent.actionValues()[0]).toBeGreaterThan(0.15)
    expect(agent.actionValues()[0]).toBeLessThan(0.35)
  })
})
