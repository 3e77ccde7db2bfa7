/**
 * Regret as what people compare: not what a clip collected, but how much worse it was than the best that could have been made
 * of its start. W. Bradley Knox, Stephane Hatgis-Kessell, Serena Booth, Scott Niekum, Peter Stone & Alessandro Allievi, "Models
 * of human preference for learning reward functions", TMLR 2024 (https://arxiv.org/abs/2206.02231).
 *
 *   -regret = sum_t [ r_t + discount V*(s_t+1) - V*(s_t) ],   V* = w . psi + V_task
 *
 * psi are the successor features of the policy that is best for the current reward, so that regret is linear in w while the
 * policy stands; fit and policy are found by turns. Luck counts: V* is that of the states the clip came to.
 */
import type { TabularWorld } from '../core/environment.ts'
import { valueIteration } from '../core/planning.ts'
import { type ClipFeatures, type FeatureTable, rowSums, type SegmentFeatures } from './features.ts'
import type { Reachable } from './reachable.ts'

const DISCOUNT = 0.99
const SWEEPS = 300
const SETTLED = 1e-7

/** Discounted visits to feature rows, and discounted task reward, of one policy from each state on. */
export interface Successors {
  /** [S x R] */
  readonly visits: Float64Array
  /** [S] */
  readonly task: Float64Array
}

/** Of the policy that is best for `total` reward. [K] */
export function successorsOf(
  { model }: TabularWorld,
  { states }: Reachable,
  table: FeatureTable,
  total: Float64Array,
): Successors {
  const { greedy } = valueIteration(model, { discount: DISCOUNT, reward: total, maxSweeps: SWEEPS * 10 })
  const { rows, rowOf } = table
  const visits = new Float64Array(model.states * rows)
  const task = new Float64Array(model.states)
  const fresh = new Float64Array(rows)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let change = 0
    for (let i = 0; i < states.length; i++) {
      const state = states[sweep % 2 === 0 ? i : states.length - 1 - i]!
      const pair = state * model.actions + greedy[state]!
      let reward = 0
      fresh.fill(0)
      for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) {
        const p = model.probability[k]!
        const next = model.next[k]!
        fresh[rowOf[k]!] = fresh[rowOf[k]!]! + p
        reward += p * model.reward[k]!
        if (model.terminated[k]) continue
        reward += p * DISCOUNT * task[next]!
        for (let row = 0; row < rows; row++) {
          fresh[row] = fresh[row]! + p * DISCOUNT * visits[next * rows + row]!
        }
      }
      change = Math.max(change, Math.abs(reward - task[state]!))
      for (let row = 0; row < rows; row++) {
        change = Math.max(change, Math.abs(fresh[row]! - visits[state * rows + row]!))
      }
      task[state] = reward
      visits.set(fresh, state * rows)
    }
    if (change < SETTLED) break
  }
  return { visits, task }
}

/** A segment's regret, below zero, as features. */
export function negativeRegret(
  { model }: TabularWorld,
  table: FeatureTable,
  { visits, task }: Successors,
): SegmentFeatures {
  const { rows: count, rowOf } = table
  const rows = Int32Array.from({ length: count }, (_, row) => row)
  return ({ states, outcomes, weights: shares }): ClipFeatures => {
    const weights = new Float64Array(count)
    let taskReward = 0
    outcomes.forEach((k, t) => {
      const share = shares ? shares[t]! : 1
      const [before, after] = [states[t]!, states[t + 1]!]
      const goesOn = model.terminated[k] ? 0 : DISCOUNT
      weights[rowOf[k]!] = weights[rowOf[k]!]! + share
      taskReward += share * (model.reward[k]! + goesOn * task[after]! - task[before]!)
      for (let row = 0; row < count; row++) {
        const gain = goesOn * visits[after * count + row]! - visits[before * count + row]!
        weights[row] = weights[row]! + share * gain
      }
    })
    return { rows, weights, sums: rowSums(table, rows, weights), taskReward }
  }
}
