/**
 * A reward model for any features: an ensemble of small neural networks, each fitted on the labels weighted by a
 * bootstrap of its own. Lakshminarayanan, Pritzel & Blundell, "Simple and scalable predictive uncertainty estimation using
 * deep ensembles", NeurIPS 2017 (https://arxiv.org/abs/1612.01474); Christiano et al., NeurIPS 2017
 * (https://arxiv.org/abs/1706.03741), section 2.2.
 *
 * All members are one batched network: features [E, R, D] -> leaky ReLU [E, R, H] twice -> reward [E, R]. TensorFlow.js
 * carries values forward and gradients back; the likelihood between them is the linear model's, in plain numbers.
 * Bootstrap weights are Poisson(1) per label and member (Oza & Russell, "Online bagging and boosting", AISTATS 2001); they
 * depend on the seed and the label's place alone, and a member whose weight is 0 has never seen the label.
 */
import type * as tfjs from '@tensorflow/tfjs-core'
import { Rng } from '../core/rng.ts'
import type { FeatureTable } from './features.ts'
import { LinearRewardModel } from './linear-reward-model.ts'
import { comparisonLoss, expectedRating, ratingLoss } from './preference.ts'
import {
  type ComparisonExample,
  clipReturn,
  comparisonLogit,
  type HeldOut,
  type Likelihood,
  type RatingExample,
  type RatingScale,
  type RewardModel,
} from './reward-model.ts'

const MEMBERS = 5
const HIDDEN = 16
const ITERATIONS = 80
const LEARNING_RATE = 0.03
const LEAK = 0.1
/** Running probabilities of 0, 1, 2, ... of a Poisson variable of mean 1. */
const POISSON = [0.36787944, 0.73575888, 0.91969861, 0.98101184, 0.99634015, 0.99940582]

interface Network {
  readonly tf: typeof tfjs
  /** Features of all rows, once per member. [E, R, D] */
  readonly inputs: tfjs.Tensor3D
}

/** Weight of each label in each member's sample. [labels x E] each */
interface Bootstrap {
  readonly comparisons: Uint8Array
  readonly ratings: Uint8Array
}

export class EnsembleRewardModel implements RewardModel {
  readonly drawCount = MEMBERS
  readonly draws: Float64Array
  readonly mean: Float64Array
  ratingScale: RatingScale = { scale: 1, offset: 0 }
  private readonly table: FeatureTable
  private readonly likelihood: Likelihood
  private readonly priorDeviation: number
  private readonly seed: number
  private network: Network | null = null
  private disposed = false
  private unseen: HeldOut = { logits: new Float64Array(0), points: new Float64Array(0) }

  constructor(table: FeatureTable, likelihood: Likelihood, priorDeviation: number, seed: number) {
    this.table = table
    this.likelihood = likelihood
    this.priorDeviation = priorDeviation
    this.seed = seed
    this.mean = new Float64Array(table.rows)
    this.draws = new Float64Array(MEMBERS * table.rows)
  }

  async fit(comparisons: readonly ComparisonExample[], ratings: readonly RatingExample[]): Promise<void> {
    const network = this.network ?? (await this.open())
    if (this.disposed) {
      network.inputs.dispose()
      return
    }
    this.network = network
    const bootstrap = {
      comparisons: poissonWeights(this.seed, 'comparisons', comparisons.length),
      ratings: poissonWeights(this.seed, 'ratings', ratings.length),
    }
    if (ratings.length > 0) this.ratingScale = this.fitRatingScale(comparisons, ratings)
    this.train(network, comparisons, ratings, bootstrap)
    const { rows } = this.table
    for (let row = 0; row < rows; row++) {
      let sum = 0
      for (let member = 0; member < MEMBERS; member++) sum += this.draws[member * rows + row]!
      this.mean[row] = sum / MEMBERS
    }
    this.unseen = this.predictUnseen(comparisons, ratings, bootstrap)
  }

  heldOut(): HeldOut {
    return this.unseen
  }

  dispose(): void {
    this.disposed = true
    this.network?.inputs.dispose()
    this.network = null
  }

  /** Loads TensorFlow.js when the first ensemble is fitted; the layers package registers the gradients. */
  private async open(): Promise<Network> {
    const [tf] = await Promise.all([
      import('@tensorflow/tfjs-core'),
      import('@tensorflow/tfjs-layers'),
      import('@tensorflow/tfjs-backend-cpu'),
    ])
    await tf.setBackend('cpu')
    const { rows, size, values } = this.table
    const inputs = tf.tidy(() => {
      const once = tf.tensor3d(Float32Array.from(values), [1, rows, size])
      return tf.tile(once, [MEMBERS, 1, 1])
    })
    return { tf, inputs }
  }

  /** The rater's neutral point and scale are few numbers, which the linear model fits exactly. */
  private fitRatingScale(
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
  ): RatingScale {
    const linear = new LinearRewardModel(this.table, this.likelihood, this.priorDeviation, this.seed)
    linear.fit(comparisons, ratings)
    return linear.ratingScale
  }

  /** Adam from fresh weights; fills `draws` with the members' rewards. */
  private train(
    { tf, inputs }: Network,
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
    bootstrap: Bootstrap,
  ): void {
    const rng = Rng.fromSeed(this.seed, 'ensemble')
    const { size, rows } = this.table
    // The tensor a variable starts from is not freed with it; tidy frees it here.
    const variable = (inputsOf: number, outputsOf: number, spread: number) =>
      tf.tidy(() => {
        const count = MEMBERS * inputsOf * outputsOf
        const values = Float32Array.from({ length: count }, () => (spread > 0 ? spread * rng.normal() : 0))
        return tf.variable(tf.tensor3d(values, [MEMBERS, inputsOf, outputsOf]))
      })
    const first = variable(size, HIDDEN, Math.sqrt(2 / size))
    const firstBias = variable(1, HIDDEN, 0)
    const second = variable(HIDDEN, HIDDEN, Math.sqrt(2 / HIDDEN))
    const secondBias = variable(1, HIDDEN, 0)
    const last = variable(HIDDEN, 1, 0)
    const variables = [first, firstBias, second, secondBias, last]
    const forward = () => {
      const lower = tf.leakyRelu(tf.add(tf.matMul(inputs, first), firstBias), LEAK)
      const upper = tf.leakyRelu(tf.add(tf.matMul(lower, second), secondBias), LEAK)
      return tf.matMul(upper, last)
    }
    const loss = tf.customGrad(rewards => {
      const values = Float64Array.from((rewards as tfjs.Tensor).dataSync())
      const gradient = new Float32Array(values.length)
      const value = this.accumulateLoss(values, gradient, comparisons, ratings, bootstrap)
      return {
        value: tf.scalar(value),
        gradFunc: () => tf.tensor3d(gradient, [MEMBERS, rows, 1]),
      }
    })
    const optimizer = tf.train.adam(LEARNING_RATE)
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      optimizer.minimize(() => loss(forward()) as tfjs.Scalar, false, variables)
    }
    this.draws.set(tf.tidy(() => forward().dataSync()))
    optimizer.dispose()
    for (const weights of variables) weights.dispose()
  }

  /**
   * Weighted loss of all labels and the prior on each feature's worth of rows, by member; adds its slope by every
   * member's reward of every row to `gradient`. [E x R]
   */
  private accumulateLoss(
    values: Float64Array,
    gradient: Float32Array,
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
    bootstrap: Bootstrap,
  ): number {
    const { rows, size } = this.table
    const { slope, noiseFloor, taskWeight } = this.likelihood
    const { scale, offset } = this.ratingScale
    const precision = Math.min(1, size / rows) / (this.priorDeviation * this.priorDeviation)
    let total = 0
    values.forEach((value, i) => {
      total += (precision * value * value) / 2
      gradient[i] = precision * value
    })
    const push = (at: Int32Array, member: number, amount: number) => {
      for (const row of at) gradient[member * rows + row] = gradient[member * rows + row]! + amount
    }
    for (let member = 0; member < MEMBERS; member++) {
      comparisons.forEach((pair, i) => {
        const weight = bootstrap.comparisons[i * MEMBERS + member]!
        if (weight === 0) return
        const z = comparisonLogit(pair, values, this.likelihood, member * rows)
        const term = comparisonLoss(z, pair.target, noiseFloor)
        total += weight * term.loss
        push(pair.left.rows, member, weight * term.gradient * slope)
        push(pair.right.rows, member, -weight * term.gradient * slope)
      })
      ratings.forEach(({ clip, rating }, i) => {
        const weight = bootstrap.ratings[i * MEMBERS + member]!
        if (weight === 0) return
        const felt = scale * clipReturn(clip, values, taskWeight, member * rows) + offset
        const term = ratingLoss(felt, rating, noiseFloor)
        total += weight * term.loss
        push(clip.rows, member, weight * term.gradient * scale)
      })
    }
    return total
  }

  /** Means over the members whose sample left a label out. */
  private predictUnseen(
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
    bootstrap: Bootstrap,
  ): HeldOut {
    const { rows } = this.table
    const { taskWeight, noiseFloor } = this.likelihood
    const { scale, offset } = this.ratingScale
    const meanUnseen = (weights: Uint8Array, i: number, predict: (start: number) => number) => {
      let sum = 0
      let members = 0
      for (let member = 0; member < MEMBERS; member++) {
        if (weights[i * MEMBERS + member]! > 0) continue
        sum += predict(member * rows)
        members++
      }
      return sum / members
    }
    return {
      logits: Float64Array.from(comparisons, (pair, i) =>
        meanUnseen(bootstrap.comparisons, i, start =>
          comparisonLogit(pair, this.draws, this.likelihood, start),
        ),
      ),
      points: Float64Array.from(ratings, ({ clip }, i) =>
        meanUnseen(bootstrap.ratings, i, start =>
          expectedRating(scale * clipReturn(clip, this.draws, taskWeight, start) + offset, noiseFloor),
        ),
      ),
    }
  }
}

function poissonWeights(seed: number, labels: string, count: number): Uint8Array {
  const rng = Rng.fromSeed(seed, `bootstrap-${labels}`)
  return Uint8Array.from({ length: count * MEMBERS }, () => {
    const u = rng.uniform()
    return POISSON.filter(running => u >= running).length
  })
}
