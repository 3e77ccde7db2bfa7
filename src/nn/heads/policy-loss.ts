/**
 * What all policy heads share: how much likelier a taken action ought to become, and the figures that tell how an update
 * goes. With l = ln pi(a | s), rho = pi(a | s) / pi_old(a | s) and advantage A a row's loss is
 *
 *   - A l                                               (policy gradient: no old log-probabilities)
 *   - min(rho A, clip(rho, 1 - clipRange, 1 + clipRange) A)               (clipped surrogate)
 *
 * John Schulman et al., "Proximal policy optimization algorithms", 2017 (https://arxiv.org/abs/1707.06347), equation 7. The
 * estimate of the divergence of old from new, mean of (rho - 1) - ln rho, is never negative: John Schulman, "Approximating
 * KL divergence", 2020 (http://joschu.net/blog/kl-approx.html), k3.
 */
import exp from '@stdlib/math-base-special-exp'

/** Decisions to learn from, one row each. Longer arrays are fine. */
export interface Decisions {
  /** The index of a discrete action, or a box's numbers before they were cut to it. [rows x actionSize] */
  readonly actions: Float32Array
  /** How much better than expected each turned out. [rows] */
  readonly advantages: Float64Array
  /** ln pi_old(a | s) of the policy that decided; null for the plain policy gradient. [rows] */
  readonly oldLogProbabilities: Float64Array | null
}

export interface PolicyWeights {
  /** How far the ratio may leave 1 and still count; Infinity for any. */
  readonly clipRange: number
  /** What a nat of entropy is worth. */
  readonly entropyWeight: number
}

/** Means over the rows, which heads overwrite. */
export interface PolicyFigures {
  /** Without the entropy's part. */
  policyLoss: number
  /** In nats. */
  entropy: number
  /** Of the old policy from the new one, in nats. */
  approximateKl: number
  /** Share of rows whose ratio left the clip range. */
  clipFraction: number
}

export const emptyFigures = (): PolicyFigures => ({
  policyLoss: 0,
  entropy: 0,
  approximateKl: 0,
  clipFraction: 0,
})

/**
 * Adds one row's share to the sums in `figures`.
 * @param logProbability l. @returns d loss / d l of the row.
 */
export function policySlope(
  { advantages, oldLogProbabilities }: Decisions,
  row: number,
  logProbability: number,
  clipRange: number,
  figures: PolicyFigures,
): number {
  const advantage = advantages[row]!
  if (oldLogProbabilities === null) {
    figures.policyLoss -= advantage * logProbability
    return -advantage
  }
  const logRatio = logProbability - oldLogProbabilities[row]!
  const ratio = exp(logRatio)
  const outside = Math.abs(ratio - 1) > clipRange
  figures.approximateKl += ratio - 1 - logRatio
  if (outside) figures.clipFraction += 1
  const surrogate = ratio * advantage
  const clipped = Math.min(1 + clipRange, Math.max(1 - clipRange, ratio)) * advantage
  // Cut only where the ratio has already gone the way the advantage wants.
  if (outside && clipped < surrogate) {
    figures.policyLoss -= clipped
    return 0
  }
  figures.policyLoss -= surrogate
  return -surrogate
}

/** Turns sums into means. */
export function averageFigures(figures: PolicyFigures, rows: number): void {
  figures.policyLoss /= rows
  figures.entropy /= rows
  figures.approximateKl /= rows
  figures.clipFraction /= rows
}
