/** Do the policy-gradient learners learn, reproduce and go on from where they were? */
import { afterEach, describe, expect, it } from 'vitest'
import { agentById } from '../../src/agents/registry.ts'
import type { BatchAgent } from '../../src/core/agent.ts'
import type { TabularWorld } from '../../src/core/environment.ts'
import { NO_SHAPING } from '../../src/core/run-config.ts'
import { decodeSettings, type SettingValues } from '../../src/core/settings.ts'
import { EpisodeLog } from '../../src/training/episode-log.ts'
import { exactReturn } from '../../src/training/evaluation.ts'
import { createTabularRun, restoreTabularRun } from '../../src/training/run.ts'
import { rewardTables } from '../../src/training/shaping.ts'
import type { TabularRun } from '../../src/training/tabular-run.ts'
import { VectorLoop } from '../../src/training/vector-loop.ts'
import { configOf, tinyWorld } from '../unit/training/tiny-worlds.ts'

const ids = ['reinforce', 'actor-critic', 'a2c', 'ppo']
/** Those that use what they have seen once, each network with an optimizer of its own. */
const once = ['reinforce', 'actor-critic']

const opened: { dispose(): void }[] = []
afterEach(() => {
  for (const thing of opened.splice(0)) thing.dispose()
})

async function openRun(
  env: string,
  agent: string,
  changes: Parameters<typeof configOf>[2] = {},
): Promise<TabularRun> {
  const run = await createTabularRun(configOf(env, agent, changes))
  opened.push(run)
  return run
}

async function learn(world: TabularWorld, id: string, settings: SettingValues, steps: number) {
  const definition = agentById(id)
  const decoded = decodeSettings(definition.settings, settings, 'agent')
  const { states, actions } = world.model
  const agent = (await definition.create(
    { observationSize: states, actionSpace: { kind: 'discrete', n: actions }, seed: 1 },
    decoded,
  )) as BatchAgent
  opened.push(agent)
  new VectorLoop(world, agent, new EpisodeLog(world, rewardTables(world, NO_SHAPING, 1, null)), 1).advance(
    steps,
  )
  const observations = new Float32Array(states * states)
  for (let state = 0; state < states; state++) observations[state * states + state] = 1
  const probabilities = new Float64Array(states * actions)
  const values = new Float64Array(states)
  agent.inspect(observations, states, probabilities, values)
  return { probabilities, values }
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

/** One state, one action, reward 1 a step, cut every 10 steps. */
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
  const fading = once.includes(id)
    ? { entropyDecaySteps: 15_000 }
    : { learningRate: id === 'ppo' ? 0.001 : 0.005 }

  it('tells which action is right where', async () => {
    const { probabilities, values } = await learn(identity, id, fading, 20_000)
    for (let state = 0; state < 4; state++) {
      expect(probabilities[state * 4 + state]).toBeGreaterThan(0.95)
      expect(values[state]).toBeCloseTo(1, 0.7)
    }
  })

  it('finds the arm that pays most', async () => {
    const { probabilities, values } = await learn(bandit, id, fading, 20_000)
    expect(probabilities[1]).toBeGreaterThan(0.95)
    expect(values[0]).toBeCloseTo(0.8, 0.7)
  })

  it('looks past a time limit: a reward of 1 for ever is worth 1 / (1 - discount)', async () => {
    const rate = once.includes(id) ? { valueLearningRate: 0.01 } : { learningRate: 0.005 }
    const settings = { discount: 0.8, ...rate, environments: 4 }
    const { values } = await learn(forever, id, settings, 20_000)
    expect(Math.abs(values[0]! - 5)).toBeLessThan(0.5)
  })

  it('gives values in units of reward, whatever the reward scale', async () => {
    const scale = once.includes(id) ? { rewardScale: 4 } : { scaleRewards: true }
    const { values } = await learn(bandit, id, { ...fading, ...scale }, 20_000)
    expect(values[0]).toBeCloseTo(0.8, 0.7)
  })

  const rooms = id === 'a2c' ? [] : [['FourRooms-v0', 120_000] as const]
  it.each([['FlowerPath-v0', 60_000] as const, ...rooms])('solves %s in %i steps', async (env, steps) => {
    const run = await openRun(env, id)
    run.advance(steps)
    expect(exactReturn(run.world, run.greedyActions())).toBeGreaterThanOrEqual(run.world.solvedReturn!)
  })

  it('changes its mind when the reward does: off the flowers once they hurt', async () => {
    const run = await openRun('FlowerPath-v0', id)
    const hidden = run.world.hiddenReward!
    run.advance(60_000)
    expect(exactReturn(run.world, run.greedyActions(), hidden)).toBeLessThanOrEqual(-1)
    run.setLearnedReward(hidden)
    run.advance(120_000)
    expect(exactReturn(run.world, run.greedyActions(), hidden)).toBeCloseTo(0, 9)
    expect(exactReturn(run.world, run.greedyActions())).toBeGreaterThan(0)
  })

  it('has the same weights for the same seed', async () => {
    const hashes: string[] = []
    for (const seed of [3, 3, 4]) {
      const run = await openRun('FlowerPath-v0', id, { seed })
      run.advance(6_000)
      hashes.push(run.hash())
    }
    expect(hashes[0]).toBe(hashes[1])
    expect(hashes[0]).not.toBe(hashes[2])
  })

  it('goes on from a checkpoint bit for bit, in the middle of its episodes', async () => {
    const run = await openRun('FlowerPath-v0', id)
    run.advance(4_321)
    const restored = await restoreTabularRun(JSON.parse(JSON.stringify(run.save())))
    opened.push(restored)
    expect(restored.hash()).toBe(run.hash())
    run.advance(6_000)
    restored.advance(6_000)
    expect(restored.hash()).toBe(run.hash())
  })

  it('takes changed settings while running', async () => {
    const run = await openRun('FlowerPath-v0', id)
    run.advance(3_000)
    run.setAgentSettings({ learningRate: 0, ...(once.includes(id) ? { valueLearningRate: 0 } : {}) })
    const before = run.behaviourPolicy()
    run.advance(3_000)
    expect(run.behaviourPolicy()).toEqual(before)
  })
})
