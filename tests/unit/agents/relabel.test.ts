/** Experience judged anew when the reward model has changed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReplayMemory } from '../../../src/agents/replay/replay-memory.ts'
import type { StepReward } from '../../../src/core/agent.ts'
import type { SettingValues } from '../../../src/core/settings.ts'
import type { Space } from '../../../src/core/space.ts'
import { box, choice, openAgent, ToyLoop } from './toy-loop.ts'

/** Tells every number it is shown apart. */
const weighed =
  (weight: number): StepReward =>
  (observations, actions, size, into) => {
    const [seen, moves] = [observations.length / size, actions.length / size]
    for (let i = 0; i < size; i++) {
      into[i] = 0
      for (let k = 0; k < 2; k++) into[i]! += weight * (k + 1) * observations[i * Math.floor(seen) + k]!
      into[i]! += 10 * weight * actions[i * Math.floor(moves)]!
    }
  }

const small = { environments: 3, hiddenUnits: 8, batchSize: 16, replayCapacity: 256, learningStarts: 30 }

const learners: [string, Space, number][] = [
  ['dqn', choice, 1],
  ['sac', box, 2],
  ['td3', box, 2],
]

describe.each(learners)('%s', (id, space, actionSize) => {
  const open = async () => new ToyLoop(await openAgent(id, space, small), space)

  it('keeps nothing apart while there is no reward model', async () => {
    const loop = await open()
    loop.step(30)
    expect(Object.keys(loop.agent.save().arrays)).not.toContain('replay.givenRewards')
  })

  it('adds the new learned reward to what was given, seen in units of action', async () => {
    const loop = await open()
    loop.step(15)
    const before = loop.agent.save().arrays['replay.rewards'] as Float32Array
    const asked: number[] = []
    loop.agent.relabel!((observations, actions, size, into) => {
      expect(actions).toHaveLength(size * actionSize)
      asked.push(...actions)
      weighed(0.5)(observations, actions, size, into)
    })
    const { arrays } = loop.agent.save()
    const rewards = arrays['replay.rewards'] as Float32Array
    const observations = arrays['replay.observations'] as Float32Array
    rewards.forEach((reward, i) => {
      const learned = 0.5 * (observations[2 * i]! + 2 * observations[2 * i + 1]!) + 5 * asked[i * actionSize]!
      expect(reward).toBeCloseTo(before[i]! + learned, 4)
    })
    // The newest step's actions as the world took them.
    const newest = [...loop.batch.actions]
    for (const [i, action] of asked.slice(-newest.length).entries()) expect(action).toBeCloseTo(newest[i]!, 5)
    loop.agent.relabel!((_observations, _actions, size, into) => into.fill(0, 0, size))
    expect(loop.agent.save().arrays['replay.rewards']).toEqual(before)
  })

  it('goes on bit for bit from a checkpoint taken behind it', async () => {
    const first = await open()
    first.step(25)
    first.agent.relabel!(weighed(1))
    first.step(7)
    const second = first.copyFor((await open()).agent)
    second.agent.load(structuredClone(first.agent.save()))
    for (const loop of [first, second]) {
      loop.agent.relabel!(weighed(-2))
      loop.step(20)
    }
    expect(second.agent.save()).toEqual(first.agent.save())
  })
})

describe('a replay memory', () => {
  it('judges all it holds anew, however much that is and however often', () => {
    const reward = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2500 }), reward, reward, (steps, given, learned) => {
        const replay = new ReplayMemory({
          capacity: 2100,
          environments: 1,
          observationSize: 1,
          actionSize: 1,
        })
        for (let step = 0; step < steps; step++) {
          const now = Float32Array.of(step)
          const flags = new Uint8Array(1)
          replay.add(
            {
              size: 1,
              observations: now,
              actions: now,
              rewards: Float64Array.of(given + learned),
              learnedRewards: Float64Array.of(learned),
              nextObservations: Float32Array.of(step + 1),
              terminated: flags,
              truncated: flags,
            },
            now,
          )
        }
        const judge: StepReward = (observations, _actions, size, into) => {
          for (let i = 0; i < size; i++) into[i] = observations[i]! % 5
        }
        replay.relabel(weighed(3))
        replay.relabel(judge)
        for (let slot = 0; slot < replay.size; slot++) {
          const expected = given + (replay.observations[slot]! % 5)
          if (Math.abs(replay.rewards[slot]! - expected) > 1e-5) return false
        }
        return true
      }),
      { numRuns: 20 },
    )
  })
})

describe.each(['ppo', 'a2c'])('%s', id => {
  const settings: SettingValues = { environments: 2, hiddenUnits: 4, rolloutSteps: 8, scaleRewards: true }

  it('forgets how large the old rewards were', async () => {
    const loop = new ToyLoop(await openAgent(id, choice, settings), choice)
    loop.step(20)
    expect(loop.agent.save().numbers['rewardMoments.count']).toBe(40)
    loop.agent.relabel!(weighed(1))
    const { arrays, numbers } = loop.agent.save()
    expect(numbers['rewardMoments.count']).toBe(0)
    expect(numbers['rollout.steps']).toBe(0)
    expect([...arrays.runningReturns!]).toEqual([0, 0])
    expect(loop.agent.snapshot().valueScale).toBe(1)
    loop.step(20)
  })
})
