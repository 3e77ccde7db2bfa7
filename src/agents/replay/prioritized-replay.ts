/**
 * Prioritised replay, proportional: transitions whose value came as a surprise are drawn more often, and count for less in
 * return, so that the expectation stays nearly what uniform draws would give.
 *
 *   P(i) = p_i^alpha / sum_k p_k^alpha,   p_i = |temporal-difference error| + 1e-6
 *   w_i = (N P(i))^-beta, divided by the largest of the batch
 *
 * New transitions get the largest priority so far, to be seen at least once soon. A batch's draws are spread over equal
 * stretches of the sum. Tom Schaul, John Quan, Ioannis Antonoglou and David Silver, "Prioritized experience replay",
 * ICLR 2016 (https://arxiv.org/abs/1511.05952).
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { AgentState } from '../../core/agent.ts'
import { PlaygroundError } from '../../core/errors.ts'
import type { Rng } from '../../core/rng.ts'
import { loadNumber } from '../learner-state.ts'
import { SumTree } from './sum-tree.ts'

const LEAST_PRIORITY = 1e-6

export class PrioritizedReplay {
  private readonly tree: SumTree
  private readonly alpha: number
  /** p^alpha */
  private largest = 1

  /** @param alpha 0 draws uniformly, 1 in proportion to the errors. */
  constructor(capacity: number, alpha: number) {
    this.tree = new SumTree(capacity)
    this.alpha = alpha
  }

  /** A new transition lies at `slot`. */
  add(slot: number): void {
    this.tree.set(slot, this.largest)
  }

  /**
   * @param filled transitions there are. @param beta 0 to 1, how much of the bias is taken back.
   * @param slots, weights [count]
   */
  sample(slots: Int32Array, weights: Float64Array, filled: number, beta: number, rng: Rng): void {
    const { tree } = this
    const count = slots.length
    const stretch = tree.total / count
    let most = 0
    for (let i = 0; i < count; i++) {
      const slot = tree.find((i + rng.uniform()) * stretch)
      const weight = power((filled * tree.weight(slot)) / tree.total, -beta)
      slots[i] = slot
      weights[i] = weight
      most = Math.max(most, weight)
    }
    for (let i = 0; i < count; i++) weights[i]! /= most
  }

  /** @param errors temporal-difference errors of the transitions at `slots`. [count] */
  update(slots: Int32Array, errors: Float64Array): void {
    for (let i = 0; i < slots.length; i++) {
      const priority = power(Math.abs(errors[i]!) + LEAST_PRIORITY, this.alpha)
      this.largest = Math.max(this.largest, priority)
      this.tree.set(slots[i]!, priority)
    }
  }

  save(filled: number): AgentState {
    return {
      arrays: { 'replay.priorities': this.tree.weights(filled) },
      numbers: { 'replay.largestPriority': this.largest },
    }
  }

  /** @throws PlaygroundError `bad-checkpoint`; nothing has changed then. */
  load(state: AgentState, filled: number): void {
    const largest = loadNumber(state, 'replay.largestPriority')
    const priorities = state.arrays['replay.priorities']
    if (!(priorities instanceof Float64Array) || priorities.length !== filled) {
      throw new PlaygroundError(
        'bad-checkpoint',
        `agent.arrays.replay.priorities are not ${filled} numbers.`,
        {
          path: 'agent.arrays.replay.priorities',
        },
      )
    }
    this.tree.fill(priorities)
    this.largest = largest
  }
}

/** x^exponent of x above 0. */
const power = (x: number, exponent: number): number => exp(exponent * ln(x))
