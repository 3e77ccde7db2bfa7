/**
 * A reward model for any features: an ensemble of small neural networks, each fitted on the labels weighted by a
 * bootstrap of its own. Lakshminarayanan, Pritzel & Blundell, "Simple and scalable predictive uncertainty estimation using
 * deep ensembles", NeurIPS 2017 (https://arxiv.org/abs/1612.01474); Christiano et al., NeurIPS 2017
 * (https://arxiv.org/abs/1706.03741), section 2.2.
 *
 * Networks carry values forward and slopes back; the likelihood between them is the linear model's, in plain numbers.
 * Bootstrap weights are Poisson(1) per label and member (Oza & Russell, "Online bagging and boosting", AISTATS 2001); they
 * depend on the seed and the label's place alone, and a member whose weight is 0 has never seen the label.
 */
import { Rng } from '../core/rng.ts'
import { EnsembleNetworks } from './ensemble-networks.ts'
import type { ClipFeatures, FeatureTable } from './features.ts'
import { LinearRewardModel } from './linear-reward-model.ts'
import { expectedRating, ratingLoss } from './preference.ts'
import { NEUTRAL_RATER } from './rater-model.ts'
import {
  answerLoss,
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
const ITERATIONS = 80
const LEARNING_RATE = 0.03
/** Running probabilities of 0, 1, 2, ... of a Poisson variable of mean 1. */
const POISSON = [0.36787944, 0.73575888, 0.91969861, 0.98101184, 0.99634015, 0.99940582]

/** Weight of each label in each member's sample. [labels x E] each */
interface Bootstrap {
  readonly comparisons: Uint8Array
  readonly ratings: Uint8Array
}

export class EnsembleRewardModel implements RewardModel {
  readonly drawCount = MEMBERS
  readonly draws: Float64Array
  readonly mean: Float64Array
  private readonly table: FeatureTable
  private readonly likelihood: Likelihood
  private readonly priorDeviation: number
  private readonly seed: number
  /** Raters' own parameters are few numbers, which the linear model fits exactly. */
  private readonly scales: LinearRewardModel
  private networks: EnsembleNetworks | null = null
  private unseen: HeldOut = { logits: new Float64Array(0), points: new Float64Array(0) }

  constructor(table: FeatureTable, likelihood: Likelihood, priorDeviation: number, seed: number) {
    this.table = table
    this.likelihood = likelihood
    this.priorDeviation = priorDeviation
    this.seed = seed
    this.scales = new LinearRewardModel(table, likelihood, priorDeviation, seed)
    this.mean = new Float64Array(table.rows)
    this.draws = new Float64Array(MEMBERS * table.rows)
  }

  async fit(comparisons: readonly ComparisonExample[], ratings: readonly RatingExample[]): Promise<void> {
    this.networks ??= await EnsembleNetworks.open(this.table, MEMBERS)
    const bootstrap = {
      comparisons: poissonWeights(this.seed, 'comparisons', comparisons.length),
      ratings: poissonWeights(this.seed, 'ratings', ratings.length),
    }
    if (ratings.length > 0) this.scales.fit(comparisons, ratings)
    this.train(this.networks, comparisons, ratings, bootstrap)
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
    this.networks = null
  }

  ratingScale(rater?: string): RatingScale {
    return this.scales.ratingScale(rater)
  }

  /** Adam from fresh weights; fills `draws` with the members' rewards. */
  private train(
    networks: EnsembleNetworks,
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
    bootstrap: Bootstrap,
  ): void {
    const slopes = new Float64Array(this.draws.length)
    networks.restart(Rng.fromSeed(this.seed, 'ensemble'))
    networks.forward(this.draws)
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      this.deriveLoss(slopes, comparisons, ratings, bootstrap)
      networks.step(slopes, LEARNING_RATE)
      networks.forward(this.draws)
    }
  }

  /**
   * Slopes of the weighted loss of all labels, and of the prior on each feature's worth of rows, by every member's reward
   * of every row. [E x R]
   */
  private deriveLoss(
    slopes: Float64Array,
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
    bootstrap: Bootstrap,
  ): void {
    const { rows, size } = this.table
    const { slope, noiseFloor, taskWeight } = this.likelihood
    const rewards = this.draws
    const precision = Math.min(1, size / rows) / (this.priorDeviation * this.priorDeviation)
    for (let i = 0; i < slopes.length; i++) slopes[i] = precision * rewards[i]!
    const push = ({ rows: at, weights }: ClipFeatures, member: number, amount: number) => {
      for (let i = 0; i < at.length; i++) {
        slopes[member * rows + at[i]!]! += weights ? weights[i]! * amount : amount
      }
    }
    for (let member = 0; member < MEMBERS; member++) {
      comparisons.forEach((pair, i) => {
        const weight = bootstrap.comparisons[i * MEMBERS + member]!
        if (weight === 0) return
        const z = comparisonLogit(pair, rewards, this.likelihood, member * rows)
        const { gradient } = answerLoss(z, pair, noiseFloor)
        const amount = weight * gradient * slope * (pair.known ?? NEUTRAL_RATER).slopeFactor
        push(pair.left, member, amount)
        push(pair.right, member, -amount)
      })
      ratings.forEach(({ clip, rating, rater, known }, i) => {
        const weight = bootstrap.ratings[i * MEMBERS + member]!
        if (weight === 0) return
        const { scale, offset } = this.ratingScale(rater)
        const felt = scale * clipReturn(clip, rewards, taskWeight, member * rows) + offset
        push(clip, member, weight * ratingLoss(felt, rating, known?.lapse ?? noiseFloor).gradient * scale)
      })
    }
  }

  /** Means over the members whose sample left a label out. */
  private predictUnseen(
    comparisons: readonly ComparisonExample[],
    ratings: readonly RatingExample[],
    bootstrap: Bootstrap,
  ): HeldOut {
    const { rows } = this.table
    const { taskWeight, noiseFloor } = this.likelihood
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
      points: Float64Array.from(ratings, ({ clip, rater }, i) => {
        const { scale, offset } = this.ratingScale(rater)
        return meanUnseen(bootstrap.ratings, i, start =>
          expectedRating(scale * clipReturn(clip, this.draws, taskWeight, start) + offset, noiseFloor),
        )
      }),
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
