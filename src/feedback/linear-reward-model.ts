/**
 * A reward that is linear in the features, r = w . phi, with a Gaussian prior on w: maximum a posteriori by damped
 * Newton steps, from zero at every fit, then draws from the Laplace approximation of the posterior. MacKay, "The
 * evidence framework applied to classification networks", Neural Computation 4, 1992
 * (https://doi.org/10.1162/neco.1992.4.5.720).
 *
 *   minimise  sum of losses + |w|^2 / (2 sd^2) + the same for the raters' own parameters (linear-terms.ts)
 *
 * The curvature is the Fisher information, so that every step goes downhill although a noise floor makes the loss
 * non-convex.
 */
import { Rng } from '../core/rng.ts'
import { choleskyFactor, solveLower, solveUpper } from './cholesky.ts'
import type { FeatureTable } from './features.ts'
import { type LinearTerms, type LossPoint, linearTerms, lossPoint, scaleOf } from './linear-terms.ts'
import type {
  ComparisonExample,
  Likelihood,
  RatingExample,
  RatingScale,
  RewardModel,
} from './reward-model.ts'

export const POSTERIOR_DRAWS = 24

const NEWTON_STEPS = 50
const HALVINGS = 20
/** Expected decrease, in nats: by then weights are within a thousandth of their posterior deviation. */
const CONVERGED = 1e-7

export class LinearRewardModel implements RewardModel {
  readonly drawCount = POSTERIOR_DRAWS
  readonly draws: Float64Array
  readonly mean: Float64Array
  private readonly table: FeatureTable
  private readonly likelihood: Likelihood
  private readonly priorDeviation: number
  private readonly seed: number
  private terms: LinearTerms
  private parameters: Float64Array

  constructor(table: FeatureTable, likelihood: Likelihood, priorDeviation: number, seed: number) {
    this.table = table
    this.likelihood = likelihood
    this.priorDeviation = priorDeviation
    this.seed = seed
    this.terms = linearTerms(table.size, [], [], likelihood, priorDeviation)
    this.parameters = new Float64Array(table.size)
    this.mean = new Float64Array(table.rows)
    this.draws = new Float64Array(POSTERIOR_DRAWS * table.rows)
    this.fit([], [])
  }

  ratingScale(rater?: string): RatingScale {
    const { raters } = this.terms
    if (raters.length === 0) return { scale: 1, offset: 0 }
    return scaleOf(this.terms, this.parameters, Math.max(0, raters.indexOf(rater ?? raters[0]!)))
  }

  fit(comparisons: readonly ComparisonExample[], ratings: readonly RatingExample[]): void {
    const terms = linearTerms(this.table.size, comparisons, ratings, this.likelihood, this.priorDeviation)
    const n = terms.count
    let parameters = new Float64Array(n)
    let point = lossPoint(terms, parameters)
    for (let step = 0; step < NEWTON_STEPS; step++) {
      const factor = choleskyFactor(point.information, n)
      const direction = solveUpper(factor, n, solveLower(factor, n, point.gradient))
      const slope = dot(direction, point.gradient)
      if (slope < CONVERGED) break
      const better = searchLine(terms, parameters, point.loss, direction, slope)
      if (!better) break
      parameters = better.parameters
      point = better.point
    }
    this.terms = terms
    this.parameters = parameters
    this.mean.set(this.rowValues(parameters))
    this.drawPosterior(parameters, choleskyFactor(point.information, n))
  }

  heldOut(): null {
    return null
  }

  /** Holds no resource. */
  dispose(): void {
    this.parameters.fill(0)
  }

  /** w + L^-T e has covariance (L L^T)^-1. The same normal draws at every fit, so that queries do not flicker. */
  private drawPosterior(parameters: Float64Array, factor: Float64Array): void {
    const rng = Rng.fromSeed(this.seed, 'posterior')
    const n = parameters.length
    for (let draw = 0; draw < POSTERIOR_DRAWS; draw++) {
      const normal = new Float64Array(n)
      for (let i = 0; i < n; i++) normal[i] = rng.normal()
      const shifted = solveUpper(factor, n, normal)
      for (let i = 0; i < n; i++) shifted[i] = shifted[i]! + parameters[i]!
      this.draws.set(this.rowValues(shifted), draw * this.table.rows)
    }
  }

  private rowValues(parameters: Float64Array): Float64Array {
    const { rows, size, values } = this.table
    const byRow = new Float64Array(rows)
    for (let row = 0; row < rows; row++) {
      let sum = 0
      for (let d = 0; d < size; d++) sum += values[row * size + d]! * parameters[d]!
      byRow[row] = sum
    }
    return byRow
  }
}

/** The longest of the halved steps that lowers the loss enough (Armijo), or null. */
function searchLine(
  terms: LinearTerms,
  from: Float64Array,
  loss: number,
  direction: Float64Array,
  slope: number,
): { readonly parameters: Float64Array<ArrayBuffer>; readonly point: LossPoint } | null {
  for (let halving = 0, length = 1; halving < HALVINGS; halving++, length /= 2) {
    const parameters = new Float64Array(from)
    for (let i = 0; i < parameters.length; i++) parameters[i] = from[i]! - length * direction[i]!
    // The whole point at once: the full step is nearly always taken.
    const point = lossPoint(terms, parameters)
    if (point.loss <= loss - 1e-4 * length * slope) return { parameters, point }
  }
  return null
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}
