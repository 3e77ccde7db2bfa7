import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluatePolicy, finiteHorizonReturn, uniformPolicy } from '../../../../src/core/planning.ts'
import { buildModel, type TabularModel } from '../../../../src/core/tabular-model.ts'
import { tabularWorld } from '../../../../src/envs/registry.ts'
import {
  regularisedBehaviour,
  returnOf,
} from '../../../../src/feedback/overoptimisation/regularised-policy.ts'
import { reachable } from '../../../../src/feedback/reachable.ts'

/** Two states, two actions: from 0 the first stays, the second moves to 1 or ends; 1 ends always. */
const small = (rewards: readonly number[], chance: number): TabularModel =>
  buildModel({
    states: 2,
    actions: 2,
    kinds: ['floor'],
    startStates: [0],
    outcomesOf(state, action) {
      const kind = 'floor'
      if (state === 1)
        return [{ probability: 1, next: 1, reward: rewards[3 + action]!, terminated: true, kind }]
      if (action === 0) return [{ probability: 1, next: 0, reward: rewards[0]!, terminated: false, kind }]
      return [
        { probability: chance, next: 1, reward: rewards[1]!, terminated: false, kind },
        { probability: 1 - chance, next: 0, reward: rewards[2]!, terminated: true, kind },
      ]
    },
  })

const flowers = tabularWorld('FlowerPath-v0', { layout: 3 })

describe('the regularised optimum', () => {
  it('of one step is the reference tilted by exp(strength x reward)', () => {
    const model = small([1, 0, 0, 0, 0], 0.5)
    const reference = Float64Array.of(0.25, 0.75, 0.5, 0.5)
    const { distance, occupancy } = regularisedBehaviour(model, model.reward, reference, 2, 1)
    const first = (0.25 * Math.exp(2)) / (0.25 * Math.exp(2) + 0.75)
    expect(occupancy[0]).toBeCloseTo(first, 12)
    const kl = first * Math.log(first / 0.25) + (1 - first) * Math.log((1 - first) / 0.75)
    expect(distance).toBeCloseTo(Math.sqrt(kl), 12)
  })

  it('is the reference at strength 0 and the best policy at a great one', () => {
    const { model } = flowers
    const still = regularisedBehaviour(model, model.reward, uniformPolicy(model), 0, 30)
    expect(still.distance).toBe(0)
    expect(returnOf(still.occupancy, model.reward)).toBeCloseTo(finiteHorizonReturn(model, 30, 'random'), 12)
    const best = regularisedBehaviour(model, model.reward, uniformPolicy(model), 1e6, 30)
    expect(returnOf(best.occupancy, model.reward)).toBeCloseTo(finiteHorizonReturn(model, 30, 'optimal'), 6)
  })

  it('never takes what the reference never takes', () => {
    const model = small([0, 5, 5, 5, 5], 0.5)
    const reference = Float64Array.of(1, 0, 0.5, 0.5)
    const { distance, occupancy } = regularisedBehaviour(model, model.reward, reference, 100, 5)
    expect(distance).toBe(0)
    expect([...occupancy]).toEqual([5, 0, 0, 0, 0])
  })

  it('is the same where only states that can be met are worked out', () => {
    const { model } = tabularWorld('Taxi-v4', {})
    const { states } = reachable(model)
    expect(states.length).toBeLessThan(model.states)
    const uniform = uniformPolicy(model)
    for (const strength of [0, 0.3, 20]) {
      const behaviour = (met?: Int32Array) =>
        regularisedBehaviour(model, model.reward, uniform, strength, 12, met)
      expect(behaviour(states)).toEqual(behaviour())
    }
  })

  it('goes farther and gains more the stronger it is', () => {
    const reward = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(reward, { minLength: 5, maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        fc.integer({ min: 1, max: 6 }),
        (rewards, chance, strength, horizon) => {
          const model = small(rewards, chance)
          const at = (s: number) =>
            regularisedBehaviour(model, model.reward, uniformPolicy(model), s, horizon)
          const [weak, strong] = [at(strength), at(strength * 2)]
          expect(strong.distance ** 2).toBeGreaterThanOrEqual(weak.distance ** 2 - 1e-9)
          expect(returnOf(strong.occupancy, model.reward)).toBeGreaterThanOrEqual(
            returnOf(weak.occupancy, model.reward) - 1e-9,
          )
        },
      ),
    )
  })

  it('beats every other policy at return minus KL / strength', () => {
    const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    const reward = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(reward, { minLength: 5, maxLength: 5 }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        probability,
        probability,
        (rewards, strength, inFirst, inSecond) => {
          const model = small(rewards, 0.6)
          const reference = uniformPolicy(model)
          const { distance, occupancy } = regularisedBehaviour(model, model.reward, reference, strength, 8)
          const best = returnOf(occupancy, model.reward) - distance ** 2 / strength
          // The KL of a policy is the expected return of log(pi / reference) as a reward.
          const policy = Float64Array.of(inFirst, 1 - inFirst, inSecond, 1 - inSecond)
          const penalised = model.reward.map((amount, k) => {
            const pair = model.offsets.findIndex((_, p) => k < model.offsets[p + 1]!)
            return amount - Math.log(policy[pair]! / reference[pair]!) / strength
          })
          expect(best).toBeGreaterThanOrEqual(finiteHorizonReturn(model, 8, policy, penalised) - 1e-9)
        },
      ),
    )
  })

  it('counts outcomes as often as they happen', () => {
    const { model } = flowers
    const { occupancy } = regularisedBehaviour(model, model.reward, uniformPolicy(model), 0, 4000)
    const value = evaluatePolicy(model, uniformPolicy(model), 1)[model.startStates[0]!]!
    expect(returnOf(occupancy, model.reward)).toBeCloseTo(value, 6)
  })
})
