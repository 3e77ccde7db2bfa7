/**
 * Epsilon-greedy actions in parallel environments: with probability epsilon any action, else the best. Where random actions
 * last, one that begins goes on for n steps of its environment, or to the episode's end, with
 *
 *   P(n) = n^-2 / zeta(2),   zeta(2) = pi^2 / 6,   n up to 1000,
 *
 * mostly a step or two but now and then many, which carries a robot where trembling would not. Will Dabney, Georg Ostrovski
 * and Andre Barreto, "Temporally-extended epsilon-greedy exploration", ICLR 2021 (https://arxiv.org/abs/2006.01782).
 */
import type { AgentState, Batch } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { loadArray } from './learner-state.ts'

const ZETA_2 = (Math.PI * Math.PI) / 6
const LONGEST = 1000

export class EpsilonGreedy {
  private readonly actions: number
  /** Steps that a random action still goes on, by environment. */
  private readonly left: Int32Array
  /** That action. */
  private readonly lasting: Int32Array

  constructor(environments: number, actions: number) {
    this.actions = actions
    this.left = new Int32Array(environments)
    this.lasting = new Int32Array(environments)
  }

  /** Replaces some of the best actions, one per environment, by random ones. @param lasts do random actions last? */
  explore(best: Float32Array, epsilon: number, lasts: boolean, rng: Rng): void {
    const { left, lasting, actions } = this
    for (let i = 0; i < left.length; i++) {
      if (!(lasts && left[i]! > 0)) {
        if (rng.uniform() >= epsilon) continue
        lasting[i] = rng.integer(actions)
        left[i] = lasts ? duration(rng.uniform()) : 1
      }
      left[i]!--
      best[i] = lasting[i]!
    }
  }

  /** What lasts ends with its episode. */
  endEpisodes({ size, terminated, truncated }: Batch): void {
    for (let i = 0; i < size; i++) if (terminated[i] || truncated[i]) this.left[i] = 0
  }

  save(): AgentState {
    return {
      arrays: { 'exploration.left': this.left.slice(), 'exploration.lasting': this.lasting.slice() },
      numbers: {},
    }
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    loadArray(state, 'exploration.left', this.left)
    loadArray(state, 'exploration.lasting', this.lasting)
  }
}

/** n of the distribution above from a number in [0, 1). */
export function duration(u: number): number {
  let rest = u * ZETA_2
  for (let n = 1; n < LONGEST; n++) {
    rest -= 1 / (n * n)
    if (rest < 0) return n
  }
  return LONGEST
}
