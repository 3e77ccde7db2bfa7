/**
 * Softmax policies over logits z, one row of `actions` logits per decision.
 *
 *   pi(a) = exp(z_a) / sum_b exp(z_b)          H = - sum_a pi(a) ln pi(a)
 *   loss = policy loss - entropyWeight H
 *   d loss / d z_b = (d loss / d ln pi(a)) ([b = a] - pi(b)) + entropyWeight pi(b) (ln pi(b) + H)
 *
 * Sutton & Barto, "Reinforcement Learning: An Introduction", 2nd ed., 2018, sections 13.1 to 13.3
 * (http://incompleteideas.net/book/the-book-2nd.html). Entropy: Ronald Williams and Jing Peng, "Function optimization using
 * connectionist reinforcement learning algorithms", Connection Science 3, 1991
 * (https://doi.org/10.1080/09540099108946587).
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { Rng } from '../../core/rng.ts'
import {
  averageFigures,
  type Decisions,
  type PolicyFigures,
  type PolicyWeights,
  policySlope,
} from './policy-loss.ts'

/** Probabilities of the rows of `logits` [rows x actions] into `probabilities` of the same shape. */
export function softmax(
  logits: Float32Array,
  rows: number,
  actions: number,
  probabilities: Float64Array,
): void {
  for (let row = 0; row < rows * actions; row += actions) {
    const most = largest(logits, row, actions)
    let sum = 0
    for (let a = row; a < row + actions; a++) {
      const weight = exp(logits[a]! - most)
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

/** The likeliest action of each row; ties go to the lowest. @param taken [rows] */
export function likeliestActions(
  logits: Float32Array,
  rows: number,
  actions: number,
  taken: Float32Array,
): void {
  for (let i = 0; i < rows; i++) {
    let best = 0
    for (let a = 1; a < actions; a++) if (logits[i * actions + a]! > logits[i * actions + best]!) best = a
    taken[i] = best
  }
}

/** ln pi of the actions `taken` [rows], into `into` [rows]. */
export function categoricalLogProbabilities(
  logits: Float32Array,
  taken: Float32Array,
  rows: number,
  actions: number,
  into: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const row = i * actions
    const most = largest(logits, row, actions)
    let sum = 0
    for (let a = row; a < row + actions; a++) sum += exp(logits[a]! - most)
    into[i] = logits[row + taken[i]!]! - most - ln(sum)
  }
}

/**
 * Slopes of the mean loss of `rows` decisions by their logits, into `slopes` [rows x actions]; its figures into `figures`.
 * @param logits [rows x actions]
 */
export function categoricalPolicyLoss(
  logits: Float32Array,
  decisions: Decisions,
  rows: number,
  actions: number,
  { clipRange, entropyWeight }: PolicyWeights,
  slopes: Float32Array,
  figures: PolicyFigures,
): void {
  figures.policyLoss = figures.entropy = figures.approximateKl = figures.clipFraction = 0
  for (let i = 0; i < rows; i++) {
    const row = i * actions
    const most = largest(logits, row, actions)
    let sum = 0
    let weighed = 0
    for (let a = row; a < row + actions; a++) {
      const z = logits[a]! - most
      const weight = exp(z)
      slopes[a] = weight
      sum += weight
      weighed += weight * z
    }
    const logSum = ln(sum)
    const entropy = logSum - weighed / sum
    const taken = row + decisions.actions[i]!
    const slope = policySlope(decisions, i, logits[taken]! - most - logSum, clipRange, figures)
    figures.entropy += entropy
    for (let a = row; a < row + actions; a++) {
      const p = slopes[a]! / sum
      const spread = entropyWeight * p * (logits[a]! - most - logSum + entropy)
      slopes[a] = (slope * ((a === taken ? 1 : 0) - p) + spread) / rows
    }
  }
  averageFigures(figures, rows)
}

function largest(logits: Float32Array, row: number, actions: number): number {
  let most = logits[row]!
  for (let a = row + 1; a < row + actions; a++) if (logits[a]! > most) most = logits[a]!
  return most
}
