/** Do the tabular learners learn? Greedy policies are judged exactly, over seeds, without touching a setting. */
import { describe, expect, it } from 'vitest'
import { agentById } from '../../src/agents/registry.ts'
import type { TabularAgent } from '../../src/core/agent.ts'
import type { TabularWorld } from '../../src/core/environment.ts'
import { optimalReturnWithin } from '../../src/core/planning.ts'
import { NO_SHAPING } from '../../src/core/run-config.ts'
import { decodeSettings, type SettingValues } from '../../src/core/settings.ts'
import { EpisodeLog } from '../../src/training/episode-log.ts'
import { evaluationLimit, exactReturn } from '../../src/training/evaluation.ts'
import { createTabularRun } from '../../src/training/run.ts'
import { rewardTables } from '../../src/training/shaping.ts'
import { TabularLoop } from '../../src/training/tabular-loop.ts'
import { configOf, corridor, tinyWorld } from '../unit/training/tiny-worlds.ts'

const ids = ['q-learning', 'sarsa', 'expected-sarsa', 'double-q-learning', 'q-lambda', 'dyna-q']

function learn(world: TabularWorld, id: string, settings: SettingValues, steps: number): TabularAgent {
  const definition = agentById(id)
  const decoded = decodeSettings(definition.settings, settings, 'agent')
  const { states, actions } = world.model
  const shape = { observationSize: states, actionSpace: { kind: 'discrete', n: actions }, seed: 1 } as const
  const agent = definition.create(shape, decoded) as TabularAgent
  const log = new EpisodeLog(world, rewardTables(world, NO_SHAPING, 1, null))
  new TabularLoop(world, agent, log, 1).advance(steps)
  return agent
}

/** Exact returns of the greedy policies of seeds 1 to `seeds`, worst first. */
async function returnsOf(env: string, agent: string, steps: number, seeds: number): Promise<number[]> {
  const returns: number[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    const run = await createTabularRun(configOf(env, agent, { seed }))
    run.advance(steps)
    returns.push(exactReturn(run.world, run.greedyActions()))
  }
  return returns.sort((a, b) => a - b)
}

/** One step; in state s action s is worth 1, others 0. */
const identity = tinyWorld(
  {
    states: 5,
    actions: 4,
    kinds: ['any'],
    startStates: [0, 1, 2, 3],
    outcomesOf: (state, action) => [
      { probability: 1, next: 4, reward: state === action ? 1 : 0, terminated: true, kind: 'any' },
    ],
  },
  null,
)

/** One step; action a pays 1 with probability 0.2, 0.8 and 0.5. */
const bandit = tinyWorld(
  {
    states: 2,
    actions: 3,
    kinds: ['any'],
    startStates: [0],
    outcomesOf: (_state, action) =>
      [1, 0].map(reward => ({
        probability: Math.abs(1 - reward - [0.2, 0.8, 0.5][action]!),
        next: 1,
        reward,
        terminated: true,
        kind: 'any',
      })),
  },
  null,
)

/** One state, one action, reward 1 for ever, cut every 10 steps. */
const forever = tinyWorld(
  {
    states: 1,
    actions: 1,
    kinds: ['any'],
    startStates: [0],
    outcomesOf: () => [{ probability: 1, next: 0, reward: 1, terminated: false, kind: 'any' }],
  },
  10,
)

describe.each(ids)('%s', id => {
  it('tells which action is right where', () => {
    const agent = learn(identity, id, { epsilon: 0.3 }, 5000)
    expect([0, 1, 2, 3].map(state => agent.greedy(state))).toEqual([0, 1, 2, 3])
    expect(agent.actionValues()[0]).toBeCloseTo(1, 3)
  })

  it('values arms at their mean', () => {
    const settings = { learningRate: 1, learningRateDecay: 1, epsilon: 1, initialValue: 0.5 }
    const agent = learn(bandit, id, settings, 30_000)
    expect(agent.greedy(0)).toBe(1)
    ;[0.2, 0.8, 0.5].forEach((mean, action) => {
      expect(Math.abs(agent.actionValues()[action]! - mean)).toBeLessThan(0.03)
    })
  })

  it('looks past a time limit: a reward of 1 for ever is worth 1 / (1 - discount)', () => {
    const agent = learn(forever, id, { discount: 0.9 }, 20_000)
    expect(agent.actionValues()[0]).toBeCloseTo(10, 6)
  })

  it('does not look past an end', () => {
    const agent = learn(corridor(3, null), id, { discount: 0.9 }, 20_000)
    expect(agent.actionValues()[2 * 2 + 1]).toBeCloseTo(1, 9)
    expect(agent.actionValues()[3 * 2]).toBe(0)
  })
})

describe('CliffWalking-v1 in 50,000 steps', () => {
  it.each(['q-learning', 'double-q-learning', 'q-lambda', 'dyna-q'])(
    '%s finds the shortest way in 10 of 10 seeds',
    async id => {
      expect(await returnsOf('CliffWalking-v1', id, 50_000, 10)).toEqual(new Array(10).fill(-13))
    },
  )

  it.each(['sarsa', 'expected-sarsa'])('%s keeps off the edge: it knows that it stumbles', async id => {
    const returns = await returnsOf('CliffWalking-v1', id, 50_000, 10)
    expect(returns[0]).toBeGreaterThanOrEqual(-17)
    expect(returns[9]).toBeLessThan(-13)
  })
})

describe('FrozenLake8x8-v1, slippery, in 2,000,000 steps', () => {
  it('q-learning crosses within 200 steps with probability 0.85 or more in 9 of 10 seeds', async () => {
    const chances = await returnsOf('FrozenLake8x8-v1', 'q-learning', 2_000_000, 10)
    expect(chances[1]).toBeGreaterThanOrEqual(0.85)
  })
})

describe.each([
  ['FlowerPath-v0', 50_000, 0.001],
  ['TwoGoals-v0', 50_000, 0.1],
  ['FourRooms-v0', 50_000, 0.02],
  ['FrozenLake-v1', 200_000, 0.03],
  ['Taxi-v4', 500_000, 0.15],
])('%s in %i steps', (env, steps, slack) => {
  it.each(ids)(`%s comes within ${slack} of the optimum in 4 of 5 seeds`, async id => {
    const { world } = await createTabularRun(configOf(env, id))
    const optimum = optimalReturnWithin(world.model, evaluationLimit(world))
    const returns = await returnsOf(env, id, steps, 5)
    expect(returns[1]).toBeGreaterThanOrEqual(optimum - slack)
  })
})
