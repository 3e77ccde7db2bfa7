/**
 * How large bonuses may be: the largest factor at which the best policy still reaches the goal from every state it reaches it
 * from without them, found by bisection with the planner. A factor above that pays a robot for never arriving.
 *
 * For each factor values are improved from those of the policy that goes to the goal; a way round in circles pays if and only
 * if a step of it is then better than going on (policy improvement: Howard, "Dynamic Programming and Markov Processes", 1960).
 */
import type { TabularModel } from '../core/tabular-model.ts'
import type { Reachable } from './reachable.ts'

export interface BonusLimit {
  readonly model: TabularModel
  readonly reach: Reachable
  /** 1 for outcomes that end at a goal. [K] */
  readonly goal: Uint8Array
  readonly discount: number
}

const SWEEPS = 200
const SETTLED = 1e-9
/** A policy must reach the goal as surely as without bonuses, but for this. */
const SURE = 0.01
const BISECTIONS = 8
/** Of the largest factor, so that a learner who estimates values sees the difference. */
const MARGIN = 0.8

/**
 * @param base reward by outcome without bonuses, task included. [K]
 * @param bonus what is liked, not negative. [K]
 * @returns a factor for all bonuses, 0 to 1.
 */
export function bonusFactor(limit: BonusLimit, base: Float64Array, bonus: Float64Array): number {
  const values = new Float64Array(limit.model.states)
  const wanted = goalChance(limit, improved(limit, base, values))
  const arrives = (factor: number) => {
    const reward = base.map((amount, k) => amount + factor * bonus[k]!)
    const chance = goalChance(limit, improved(limit, reward, values.slice()))
    return limit.reach.states.every(state => chance[state]! >= wanted[state]! - SURE)
  }
  if (arrives(1 / MARGIN)) return 1
  // In powers of two first: what is learned may be any number of times too large.
  let low = 1
  while (low > 1e-4 && !arrives(low)) low /= 2
  if (low <= 1e-4) return 0
  let high = Math.min(2 * low, 1 / MARGIN)
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2
    if (arrives(middle)) low = middle
    else high = middle
  }
  return MARGIN * low
}

/** Sweeps `values` [S] towards the best; returns the first best action of each state. [S] */
function improved({ model, reach, discount }: BonusLimit, reward: Float64Array, values: Float64Array) {
  const { states } = reach
  const { actions } = model
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let change = 0
    for (let i = 0; i < states.length; i++) {
      const state = states[sweep % 2 === 0 ? i : states.length - 1 - i]!
      let best = -Infinity
      for (let action = 0; action < actions; action++) {
        best = Math.max(best, actionValue(model, reward, discount, values, state * actions + action))
      }
      change = Math.max(change, Math.abs(best - values[state]!))
      values[state] = best
    }
    if (change < SETTLED) break
  }
  const greedy = new Int32Array(model.states)
  for (const state of states) {
    let best = -Infinity
    for (let action = 0; action < actions; action++) {
      const value = actionValue(model, reward, discount, values, state * actions + action)
      if (value <= best + SETTLED) continue
      best = value
      greedy[state] = action
    }
  }
  return greedy
}

/** Chance of ending at a goal by state. [S] */
function goalChance({ model, reach, goal }: BonusLimit, policy: Int32Array): Float64Array {
  const chance = new Float64Array(model.states)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let change = 0
    for (let i = 0; i < reach.states.length; i++) {
      const state = reach.states[sweep % 2 === 0 ? i : reach.states.length - 1 - i]!
      const pair = state * model.actions + policy[state]!
      let sum = 0
      for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) {
        sum += model.probability[k]! * (model.terminated[k] ? goal[k]! : chance[model.next[k]!]!)
      }
      change = Math.max(change, sum - chance[state]!)
      chance[state] = sum
    }
    if (change < SETTLED) break
  }
  return chance
}

function actionValue(
  { offsets, probability, next, terminated }: TabularModel,
  reward: Float64Array,
  discount: number,
  values: Float64Array,
  pair: number,
): number {
  let sum = 0
  for (let k = offsets[pair]!; k < offsets[pair + 1]!; k++) {
    sum += probability[k]! * (reward[k]! + (terminated[k] ? 0 : discount * values[next[k]!]!))
  }
  return sum
}
