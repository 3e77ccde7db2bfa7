/** What a robot on the page does next, by a policy that has chances for every action. */
import type { Rng } from '../core/rng.ts'

/** An action by the probabilities of one state. @param policy [S x A] */
export function drawnAction(policy: Float64Array, actions: number, state: number, rng: Rng): number {
  let left = rng.uniform()
  for (let action = 0; action < actions - 1; action++) {
    left -= policy[state * actions + action]!
    if (left < 0) return action
  }
  return actions - 1
}
