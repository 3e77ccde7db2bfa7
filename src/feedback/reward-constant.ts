/**
 * The additive constant. Clips of equal length are compared by the difference of their sums, so adding any number to
 * the learned reward of every step changes no likelihood, and yet it changes the best policy: a constant above the
 * step cost pays a robot for never arriving (measured: walking in circles in 18 to 20 of 20 gardens).
 *
 * Here the usual step is the zero: the median over the cells that can be entered, goals left out, is subtracted. What is
 * below zero is a penalty and is taken as it is. What is above is a bonus, which pays for walking in circles if it is large;
 * how much of it may be paid is for `bonus-limit.ts` to say. Beside a task reward the best-liked goal is the zero of goals:
 * where there is one kind of goal it keeps its task reward alone. Where the learned reward stands alone, goals keep what is
 * above the usual step.
 */
import type { TabularWorld } from '../core/environment.ts'
import type { Reachable } from './reachable.ts'

/** A learned reward whose constant is settled. Outcomes that cannot happen are 0. */
export interface SettledReward {
  /** Penalties, and what goals are worth. [K] */
  readonly base: Float64Array
  /** What is liked above the usual step, goals left out; not negative. [K] */
  readonly bonus: Float64Array
}

/** @param alone the learned reward replaces the task's instead of standing beside it. @returns from a table by outcome. [K] */
export function constantSettler(
  { model, board }: TabularWorld,
  { outcomes, from }: Reachable,
  alone: boolean,
): (table: Float64Array) => SettledReward {
  const goal = goalOutcomes(model, outcomes)
  const cells = board.rows * board.columns
  const ordinary = outcomes.filter(k => goal[k] === 0)
  const entering = ordinary.filter(k => model.next[k] !== from[k])
  const typical = entering.length > 0 ? entering : ordinary

  return table => {
    const sums = new Float64Array(cells)
    const counts = new Int32Array(cells)
    for (const k of typical) {
      const cell = board.cellOfState[model.next[k]!]!
      sums[cell] = sums[cell]! + table[k]!
      counts[cell] = counts[cell]! + 1
    }
    const means = sums.map((sum, cell) => sum / counts[cell]!).filter((_, cell) => counts[cell]! > 0)
    const usual = upperMedian(means)
    const bestGoal = outcomes.reduce((most, k) => (goal[k] ? Math.max(most, table[k]!) : most), -Infinity)
    const base = new Float64Array(model.outcomes)
    const bonus = new Float64Array(model.outcomes)
    for (const k of outcomes) {
      const above = table[k]! - usual
      if (goal[k] === 0) {
        base[k] = Math.min(0, above)
        bonus[k] = Math.max(0, above)
      } else base[k] = alone ? Math.max(0, above) : table[k]! - bestGoal
    }
    return { base, bonus }
  }
}

/** Outcomes that end the MDP as well as it can end, and all of a kind of `goal`. [K] */
export function goalOutcomes(model: TabularWorld['model'], outcomes: Int32Array): Uint8Array {
  const endings = outcomes.filter(k => model.terminated[k] === 1)
  const best = endings.reduce((most, k) => Math.max(most, model.reward[k]!), Number.NEGATIVE_INFINITY)
  const goal = new Uint8Array(model.outcomes)
  for (const k of endings) {
    if (model.reward[k] === best || model.kinds[model.kind[k]!]!.startsWith('goal')) goal[k] = 1
  }
  return goal
}

/** The larger of the two middle values where their number is even; 0 of none. */
function upperMedian(values: Float64Array): number {
  return Float64Array.from(values).sort()[Math.floor(values.length / 2)] ?? 0
}
