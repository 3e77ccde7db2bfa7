/**
 * A reward that is linear in the features, r = w . phi, with a Gaussian prior on w: maximum a posteriori by damped
 * Newton steps, from zero at every fit, then draws from the Laplace approximation of the posterior. MacKay, "The
 * evidence framework applied to classification networks", Neural Computation 4, 1992
 * (https://doi.org/10.1162/neco.1992.4.5.720).
 *
 *   minimise  sum of losses + |w|^2 / (2 sd^2) + b^2 / (2 sd_b^2) + a^2 / (2 sd_a^2)
 *   comparison: z = slope (task + w . phi of left - of right);   rating: u = e^a (task + w . phi) + b
 *
 * b and e^a are the rater's own neutral point and scale. The curvature is the Fisher information, so that every step
 * goes downhill although a noise floor makes the loss non-convex.
 */
import exp from '@stdlib/math-base-special-exp'
import { Rng } from '../core/rng.ts'
import { choleskyFactor, solveLower, solveUpper } from './cholesky.ts'
import type { FeatureTable } from './features.ts'
import { comparisonLoss, type Loss, ratingLoss } from './preference.ts'
import type {
  ComparisonExample,
  Likelihood,
  RatingExample,
  RatingScale,
  RewardModel,
} from './reward-model.ts'

export const POSTERIOR_DRAWS = 24

/** In rating points. */
const OFFSET_DEVIATION = 1.5
/** Of the natural logarithm of points per unit of return. */
const SCALE_DEVIATION = 1
const NEWTON_STEPS = 50
const HALVINGS = 20
const CONVERGED = 1e-9

interface Point {
  readonly loss: number
  readonly gradient: Float64Array
  /** [n x n] */
  readonly information: Float64Array
}

export class LinearRewardModel implements RewardModel {
  readonly drawCount = POSTERIOR_DRAWS
  readonly draws: Float64Array
  readonly mean: Float64Array
  private readonly table: FeatureTable
  private readonly likelihood: Likelihood
  private readonly priorDeviation: number
  private readonly seed: number
  /** Weights, then the rater's offset and log scale. [D + 2] */
  private parameters: Float64Array

  constructor(table: FeatureTable, likelihood: Likelihood, priorDeviation: number, seed: number) {
    this.table = table
    this.likelihood = likelihood
    this.priorDeviation = priorDeviation
    this.seed = seed
    this.parameters = new Float64Array(table.size + 2)
    this.mean = new Float64Array(table.rows)
    this.draws = new Float64Array(POSTERIOR_DRAWS * table.rows)
    this.fit([], [])
  }

  get ratingScale(): RatingScale {
    const { size } = this.table
    return { offset: this.parameters[size]!, scale: exp(this.parameters[size + 1]!) }
  }

  fit(comparisons: readonly ComparisonExample[], ratings: readonly RatingExample[]): void {
    const n = this.table.size + 2
    let parameters = new Float64Array(n)
    let point = this.evaluate(parameters, comparisons, ratings)
    for (let step = 0; step < NEWTON_STEPS; step++) {
      const factor = choleskyFactor(point.information, n)
      const direction = solveUpper(factor, n, solveLower(factor, n, point.gradient))
      const slope = dot(direction, point.gradient)
      if (slope < CONVERGED) break
      const better = this.searchLine(parameters, point.loss, direction, slope, comparisons, ratings)
      if (!better) break
      parameters = better
      point = this.evaluate(parameters, comparisons, ratings)
    }
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

  /** The longest of the halved steps that lowers the loss enough (Armijo), or null. */
  private searchLine(
    from: Float64Array,
    loss: number,
    direction: Float64Array,
    slope: number,
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
  ): Float64Array<ArrayBuffer> | null {
    for (let halving = 0, length = 1; halving < HALVINGS; halving++, length /= 2) {
      const trial = Float64Array.from(from, (value, i) => value - length * direction[i]!)
      if (this.evaluate(trial, comparisons, ratings).loss <= loss - 1e-4 * length * slope) return trial
    }
    return null
  }

  private evaluate(
    parameters: Float64Array,
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
  ): Point {
    const { size } = this.table
    const { slope, noiseFloor, taskWeight } = this.likelihood
    const n = size + 2
    const gradient = new Float64Array(n)
    const information = new Float64Array(n * n)
    let loss = 0
    const input = new Float64Array(n)
    const add = (term: Loss) => {
      loss += term.loss
      accumulate(input, term, gradient, information)
    }
    for (let i = 0; i < n; i++) {
      const deviation = i < size ? this.priorDeviation : i === size ? OFFSET_DEVIATION : SCALE_DEVIATION
      const precision = 1 / (deviation * deviation)
      loss += (precision * parameters[i]! * parameters[i]!) / 2
      gradient[i] = precision * parameters[i]!
      information[i * n + i] = precision
    }
    for (const { left, right, target } of comparisons) {
      let learned = 0
      for (let d = 0; d < size; d++) {
        input[d] = slope * (left.sums[d]! - right.sums[d]!)
        learned += input[d]! * parameters[d]!
      }
      const z = slope * taskWeight * (left.taskReward - right.taskReward) + learned
      add(comparisonLoss(z, target, noiseFloor))
    }
    const offset = parameters[size]!
    const scale = exp(parameters[size + 1]!)
    for (const { clip, rating } of ratings) {
      let total = taskWeight * clip.taskReward
      for (let d = 0; d < size; d++) {
        input[d] = scale * clip.sums[d]!
        total += clip.sums[d]! * parameters[d]!
      }
      input[size] = 1
      input[size + 1] = scale * total
      add(ratingLoss(scale * total + offset, rating, noiseFloor))
    }
    return { loss, gradient, information }
  }

  /** w + L^-T e has covariance (L L^T)^-1. The same normal draws at every fit, so that queries do not flicker. */
  private drawPosterior(parameters: Float64Array, factor: Float64Array): void {
    const rng = Rng.fromSeed(this.seed, 'posterior')
    const n = parameters.length
    for (let draw = 0; draw < POSTERIOR_DRAWS; draw++) {
      const normal = Float64Array.from({ length: n }, () => rng.normal())
      const shift = solveUpper(factor, n, normal)
      const values = this.rowValues(Float64Array.from(shift, (value, i) => value + parameters[i]!))
      this.draws.set(values, draw * this.table.rows)
    }
  }

  private rowValues(parameters: Float64Array): Float64Array {
    const { rows, size, values } = this.table
    return Float64Array.from({ length: rows }, (_, row) => {
      let sum = 0
      for (let d = 0; d < size; d++) sum += values[row * size + d]! * parameters[d]!
      return sum
    })
  }
}

/** Adds one label's slope and curvature; most inputs are zero. */
function accumulate(
  input: Float64Array,
  term: Loss,
  gradient: Float64Array,
  information: Float64Array,
): void {
  const n = input.length
  for (let i = 0; i < n; i++) {
    if (input[i] === 0) continue
    gradient[i] = gradient[i]! + term.gradient * input[i]!
    for (let j = 0; j < n; j++) {
      information[i * n + j] = information[i * n + j]! + term.information * input[i]! * input[j]!
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}
