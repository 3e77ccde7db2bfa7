/** Replay against straightforward models of it, over random contents. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nStepReturns } from '../../src/agents/replay/n-step.ts'
import { PrioritizedReplay } from '../../src/agents/replay/prioritized-replay.ts'
import { ReplayMemory } from '../../src/agents/replay/replay-memory.ts'
import { SumTree } from '../../src/agents/replay/sum-tree.ts'
import type { Batch } from '../../src/core/agent.ts'
import { Rng } from '../../src/core/rng.ts'

interface Step {
  readonly observation: number
  readonly reward: number
  readonly next: number
  readonly ending: 'goes on' | 'terminated' | 'truncated'
}

/** A step of every environment as the loop hands it over, one number to see. */
function batchOf(steps: readonly Step[]): Batch {
  const flags = (ending: Step['ending']) => Uint8Array.from(steps, step => (step.ending === ending ? 1 : 0))
  return {
    size: steps.length,
    observations: Float32Array.from(steps, step => step.observation),
    actions: Float32Array.from(steps, step => step.observation),
    rewards: Float64Array.from(steps, step => step.reward),
    nextObservations: Float32Array.from(steps, step => step.next),
    terminated: flags('terminated'),
    truncated: flags('truncated'),
  }
}

/** Histories of some environments, each observation a number of its own that the next step begins with. */
const histories = fc
  .record({
    environments: fc.integer({ min: 1, max: 3 }),
    capacity: fc.integer({ min: 3, max: 17 }),
    endings: fc.array(fc.constantFrom('goes on', 'goes on', 'goes on', 'terminated', 'truncated' as const), {
      minLength: 3,
      maxLength: 60,
    }),
  })
  .map(({ environments, capacity, endings }) => {
    const rows: Step[][] = []
    const at = Array.from({ length: environments }, (_, e) => 100_000 * e)
    for (let t = 0; t < Math.floor(endings.length / environments); t++) {
      rows.push(
        at.map((observation, e) => {
          const ending = endings[t * environments + e] as Step['ending']
          const next = observation + 1
          at[e] = ending === 'goes on' ? next : next + 100
          return { observation, reward: ((7 * next) % 11) - 5, next, ending }
        }),
      )
    }
    return { environments, capacity, rows }
  })

const filled = ({
  environments,
  capacity,
  rows,
}: {
  environments: number
  capacity: number
  rows: Step[][]
}) => {
  const replay = new ReplayMemory({ capacity, environments, observationSize: 1, actionSize: 1 })
  for (const row of rows) {
    const batch = batchOf(row)
    replay.add(batch, batch.actions)
  }
  return replay
}

describe('ReplayMemory', () => {
  it('holds the newest transitions, whatever it wrapped over', () => {
    fc.assert(
      fc.property(histories, history => {
        const replay = filled(history)
        const newest = history.rows.flat().slice(-replay.capacity)
        const held = Array.from({ length: replay.size }, (_, slot) => ({
          observation: replay.observations[slot]!,
          reward: replay.rewards[slot]!,
          next: replay.nextObservations[slot]!,
        }))
        const byObservation = (a: { observation: number }, b: { observation: number }) =>
          a.observation - b.observation
        const expected = newest.map(({ observation, reward, next }) => ({ observation, reward, next }))
        expect(held.sort(byObservation)).toEqual(expected.sort(byObservation))
      }),
    )
  })

  it('goes on from what it saved', () => {
    fc.assert(
      fc.property(histories, history => {
        const half = Math.floor(history.rows.length / 2)
        const whole = filled(history)
        const before = filled({ ...history, rows: history.rows.slice(0, half) })
        const saved = before.save()
        expect(saved.arrays['replay.rewards']).toHaveLength(before.size)
        const after = filled({ ...history, rows: [] })
        after.load(structuredClone(saved))
        for (const row of history.rows.slice(half)) after.add(batchOf(row), batchOf(row).actions)
        expect(after.save()).toEqual(whole.save())
      }),
    )
  })
})

describe('nStepReturns', () => {
  it('agrees with walking each history, through ends, cuts and the newest step', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 6 }), (history, n) => {
        const replay = filled(history)
        const { environments, rows } = history
        const discount = 0.5
        const slots = Int32Array.from({ length: replay.size }, (_, slot) => slot)
        const returns = new Float64Array(slots.length)
        const bootstraps = new Float64Array(slots.length)
        const lastSlots = new Int32Array(slots.length)
        nStepReturns(replay, slots, n, discount, returns, bootstraps, lastSlots)
        for (const slot of slots) {
          const observation = replay.observations[slot]!
          const environment = Math.floor(observation / 100_000)
          expect(environment).toBeLessThan(environments)
          const own = rows.map(row => row[environment]!)
          let t = own.findIndex(step => step.observation === observation)
          let expected = own[t]!.reward
          let left = discount
          for (let k = 1; k < n && own[t]!.ending === 'goes on' && t + 1 < own.length; k++) {
            t++
            expected += left * own[t]!.reward
            left *= discount
          }
          expect(returns[slot]).toBe(expected)
          expect(bootstraps[slot]).toBe(own[t]!.ending === 'terminated' ? 0 : left)
          expect(replay.nextObservations[lastSlots[slot]!]).toBe(own[t]!.next)
        }
      }),
    )
  })
})

const weightLists = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 10, noNaN: true })), {
  minLength: 1,
  maxLength: 40,
})

describe('SumTree', () => {
  it('finds the weight in whose stretch a point lies, and never one of 0', () => {
    fc.assert(
      fc.property(
        weightLists,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (weights, u) => {
          fc.pre(weights.some(weight => weight > 0))
          const tree = new SumTree(weights.length)
          weights.forEach((weight, i) => {
            tree.set(i, 2 * weight)
            tree.set(i, weight)
          })
          const sum = weights.reduce((a, b) => a + b)
          expect(tree.total).toBeCloseTo(sum, 9)
          const point = u * tree.total
          const found = tree.find(point)
          expect(weights[found]).toBeGreaterThan(0)
          const before = weights.slice(0, found).reduce((a, b) => a + b, 0)
          expect(point).toBeGreaterThanOrEqual(before - 1e-9)
          expect(point).toBeLessThan(before + weights[found]! + 1e-9)
        },
      ),
    )
  })

  it('has the same bits however the weights came there', () => {
    fc.assert(
      fc.property(weightLists, fc.integer(), (weights, seed) => {
        const filledTree = new SumTree(weights.length)
        filledTree.fill(Float64Array.from(weights))
        const tree = new SumTree(weights.length)
        for (const i of Rng.fromSeed(Math.abs(seed), 'order').permutation(weights.length)) {
          tree.set(i, weights[i]!)
        }
        expect(tree.total).toBe(filledTree.total)
        expect(tree.weights(weights.length)).toEqual(filledTree.weights(weights.length))
      }),
    )
  })
})

describe('PrioritizedReplay', () => {
  it('draws in proportion to the errors to the power of alpha, and weighs the other way', () => {
    const positive = fc.array(fc.double({ min: 0.05, max: 5, noNaN: true }), { minLength: 2, maxLength: 12 })
    const alphas = fc.constantFrom(0, 0.5, 0.7, 1)
    fc.assert(
      fc.property(positive, alphas, fc.constantFrom(0, 0.4, 1), (errors, alpha, beta) => {
        const replay = new PrioritizedReplay(errors.length, alpha)
        errors.forEach((_, slot) => {
          replay.add(slot)
        })
        const everySlot = Int32Array.from(errors, (_, slot) => slot)
        replay.update(
          everySlot,
          Float64Array.from(errors, (error, i) => (i % 2 ? error : -error)),
        )
        const priorities = errors.map(error => (error + 1e-6) ** alpha)
        const sum = priorities.reduce((a, b) => a + b)
        const draws = 4000
        const slots = new Int32Array(draws)
        const weights = new Float64Array(draws)
        replay.sample(slots, weights, errors.length, beta, Rng.fromSeed(1, 'draws'))
        const unscaled = priorities.map(priority => ((errors.length * priority) / sum) ** -beta)
        const drawn = new Set(slots)
        const most = Math.max(...[...drawn].map(slot => unscaled[slot]!))
        for (const slot of everySlot) {
          // Stratified: each count is within 2 of what is expected.
          const count = slots.filter(other => other === slot).length
          expect(Math.abs(count - (draws * priorities[slot]!) / sum)).toBeLessThanOrEqual(2)
        }
        slots.forEach((slot, i) => {
          expect(weights[i]).toBeCloseTo(unscaled[slot]! / most, 9)
        })
      }),
      { numRuns: 30 },
    )
  })

  it('draws new transitions as often as the most surprising ones', () => {
    const replay = new PrioritizedReplay(4, 1)
    for (let slot = 0; slot < 3; slot++) replay.add(slot)
    replay.update(Int32Array.of(0, 1, 2), Float64Array.of(8, 1, 1))
    replay.add(3)
    const slots = new Int32Array(1800)
    replay.sample(slots, new Float64Array(1800), 4, 1, Rng.fromSeed(1, 'draws'))
    const shares = [0, 1, 2, 3].map(slot => slots.filter(other => other === slot).length / 100)
    shares.forEach((share, i) => {
      expect(share).toBeCloseTo([8, 1, 1, 8][i]!, 1)
    })
  })
})
