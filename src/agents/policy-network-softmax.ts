/**
 * Softmax policies over logits and their policy gradient.
 *
 *   pi(a) = exp(z_a) / sum_b exp(z_b)          H = - sum_a pi(a) ln pi(a)
 *   loss = - advantage ln pi(a) - entropyWeight H
 *   d loss / d z_b = advantage (pi(b) - [b = a]) + entropyWeight pi(b) (ln pi(b) + H)
 *
 * Sutton & Barto, "Reinforcement Learning: An Introduction", 2nd ed., 2018, sections 13.1 to 13.3
 * (http://incompleteideas.net/book/the-book-2nd.html). Entropy: Ronald Williams and Jing Peng, "Function optimization using
 * connectionist reinforcement learning algorithms", Connection Science 3, 1991
 * (https://doi.org/10.1080/09540099108946587).
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { Rng } from '../core/rng.ts'

/** Probabilities of the rows of `logits` [size x actions] into `probabilities` of the same shape. */
export function softmax(
  logits: Float32Array,
  size: number,
  actions: number,
  probabilities: Float64Array,
): void {
  for (let row = 0; row < size * actions; row += actions) {
    let largest = -Infinity
    for (let a = row; a < row + actions; a++) largest = Math.max(largest, logits[a]!)
    let sum = 0
    for (let a = row; a < row + actions; a++) {
      const weight = exp(logits[a]! - largest)
      probabilities[a] = weight
      sum += weight
    }
    for (let a = row; a < row + actions; a++) probabilities[a] = probabilities[a]! / sum
  }
}

/** An action by the probabilities of row `row`, by one uniform draw. */
export function sampleAction(probabilities: Float64Array, row: number, actions: number, rng: Rng): number {
  let left = rng.uniform()
  for (let action = 0; action < actions - 1; action++) {
    left -= probabilities[row * actions + action]!
    if (left < 0) return action
  }
  return actions - 1
}

/**
 * Slopes of the mean loss of `size` decisions by their logits, into `slopes` [size x actions].
 * @param taken the action of each row. [size]
 * @param advantages how much better than expected each turned out. [size]
 */
export function policyGradient(
  probabilities: Float64Array,
  actions: number,
  taken: Int32Array,
  advantages: Float64Array,
  entropyWeight: number,
  slopes: Float32Array,
): void {
  const size = advantages.length
  for (let i = 0; i < size; i++) {
    const row = i * actions
    let negativeEntropy = 0
    for (let a = row; a < row + actions; a++) negativeEntropy += surprise(probabilities[a]!)
    for (let action = 0; action < actions; action++) {
      const p = probabilities[row + action]!
      const pull = advantages[i]! * (p - (action === taken[i] ? 1 : 0))
      const spread = entropyWeight * (surprise(p) - p * negativeEntropy)
      slopes[row + action] = (pull + spread) / size
    }
  }
}

/** p ln p, 0 at 0. */
const surprise = (p: number): number => (p > 0 ? p * ln(p) : 0)
