/**
 * EPIC: how differently two rewards would have any robot behave. Gleave, Dennis, Legg, Russell & Leike, "Quantifying
 * differences in reward functions", ICLR 2021 (https://arxiv.org/abs/2006.13900).
 *
 *   C(R)(s,a,s') = R(s,a,s') + E[ gamma R(s',A,S') - R(s,A,S') - gamma R(S,A,S') ]
 *   distance = sqrt((1 - Pearson correlation of C(Ra) and C(Rb)) / 2)   in [0, 1]
 *
 * S, A and S' are uniform and independent over all states and actions, so most triples cannot happen; there the reward
 * is that of entering s' (the mean over outcomes that enter it, 0 where none does). Exact, and invariant to potential shaping
 * and to positive scale.
 *
 * A reward is held as entering(s') + leaving(s) + a correction on the few triples that can happen; all expectations then
 * have closed forms in O(S + K), with no table of S x A x S numbers.
 */
import type { TabularModel } from '../core/tabular-model.ts'
import type { Reachable } from './reachable.ts'

export interface TripleReward {
  readonly states: number
  readonly actions: number
  /** Part that depends on the state entered. [S] */
  readonly entering: Float64Array
  /** Part that depends on the state left. [S] */
  readonly leaving: Float64Array
  /** Corrections of triples (s, a, s') that can happen, keyed (s A + a) S + s', keys ascending. [n] each */
  readonly keys: Float64Array
  readonly corrections: Float64Array
}

/** Extends a reward per outcome [K] to all triples. What cannot happen, such as acting after the end, says nothing. */
export function tripleReward(model: TabularModel, reach: Reachable, reward: Float64Array): TripleReward {
  const { states, actions } = model
  const entering = new Float64Array(states)
  const entries = new Int32Array(states)
  const merged = new Map<number, { weight: number; sum: number }>()
  for (const s of reach.states) {
    for (let pair = s * actions; pair < (s + 1) * actions; pair++) {
      for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) {
        const weight = model.probability[k]!
        if (weight === 0) continue
        const next = model.next[k]!
        entering[next] = entering[next]! + reward[k]!
        entries[next] = entries[next]! + 1
        const triple = merged.get(pair * states + next) ?? { weight: 0, sum: 0 }
        triple.weight += weight
        triple.sum += weight * reward[k]!
        merged.set(pair * states + next, triple)
      }
    }
  }
  for (let s = 0; s < states; s++) if (entries[s]! > 0) entering[s] = entering[s]! / entries[s]!
  const keys = Float64Array.from(merged.keys()).sort()
  const corrections = keys.map(key => {
    const { weight, sum } = merged.get(key)!
    return sum / weight - entering[key % states]!
  })
  return { states, actions, entering, leaving: new Float64Array(states), keys, corrections }
}

/** R + gamma phi(s') - phi(s) on all triples. `potential` [S] */
export function withPotential(reward: TripleReward, potential: Float64Array, discount: number): TripleReward {
  return {
    ...reward,
    entering: reward.entering.map((value, s) => value + discount * potential[s]!),
    leaving: reward.leaving.map((value, s) => value - potential[s]!),
  }
}

/**
 * Distance of two rewards of one world, 0 to 1. A constant reward has no correlation with anything: two of them are at
 * distance 0, one of them at sqrt(1/2).
 */
export function epicDistance(a: TripleReward, b: TripleReward, discount: number): number {
  const ca = canonical(a, discount)
  const cb = canonical(b, discount)
  const varianceA = covariance(ca, ca)
  const varianceB = covariance(cb, cb)
  const constantA = varianceA <= roundingOf(a)
  const constantB = varianceB <= roundingOf(b)
  if (constantA || constantB) return constantA && constantB ? 0 : Math.SQRT1_2
  const correlation = covariance(ca, cb) / Math.sqrt(varianceA * varianceB)
  return Math.sqrt(Math.max(0, 1 - correlation) / 2)
}

/** C(R) up to a constant, which correlation cannot see: in(s') + out(s) + correction, each centred. */
function canonical(reward: TripleReward, discount: number): TripleReward {
  const { states, actions, keys, corrections } = reward
  const meanEntering = mean(reward.entering)
  const expected = reward.leaving.map(value => value + meanEntering)
  keys.forEach((key, i) => {
    const s = Math.floor(key / (states * actions))
    expected[s] = expected[s]! + corrections[i]! / (actions * states)
  })
  return {
    ...reward,
    entering: centred(reward.entering.map((value, s) => value + discount * expected[s]!)),
    leaving: centred(reward.leaving.map((value, s) => value - expected[s]!)),
  }
}

/** Over independent uniform s, a, s'; the parts are centred, the corrections not. */
function covariance(a: TripleReward, b: TripleReward): number {
  const { states, actions } = a
  const triples = states * actions * states
  let sum = mean(a.entering.map((value, s) => value * b.entering[s]!))
  sum += mean(a.leaving.map((value, s) => value * b.leaving[s]!))
  let meanA = 0
  let meanB = 0
  let cross = 0
  a.keys.forEach((key, i) => {
    const s = Math.floor(key / (states * actions))
    const next = key % states
    const ca = a.corrections[i]!
    const cb = b.corrections[i]!
    meanA += ca
    meanB += cb
    cross += ca * (b.entering[next]! + b.leaving[s]! + cb) + cb * (a.entering[next]! + a.leaving[s]!)
  })
  return sum + cross / triples - (meanA / triples) * (meanB / triples)
}

/** Variance that rounding alone can leave. */
function roundingOf({ entering, leaving, corrections }: TripleReward): number {
  let largest = 0
  for (const values of [entering, leaving, corrections]) {
    for (const value of values) largest = Math.max(largest, Math.abs(value))
  }
  return 1e-24 * largest * largest
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

function centred(values: Float64Array): Float64Array {
  const centre = mean(values)
  return values.map(value => value - centre)
}
