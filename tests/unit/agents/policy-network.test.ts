import { describe, expect, it } from 'vitest'
import { PolicyNetwork } from '../../../src/agents/policy-network.ts'
import { ppo } from '../../../src/agents/ppo.ts'
import { think } from '../../../src/core/policy-snapshot.ts'
import { Rng } from '../../../src/core/rng.ts'
import { decodeSettings } from '../../../src/core/settings.ts'
import { policySize, type Space } from '../../../src/core/space.ts'
import { box, choice } from './toy-loop.ts'

const open = (actionSpace: Space, batch = 8, normalizeObservations = false) =>
  PolicyNetwork.open(
    { observationSize: 2, actionSpace, seed: 3 },
    decodeSettings(ppo.settings, { environments: 4, hiddenUnits: 8 }, 'agent'),
    { batch, optimizers: 'one', valueGain: 1, normalizeObservations },
  )

/** Lets all that is learnt be something. */
function disturb(network: PolicyNetwork): void {
  const rng = Rng.fromSeed(4, 'test')
  const { weights } = network.policyParameters
  for (let i = 0; i < weights.length; i++) weights[i] = weights[i]! + 0.3 * rng.normal()
  network.normalizer?.add([1, 20, 3, 10, 2, 60], 3)
  network.valueScale = 2.5
}

const observations = Float32Array.from({ length: 2 * 19 }, (_, i) => (i % 7) - 3 + 0.25 * (i % 3))

describe.each([
  ['a choice', choice, false],
  ['a choice, senses adjusted', choice, true],
  ['a box', box, false],
  ['a box, senses adjusted', box, true],
])('%s', (_, space, normalizes) => {
  const width = policySize(space)

  it('means the same in the snapshot, in inspect and in greedy, alone and in company', async () => {
    const network = await open(space, 8, normalizes)
    disturb(network)
    const snapshot = network.snapshot()
    const policy = new Float64Array(19 * width)
    const values = new Float64Array(19)
    const actions = new Float32Array(19 * network.actionSize)
    network.inspect(observations, 19, policy, values)
    network.greedy(observations, 19, actions)
    for (let i = 0; i < 19; i++) {
      const observation = observations.slice(2 * i, 2 * i + 2)
      const thought = think(snapshot, observation)
      thought.policy.forEach((number, k) => {
        expect(policy[i * width + k]).toBeCloseTo(number, 5)
      })
      thought.action.forEach((number, k) => {
        expect(actions[i * network.actionSize + k]).toBeCloseTo(number, 5)
      })
      expect(values[i]).toBeCloseTo(thought.value, 4)
      const alone = new Float32Array(network.actionSize)
      network.greedy(observation, 1, alone)
      expect([...alone]).toEqual([...actions.slice(i * alone.length, (i + 1) * alone.length)])
    }
  })

  it('keeps snapshots as they were', async () => {
    const network = await open(space, 8, normalizes)
    const before = network.snapshot()
    const copy = structuredClone(before)
    disturb(network)
    expect(before).toEqual(copy)
    expect(network.snapshot()).not.toEqual(copy)
  })
})

describe('first weights', () => {
  it('make every action as likely and spread orthogonal signals', async () => {
    const network = await open(choice)
    const policy = new Float64Array(3)
    network.inspect(Float32Array.of(1, -1), 1, policy, new Float64Array(1))
    for (const p of policy) expect(Math.abs(p - 1 / 3)).toBeLessThan(0.02)
    // The second layer's kernel [8 x 8], behind 2 x 8 weights and 8 biases, times its transpose is 2 I.
    const kernel = network.policyParameters.part(0).weights.subarray(24, 88)
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < 8; j++) {
        let sum = 0
        for (let k = 0; k < 8; k++) sum += kernel[8 * i + k]! * kernel[8 * j + k]!
        expect(sum).toBeCloseTo(i === j ? 2 : 0, 5)
      }
    }
  })
})

describe('actions of a box', () => {
  it('are cut for the world and kept as drawn for learning', async () => {
    const network = await open(box)
    const actions = new Float32Array(8)
    network.act(observations, 4, actions, Rng.fromSeed(5, 'test'))
    const drawn = network.drawnActions({
      size: 4,
      observations,
      actions,
      rewards: new Float64Array(4),
      nextObservations: observations,
      terminated: new Uint8Array(4),
      truncated: new Uint8Array(4),
    })
    expect(drawn.some((number, i) => number !== actions[i])).toBe(true)
    drawn.forEach((number, i) => {
      const [low, high] = [box.kind === 'box' && box.low[i % 2]!, box.kind === 'box' && box.high[i % 2]!]
      expect(actions[i]).toBe(Math.fround(Math.min(Number(high), Math.max(Number(low), number))))
    })
  })

  it('are taken as they are where another acted', async () => {
    const network = await open(box)
    const actions = new Float32Array(8)
    network.act(observations, 4, actions, Rng.fromSeed(5, 'test'))
    actions[3] = 0.125
    const batch = {
      size: 4,
      observations,
      actions,
      rewards: new Float64Array(4),
      nextObservations: observations,
      terminated: new Uint8Array(4),
      truncated: new Uint8Array(4),
    }
    expect(network.drawnActions(batch)[3]).toBe(0.125)
  })
})
