import { describe, expect, it } from 'vitest'
import { PolicyNetwork } from '../../../src/agents/policy-network.ts'
import { ppo } from '../../../src/agents/ppo.ts'
import { Rollout } from '../../../src/agents/rollout.ts'
import { Rng } from '../../../src/core/rng.ts'
import { decodeSettings } from '../../../src/core/settings.ts'
import { choice } from './toy-loop.ts'

const open = () =>
  PolicyNetwork.open(
    { observationSize: 2, actionSpace: choice, seed: 3 },
    decodeSettings(ppo.settings, { environments: 2, hiddenUnits: 8 }, 'agent'),
    { batch: 4, optimizers: 'one', valueGain: 1 },
  )

/** Two robots, three steps: the first is cut by the time limit at its second, the second goes on throughout. */
const [limit, reset] = [
  [5, 5],
  [-1, -1],
]
const steps = [
  { from: [1, 2, 3, 4], to: [2, 2, 4, 4], truncated: [0, 0] },
  { from: [2, 2, 4, 4], to: [...limit!, 5, 4], truncated: [1, 0] },
  { from: [...reset!, 5, 4], to: [0, 1, 6, 4], truncated: [0, 0] },
]
const batches = steps.map(({ from, to, truncated }, step) => ({
  size: 2,
  observations: Float32Array.from(from),
  actions: Float32Array.of(step % 3, (step + 1) % 3),
  rewards: Float64Array.of(step + 1, 10 * (step + 1)),
  nextObservations: Float32Array.from(to),
  terminated: new Uint8Array(2),
  truncated: Uint8Array.from(truncated),
}))

async function filled(network: PolicyNetwork, given = batches) {
  const rollout = new Rollout(network, 3, false)
  expect(given.map(batch => rollout.add(batch, 0.9))).toEqual([false, false, true])
  rollout.judge(0.9, 0.8)
  return rollout
}

const stateValue = (network: PolicyNetwork, observation: readonly number[]) => {
  const into = new Float64Array(1)
  network.values(Float32Array.from(observation), 1, into)
  return into[0]!
}

describe('Rollout', () => {
  it('bootstraps a truncated episode from its final observation, not from the next one’s first', async () => {
    const network = await open()
    const rollout = await filled(network)
    const errorOf = (reward: number, from: readonly number[], to: readonly number[]) =>
      reward + 0.9 * stateValue(network, to) - stateValue(network, from)
    const last = errorOf(2, [2, 2], limit!)
    expect(rollout.advantages[2]).toBeCloseTo(last, 12)
    expect(rollout.advantages[0]).toBeCloseTo(errorOf(1, [1, 2], [2, 2]) + 0.72 * last, 12)
    expect(rollout.advantages[4]).toBeCloseTo(errorOf(3, reset!, [0, 1]), 12)
    expect(rollout.returns[4]).toBeCloseTo(3 + 0.9 * stateValue(network, [0, 1]), 12)
  })

  it('values nothing behind a termination', async () => {
    const network = await open()
    const ended = batches.map((batch, step) => ({
      ...batch,
      terminated: Uint8Array.of(step === 1 ? 1 : 0, 0),
      truncated: new Uint8Array(2),
    }))
    const rollout = await filled(network, ended)
    expect(rollout.returns[2]).toBeCloseTo(2, 12)
  })

  it('cuts an episode that was left between two steps', async () => {
    const network = await open()
    const left = batches.map((batch, step) =>
      step === 2 ? { ...batch, observations: Float32Array.of(...reset!, 9, 9) } : batch,
    )
    const rollout = await filled(network, left)
    const error = 20 + 0.9 * stateValue(network, [5, 4]) - stateValue(network, [4, 4])
    expect(rollout.advantages[3]).toBeCloseTo(error, 12)
    const whole = await filled(network)
    expect(whole.advantages[3]).not.toBeCloseTo(error, 3)
  })

  it('finds the log-probabilities that the actions were drawn with', async () => {
    const network = await open()
    const rng = Rng.fromSeed(1, 'test')
    const expected: number[] = []
    const rollout = new Rollout(network, 3, false)
    for (const batch of batches) {
      network.act(batch.observations, 2, batch.actions, rng)
      const policy = new Float64Array(6)
      network.inspect(batch.observations, 2, policy, new Float64Array(2))
      expected.push(...[0, 1].map(i => Math.log(policy[3 * i + batch.actions[i]!]!)))
      rollout.add(batch, 0.9)
    }
    rollout.judge(0.9, 0.8)
    expected.forEach((l, i) => {
      expect(rollout.logProbabilities[i]).toBeCloseTo(l, 12)
    })
  })

  it('refuses a fill that it could not have', async () => {
    const network = await open()
    const rollout = new Rollout(network, 3, false)
    const state = rollout.save()
    for (const steps of [3, -1, 0.5]) {
      expect(() => rollout.load({ ...state, numbers: { 'rollout.steps': steps } })).toThrow(
        expect.objectContaining({ code: 'bad-checkpoint', path: 'agent.numbers.rollout.steps' }),
      )
    }
  })
})
