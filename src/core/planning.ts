/**
 * Exact planning on a finite MDP: the yardstick beside every learner. Value iteration
 *
 *   V(s) <- max_a sum_k p_k (r_k + discount V(s'_k) [k does not terminate])
 *
 * in place (Gauss-Seidel), the sweeps going forward and backward by turns. Bellman, "Dynamic Programming", 1957; Sutton
 * & Barto, "Reinforcement Learning: An Introduction", 2nd ed., 2018, sections 4.1 and 4.4
 * (http://incompleteideas.net/book/the-book-2nd.html). Terminated outcomes never bootstrap. `reward` replaces the task's
 * reward, one amount per outcome, so shaped and learned rewards are planned for in the same way.
 */
import { PlaygroundError } from './errors.ts'
import type { TabularModel } from './tabular-model.ts'

export interface PlanningOptions {
  /** 0 to 1; 1 suits worlds whose every good policy ends. */
  readonly discount: number
  /** Reward by outcome; the task's when left out. [K] */
  readonly reward?: Float64Array | undefined
  /** Stops when no value moved by more in a sweep (or by a few units in the last place). Default 1e-13. */
  readonly tolerance?: number | undefined
  /** Gives up after this many sweeps. Default 100,000. */
  readonly maxSweeps?: number | undefined
}

export interface Plan {
  /** V*. [S] */
  readonly values: Float64Array
  /** Q*. [S x A] */
  readonly actionValues: Float64Array
  /** First best action, values within 1e-10 (relative above 1) counting as equal. [S] */
  readonly greedy: Int32Array
  readonly sweeps: number
  /** False when `maxSweeps` ran out: an undiscounted world whose reward can be collected for ever. */
  readonly converged: boolean
}

/** Optimal values of the discounted (or ending) task. */
export function valueIteration(model: TabularModel, options: PlanningOptions): Plan {
  const { states, actions } = model
  const reward = checkedReward(model, options.reward)
  const values = new Float64Array(states)
  const { sweeps, converged } = sweepUntilStill(values, options, state => {
    let best = -Infinity
    for (let action = 0; action < actions; action++) {
      best = Math.max(best, backup(model, reward, options.discount, values, state * actions + action))
    }
    return best
  })
  const actionValues = actionValuesOf(model, values, options.discount, reward)
  return { values, actionValues, greedy: greedyActions(actionValues, actions), sweeps, converged }
}

/**
 * Values of a fixed policy.
 * @param policy action probabilities [S x A], or one action per state [S] as Int32Array.
 * @returns V by state [S]; the state reached when the sweeps run out where the policy never ends and `discount` is 1.
 */
export function evaluatePolicy(
  model: TabularModel,
  policy: Float64Array | Int32Array,
  discount: number,
  reward?: Float64Array,
): Float64Array {
  const amounts = checkedReward(model, reward)
  const probabilities = policyProbabilities(model, policy)
  const values = new Float64Array(model.states)
  sweepUntilStill(values, { discount }, state => {
    let value = 0
    for (let pair = state * model.actions; pair < (state + 1) * model.actions; pair++) {
      const probability = probabilities[pair]!
      if (probability !== 0) value += probability * backup(model, amounts, discount, values, pair)
    }
    return value
  })
  return values
}

/**
 * Expected undiscounted return of an episode cut after `horizon` steps, from the start distribution. `optimal` may look
 * at the clock, so no policy does better; `random` takes every action alike.
 */
export function finiteHorizonReturn(
  model: TabularModel,
  horizon: number,
  policy: Float64Array | Int32Array | 'optimal' | 'random',
  reward?: Float64Array,
): number {
  const { states, actions } = model
  const amounts = checkedReward(model, reward)
  const probabilities =
    policy === 'optimal'
      ? null
      : policyProbabilities(model, policy === 'random' ? uniformPolicy(model) : policy)
  let values = new Float64Array(states)
  let next = new Float64Array(states)
  for (let step = 0; step < horizon; step++) {
    for (let state = 0; state < states; state++) {
      let value = probabilities ? 0 : -Infinity
      for (let pair = state * actions; pair < (state + 1) * actions; pair++) {
        const probability = probabilities ? probabilities[pair]! : 1
        if (probability === 0) continue
        const backedUp = backup(model, amounts, 1, values, pair)
        value = probabilities ? value + probability * backedUp : Math.max(value, backedUp)
      }
      next[state] = value
    }
    ;[values, next] = [next, values]
  }
  return startValue(model, values)
}

/** The best any policy can do within the time limit. */
export const optimalReturnWithin = (model: TabularModel, horizon: number): number =>
  finiteHorizonReturn(model, horizon, 'optimal')

/** Mean of state values over the start distribution. */
export function startValue(model: TabularModel, values: Float64Array): number {
  let sum = 0
  for (const state of model.startStates) sum += values[state]!
  return sum / model.startStates.length
}

/** Every action alike. [S x A] */
export const uniformPolicy = (model: TabularModel): Float64Array =>
  new Float64Array(model.states * model.actions).fill(1 / model.actions)

/** Q from V by one backup. [S x A] */
export function actionValuesOf(
  model: TabularModel,
  values: Float64Array,
  discount: number,
  reward: Float64Array = model.reward,
): Float64Array {
  const actionValues = new Float64Array(model.states * model.actions)
  for (let pair = 0; pair < actionValues.length; pair++) {
    actionValues[pair] = backup(model, reward, discount, values, pair)
  }
  return actionValues
}

/** 1 for states an episode can be in while it runs (terminal and unreachable states are 0). [S] */
export function reachableStates(model: TabularModel): Uint8Array {
  const reached = new Uint8Array(model.states)
  const frontier = [...model.startStates]
  for (const state of frontier) reached[state] = 1
  for (let state = frontier.pop(); state !== undefined; state = frontier.pop()) {
    const end = model.offsets[(state + 1) * model.actions]!
    for (let outcome = model.offsets[state * model.actions]!; outcome < end; outcome++) {
      const next = model.next[outcome]!
      if (model.terminated[outcome] || model.probability[outcome] === 0 || reached[next]) continue
      reached[next] = 1
      frontier.push(next)
    }
  }
  return reached
}

/**
 * States (reachable, not terminal) where an action that is best under task reward plus `extraReward` is not best under
 * the task reward alone. Empty for every potential-based term (Ng, Harada & Russell, ICML 1999).
 * With discount 1 a reward that can be collected for ever never settles; the answer then rests on the last of 10,000 sweeps.
 * @param extraReward amount by outcome. [K]
 * @param tolerance values closer than this, times the largest value when that is above 1, count as equal.
 */
export function changedStates(
  model: TabularModel,
  discount: number,
  extraReward: Float64Array,
  tolerance = 1e-9,
): number[] {
  const task = valueIteration(model, { discount })
  const reward = model.reward.map((amount, outcome) => amount + extraReward[outcome]!)
  const shaped = valueIteration(model, { discount, reward, maxSweeps: 10_000 })
  const taskMargin = tolerance * scaleOf(task.values)
  const shapedMargin = tolerance * scaleOf(shaped.values)
  const reachable = reachableStates(model)
  const changed: number[] = []
  for (let state = 0; state < model.states; state++) {
    if (!reachable[state]) continue
    for (let pair = state * model.actions; pair < (state + 1) * model.actions; pair++) {
      const bestWhenShaped = shaped.actionValues[pair]! >= shaped.values[state]! - shapedMargin
      const bestForTask = task.actionValues[pair]! >= task.values[state]! - taskMargin
      if (!bestWhenShaped || bestForTask) continue
      changed.push(state)
      break
    }
  }
  return changed
}

function backup(
  model: TabularModel,
  reward: Float64Array,
  discount: number,
  values: Float64Array,
  pair: number,
): number {
  const end = model.offsets[pair + 1]!
  let sum = 0
  for (let outcome = model.offsets[pair]!; outcome < end; outcome++) {
    const future = model.terminated[outcome] ? 0 : discount * values[model.next[outcome]!]!
    sum += model.probability[outcome]! * (reward[outcome]! + future)
  }
  return sum
}

function sweepUntilStill(
  values: Float64Array,
  { tolerance = 1e-13, maxSweeps = 100_000 }: PlanningOptions,
  newValue: (state: number) => number,
): { sweeps: number; converged: boolean } {
  const last = values.length - 1
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let change = 0
    for (let i = 0; i <= last; i++) {
      const state = sweep % 2 === 0 ? i : last - i
      const value = newValue(state)
      change = Math.max(change, Math.abs(value - values[state]!))
      values[state] = value
    }
    if (change <= Math.max(tolerance, 4 * Number.EPSILON * scaleOf(values))) {
      return { sweeps: sweep + 1, converged: true }
    }
  }
  return { sweeps: maxSweeps, converged: false }
}

function greedyActions(actionValues: Float64Array, actions: number): Int32Array {
  const greedy = new Int32Array(actionValues.length / actions)
  for (let state = 0; state < greedy.length; state++) {
    const row = actionValues.subarray(state * actions, (state + 1) * actions)
    const best = row.reduce((a, b) => Math.max(a, b))
    const margin = 1e-10 * Math.max(1, Math.abs(best))
    greedy[state] = row.findIndex(value => value >= best - margin)
  }
  return greedy
}

/** The largest magnitude, at least 1. */
const scaleOf = (values: Float64Array): number =>
  values.reduce((scale, value) => Math.max(scale, Math.abs(value)), 1)

function policyProbabilities(model: TabularModel, policy: Float64Array | Int32Array): Float64Array {
  if (policy instanceof Int32Array && policy.length === model.states) {
    const probabilities = new Float64Array(model.states * model.actions)
    policy.forEach((action, state) => {
      probabilities[state * model.actions + action] = 1
    })
    return probabilities
  }
  if (policy instanceof Float64Array && policy.length === model.states * model.actions) return policy
  throw new PlaygroundError(
    'bad-policy',
    `A policy of length ${policy.length} does not fit ${model.states} states and ${model.actions} actions.`,
  )
}

function checkedReward(model: TabularModel, reward: Float64Array = model.reward): Float64Array {
  if (reward.length === model.outcomes) return reward
  throw new PlaygroundError(
    'bad-reward-table',
    `A reward table of length ${reward.length} does not fit ${model.outcomes} outcomes.`,
  )
}
