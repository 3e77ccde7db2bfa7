/**
 * Normal policies over real-valued actions: D independent dimensions, means mu from the network, log standard deviations
 * ln sigma of their own, the same in every state.
 *
 *   ln pi(a) = - sum_d [ (a_d - mu_d)^2 / (2 sigma_d^2) + ln sigma_d + ln(2 pi) / 2 ]
 *   H        = sum_d [ ln sigma_d + (1 + ln(2 pi)) / 2 ]
 *   loss     = policy loss - entropyWeight H
 *   d loss / d mu_d       = (d loss / d ln pi(a)) (a_d - mu_d) / sigma_d^2
 *   d loss / d ln sigma_d = (d loss / d ln pi(a)) ((a_d - mu_d)^2 / sigma_d^2 - 1) - entropyWeight
 *
 * Ronald Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement learning", Machine
 * Learning 8, 1992, section 6 (https://doi.org/10.1007/BF00992696). Log-probabilities are of the action drawn, not of what is
 * left when it is cut to the action space.
 */
import exp from '@stdlib/math-base-special-exp'
import type { Rng } from '../../core/rng.ts'
import {
  averageFigures,
  type Decisions,
  type PolicyFigures,
  type PolicyWeights,
  policySlope,
} from './policy-loss.ts'

/** ln(2 pi) / 2 */
const HALF_LOG_TWO_PI = 0.9189385332046727

/** sigma of each ln sigma, into `into` [D]. */
export function deviationsOf(logDeviations: Float32Array, into: Float64Array): void {
  for (let d = 0; d < logDeviations.length; d++) into[d] = exp(logDeviations[d]!)
}

/** Draws an action per row. @param means, @param actions [rows x D]; @param deviations sigma [D]. */
export function sampleGaussian(
  means: Float32Array,
  deviations: Float64Array,
  rows: number,
  actions: Float32Array,
  rng: Rng,
): void {
  const dimensions = deviations.length
  for (let i = 0; i < rows * dimensions; i += dimensions) {
    for (let d = 0; d < dimensions; d++) actions[i + d] = means[i + d]! + deviations[d]! * rng.normal()
  }
}

/**
 * ln pi of `actions` [rows x D], into `into` [rows].
 * @param logDeviations ln sigma [D]. @param deviations sigma [D].
 */
export function gaussianLogProbabilities(
  means: Float32Array,
  logDeviations: Float32Array,
  deviations: Float64Array,
  actions: Float32Array,
  rows: number,
  into: Float64Array,
): void {
  for (let i = 0; i < rows; i++) into[i] = logProbability(means, logDeviations, deviations, actions, i)
}

/**
 * Slopes of the mean loss of `rows` decisions by their means, into `slopes` [rows x D], and by ln sigma, into
 * `deviationSlopes` [D]; its figures into `figures`.
 * @param means [rows x D]. @param logDeviations ln sigma [D]. @param deviations sigma [D].
 */
export function gaussianPolicyLoss(
  means: Float32Array,
  logDeviations: Float32Array,
  deviations: Float64Array,
  decisions: Decisions,
  rows: number,
  { clipRange, entropyWeight }: PolicyWeights,
  slopes: Float32Array,
  deviationSlopes: Float32Array,
  figures: PolicyFigures,
): void {
  const { actions } = decisions
  const dimensions = deviations.length
  figures.policyLoss = figures.entropy = figures.approximateKl = figures.clipFraction = 0
  for (let d = 0; d < dimensions; d++) {
    deviationSlopes[d] = -entropyWeight
    figures.entropy += rows * (logDeviations[d]! + 0.5 + HALF_LOG_TWO_PI)
  }
  for (let i = 0; i < rows; i++) {
    const l = logProbability(means, logDeviations, deviations, actions, i)
    const slope = policySlope(decisions, i, l, clipRange, figures) / rows
    for (let d = 0; d < dimensions; d++) {
      const at = i * dimensions + d
      const z = (actions[at]! - means[at]!) / deviations[d]!
      slopes[at] = (slope * z) / deviations[d]!
      deviationSlopes[d] = deviationSlopes[d]! + slope * (z * z - 1)
    }
  }
  averageFigures(figures, rows)
}

function logProbability(
  means: Float32Array,
  logDeviations: Float32Array,
  deviations: Float64Array,
  actions: Float32Array,
  row: number,
): number {
  let sum = 0
  for (let d = 0; d < deviations.length; d++) {
    const at = row * deviations.length + d
    const z = (actions[at]! - means[at]!) / deviations[d]!
    sum -= 0.5 * z * z + logDeviations[d]! + HALF_LOG_TWO_PI
  }
  return sum
}
