import { describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import type { TabularModel } from '../../../src/core/tabular-model.ts'
import { epicDistance, tripleReward } from '../../../src/feedback/epic.ts'
import { reachable } from '../../../src/feedback/reachable.ts'
import { trueDistance } from '../../../src/feedback/true-distance.ts'
import { smallGarden } from './small-garden.ts'

const world = smallGarden(0.2)
const { model } = world
const reach = reachable(model)

/** The definition, term by term, over a table of all triples. */
function bruteForce(model: TabularModel, a: Float64Array, b: Float64Array, discount: number): number {
  const { states: S, actions: A } = model
  const canonical = (reward: Float64Array) => {
    const sums = new Float64Array(S)
    const counts = new Float64Array(S)
    for (const k of reach.outcomes) {
      const next = model.next[k]!
      sums[next]! += reward[k]!
      counts[next]! += 1
    }
    const table = new Float64Array(S * A * S)
    for (let i = 0; i < table.length; i++) table[i] = counts[i % S] ? sums[i % S]! / counts[i % S]! : 0
    for (const s of reach.states) {
      for (let pair = s * A; pair < (s + 1) * A; pair++) {
        const entered = new Map<number, [number, number]>()
        for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) {
          const [weight, sum] = entered.get(model.next[k]!) ?? [0, 0]
          const p = model.probability[k]!
          entered.set(model.next[k]!, [weight + p, sum + p * reward[k]!])
        }
        for (const [next, [weight, sum]] of entered) table[pair * S + next] = sum / weight
      }
    }
    const leaving = Float64Array.from({ length: S }, (_, s) => {
      let sum = 0
      for (let i = s * A * S; i < (s + 1) * A * S; i++) sum += table[i]!
      return sum / (A * S)
    })
    const overall = leaving.reduce((sum, value) => sum + value, 0) / S
    return table.map((value, i) => {
      const s = Math.floor(i / (A * S))
      return value + discount * leaving[i % S]! - leaving[s]! - discount * overall
    })
  }
  const ca = canonical(a)
  const cb = canonical(b)
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(ca), mean(cb)]
  const covariance = mean(ca.map((value, i) => (value - ma) * (cb[i]! - mb)))
  const va = mean(ca.map(value => (value - ma) ** 2))
  const vb = mean(cb.map(value => (value - mb) ** 2))
  return Math.sqrt((1 - covariance / Math.sqrt(va * vb)) / 2)
}

const random = (seed: number) => {
  const rng = Rng.fromSeed(seed, 'reward')
  return Float64Array.from({ length: model.outcomes }, () => rng.normal())
}
const distance = (a: Float64Array, b: Float64Array) =>
  epicDistance(tripleReward(model, reach, a), tripleReward(model, reach, b), 0.9)

describe('EPIC', () => {
  it('equals the definition over all triples', () => {
    for (let seed = 0; seed < 5; seed++) {
      const [a, b] = [random(seed), random(seed + 100)]
      expect(distance(a, b)).toBeCloseTo(bruteForce(model, a, b, 0.9), 10)
    }
  })

  it('is 0 for the same reward scaled up and 1 for its opposite', () => {
    const a = random(1)
    expect(
      distance(
        a,
        a.map(value => 3 * value),
      ),
    ).toBeCloseTo(0, 6)
    expect(
      distance(
        a,
        a.map(value => -value),
      ),
    ).toBeCloseTo(1, 6)
  })

  it('defines constant rewards', () => {
    const none = new Float64Array(model.outcomes)
    expect(distance(none, none)).toBe(0)
    expect(distance(none, random(1))).toBeCloseTo(Math.SQRT1_2, 12)
  })

  it('is 0 once the learned reward is the hidden one', () => {
    expect(trueDistance(world, reach, world.hiddenReward!, 1)).toBeCloseTo(0, 6)
    expect(trueDistance(world, reach, new Float64Array(model.outcomes), 1)).toBeGreaterThan(0.1)
  })
})
