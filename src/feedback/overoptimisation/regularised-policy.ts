/**
 * The best policy that stays near a reference policy, exactly, within a horizon: the maximum of
 *
 *   J(pi) = E_pi[sum_t r_t] - (1 / strength) KL(pi || reference),  KL over whole trajectories,
 *
 * found backwards in time as V(s) = (1 / strength) log sum_a reference(a|s) exp(strength Q(s, a)) and
 * pi(a|s) = reference(a|s) exp(strength (Q(s, a) - V(s))). Ziebart, "Modeling purposeful adaptive behavior with the
 * principle of maximum causal entropy", 2010; Todorov, "Efficient computation of optimal actions", PNAS 2009
 * (https://doi.org/10.1073/pnas.0710743106). The larger the strength, the farther the policy goes for the reward.
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { TabularModel } from '../../core/tabular-model.ts'

/** exp of it is below what adding to 1 can show. */
const NEVER = -45

export interface RegularisedBehaviour {
  /** sqrt(KL(policy || reference)) of trajectories, from the start distribution. */
  readonly distance: number
  /** How often each outcome happens in an episode; the dot product with any reward is its expected return. [K] */
  readonly occupancy: Float64Array
}

/**
 * @param reward by outcome. [K]
 * @param reference action probabilities. [S x A]
 * @param strength above 0, in 1 / reward; 0 is the reference itself.
 * @param horizon steps after which an episode is cut.
 * @param met states that an episode can come to, all unless given: leaving out others saves time and changes nothing.
 */
export function regularisedBehaviour(
  model: TabularModel,
  reward: Float64Array,
  reference: Float64Array,
  strength: number,
  horizon: number,
  met: ArrayLike<number> = Int32Array.from({ length: model.states }, (_, state) => state),
): RegularisedBehaviour {
  const { policy, divergence } = regularisedPolicy(model, reward, reference, strength, horizon, met)
  return rollForward(model, policy, divergence, horizon)
}

/** Return under a reward of what a behaviour does. */
export function returnOf(occupancy: Float64Array, reward: Float64Array): number {
  let sum = 0
  for (let k = 0; k < occupancy.length; k++) sum += occupancy[k]! * reward[k]!
  return sum
}

/** Policy by time [H x S x A] and its KL from the reference in each state [H x S]. */
function regularisedPolicy(
  model: TabularModel,
  reward: Float64Array,
  reference: Float64Array,
  strength: number,
  horizon: number,
  met: ArrayLike<number>,
): { policy: Float64Array; divergence: Float64Array } {
  const { states, actions } = model
  const policy = new Float64Array(horizon * states * actions)
  const divergence = new Float64Array(horizon * states)
  const scores = new Float64Array(actions)
  let values = new Float64Array(states)
  let later = new Float64Array(states)
  for (let time = horizon - 1; time >= 0; time--) {
    ;[values, later] = [later, values]
    for (let i = 0; i < met.length; i++) {
      const state = met[i]!
      const row = state * actions
      const at = (time * states + state) * actions
      let best = -Infinity
      for (let action = 0; action < actions; action++) {
        scores[action] = strength * actionValue(model, reward, later, row + action)
        if (reference[row + action]! > 0) best = Math.max(best, scores[action]!)
      }
      let total = 0
      for (let action = 0; action < actions; action++) {
        const weight = reference[row + action]!
        const behind = scores[action]! - best
        const unnormalised = weight > 0 && behind > NEVER ? weight * exp(behind) : 0
        policy[at + action] = unnormalised
        total += unnormalised
      }
      const logTotal = ln(total)
      let gap = 0
      for (let action = 0; action < actions; action++) {
        const probability = policy[at + action]! / total
        policy[at + action] = probability
        if (probability > 0) gap += probability * (scores[action]! - best - logTotal)
      }
      divergence[time * states + state] = gap
      values[state] = strength > 0 ? (best + logTotal) / strength : 0
    }
  }
  return { policy, divergence }
}

function actionValue(model: TabularModel, reward: Float64Array, later: Float64Array, pair: number): number {
  const end = model.offsets[pair + 1]!
  let value = 0
  for (let k = model.offsets[pair]!; k < end; k++) {
    value += model.probability[k]! * (reward[k]! + (model.terminated[k] ? 0 : later[model.next[k]!]!))
  }
  return value
}

function rollForward(
  model: TabularModel,
  policy: Float64Array,
  divergence: Float64Array,
  horizon: number,
): RegularisedBehaviour {
  const { states, actions } = model
  const occupancy = new Float64Array(model.outcomes)
  let present = new Float64Array(states)
  let next = new Float64Array(states)
  for (const start of model.startStates) present[start] = present[start]! + 1 / model.startStates.length
  let kl = 0
  for (let time = 0; time < horizon; time++) {
    next.fill(0)
    for (let state = 0; state < states; state++) {
      const here = present[state]!
      if (here === 0) continue
      kl += here * divergence[time * states + state]!
      for (let action = 0; action < actions; action++) {
        const taken = here * policy[(time * states + state) * actions + action]!
        if (taken === 0) continue
        const pair = state * actions + action
        const end = model.offsets[pair + 1]!
        for (let k = model.offsets[pair]!; k < end; k++) {
          const happens = taken * model.probability[k]!
          occupancy[k] = occupancy[k]! + happens
          if (!model.terminated[k]) next[model.next[k]!] = next[model.next[k]!]! + happens
        }
      }
    }
    ;[present, next] = [next, present]
  }
  return { distance: Math.sqrt(Math.max(0, kl)), occupancy }
}
