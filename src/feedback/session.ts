/**
 * The feedback of one world: labels in, learned reward and the next questions out. Everything follows from world,
 * settings, seed and labels.
 */
import type { TabularWorld } from '../core/environment.ts'
import type { Clip, Label, Query } from '../core/label.ts'
import type { LearnedReward } from '../core/learned-reward.ts'
import { Rng } from '../core/rng.ts'
import { decodeSettings, flagOf, numberOf, type SettingValues, textOf } from '../core/settings.ts'
import { crossValidate, scorePredictions } from './agreement.ts'
import { type Calibration, fitCalibration, predictedPreference } from './calibration.ts'
import { EnsembleRewardModel } from './ensemble-reward-model.ts'
import { clipFeatures, type FeatureTable, outcomeFeatures, toOutcomes } from './features.ts'
import { cellStatistics, kindStatistics, trueCellReward } from './lens.ts'
import { LinearRewardModel } from './linear-reward-model.ts'
import { comparisonTarget } from './preference.ts'
import {
  CANDIDATES,
  type CandidatePair,
  type ClipSource,
  candidateClip,
  candidatePair,
  chooseClip,
  choosePair,
  featureDifference,
  type QueryRule,
} from './query.ts'
import { type Reachable, reachable } from './reachable.ts'
import { constantSettler } from './reward-constant.ts'
import type { ComparisonExample, HeldOut, Likelihood, RatingExample, RewardModel } from './reward-model.ts'
import { feedbackSettings } from './settings.ts'
import { trueDistance } from './true-distance.ts'

/** Measured: without it, 60 ratings with one in ten wrong left 2 of 50 gardens trampled. */
const ANY_CLIP_SHARE = 0.25

export interface SessionOptions {
  readonly learnedOnly?: boolean
  readonly now?: () => number
}

export class FeedbackSession {
  private readonly world: TabularWorld
  private readonly seed: number
  private readonly settings: SettingValues
  private readonly now: () => number
  private readonly reach: Reachable
  private readonly features: FeatureTable
  private readonly likelihood: Likelihood
  private readonly model: RewardModel
  private readonly settle: (table: Float64Array) => Float64Array
  private readonly rng: Rng
  private comparisons: ComparisonExample[] = []
  private ratings: RatingExample[] = []
  private labels = 0
  private unseen: HeldOut | null = null
  private calibration: Calibration | null = null
  private asked = 0
  private fitMilliseconds = 0

  /**
   * @param options.learnedOnly the learner trains on the learned reward alone, so answers are explained by it alone too.
   * @param options.now a clock in milliseconds, for `fitMilliseconds` alone; without one it stays 0.
   * @throws PlaygroundError `bad-setting`, path `feedback.*`.
   */
  constructor(world: TabularWorld, settings: SettingValues, seed: number, options: SessionOptions = {}) {
    this.world = world
    this.seed = seed
    this.now = options.now ?? (() => 0)
    this.settings = decodeSettings(feedbackSettings, settings, 'feedback')
    this.reach = reachable(world.model)
    const ensemble = textOf(this.settings, 'rewardModel') === 'ensemble'
    const places = flagOf(this.settings, 'placeDependent')
    this.features = outcomeFeatures(world, places ? (ensemble ? 'coordinates' : 'cells') : 'none')
    const alone = options.learnedOnly ?? false
    this.likelihood = {
      slope: numberOf(this.settings, 'preferenceSlope'),
      noiseFloor: numberOf(this.settings, 'noiseFloor'),
      taskWeight: alone ? 0 : 1,
    }
    this.model = ensemble
      ? new EnsembleRewardModel(
          this.features,
          this.likelihood,
          numberOf(this.settings, 'priorDeviation'),
          seed,
        )
      : this.newLinearModel()
    this.settle = constantSettler(world, this.reach, { bonuses: flagOf(this.settings, 'bonuses'), alone })
    this.rng = Rng.fromSeed(seed, 'query')
  }

  get queryRule(): QueryRule {
    return textOf(this.settings, 'queryRule') as QueryRule
  }

  /**
   * Refits from all standing labels; those that say nothing are skipped.
   * @throws PlaygroundError `bad-clip` when a clip does not fit the world.
   */
  async setLabels(labels: readonly Label[]): Promise<void> {
    const started = this.now()
    const see = (clip: Clip) => clipFeatures(this.world, this.features, clip)
    const comparisons: ComparisonExample[] = []
    const ratings: RatingExample[] = []
    for (const label of labels) {
      if (label.kind === 'rate') {
        ratings.push({ clip: see(label.clip), rating: label.rating })
        continue
      }
      const target = comparisonTarget(label.answer)
      if (target !== null) comparisons.push({ left: see(label.left), right: see(label.right), target })
    }
    this.comparisons = comparisons
    this.ratings = ratings
    this.labels = labels.length
    this.unseen = null
    this.calibration = null
    await this.model.fit(comparisons, ratings)
    this.fitMilliseconds = this.now() - started
  }

  /** Learned reward per outcome with its constant settled, or null while no label says anything. [K] */
  learnedReward(): Float64Array | null {
    if (this.comparisons.length + this.ratings.length === 0) return null
    return this.settle(toOutcomes(this.features, this.model.mean))
  }

  /** Pairs to ask about next; `policy` is the behaviour policy. [S x A] */
  nextQueries(count: number, policy: Float64Array): Query[] {
    const rule = this.queryRule
    const asked = this.comparisons.map(featureDifferenceOf)
    return Array.from({ length: count }, () => {
      const pairs = this.candidatePairs(rule === 'uniform' ? 1 : CANDIDATES, policy, this.rng)
      const pair = choosePair(pairs, rule, this.model, this.likelihood, asked)
      asked.push(featureDifference(pair))
      return {
        id: `${this.seed}-${this.labels}-${this.asked++}`,
        left: pair.left.clip,
        right: pair.right.clip,
        queryRule: rule,
        modelVersion: this.labels,
      }
    })
  }

  /** A clip to have rated next: by the query rule, and now and then any, so that one wrong rating is not the last. */
  nextClip(policy: Float64Array): Clip {
    const rule = this.queryRule
    const source = this.source()
    const any = this.rng.uniform() < ANY_CLIP_SHARE
    const clips = Array.from({ length: rule === 'uniform' || any ? 1 : CANDIDATES }, () =>
      candidateClip(source, policy, this.rng),
    )
    return clips[chooseClip(clips, rule, this.model, this.likelihood)]!.clip
  }

  /** Pairs as `nextQueries` draws them before choosing, from a stream of the caller's. */
  candidatePairs(count: number, policy: Float64Array, rng: Rng): CandidatePair[] {
    const source = this.source()
    return Array.from({ length: count }, () => candidatePair(source, policy, rng))
  }

  /** P(left) that the model states for a pair: averaged over its draws, calibrated on answers it never saw. */
  predict(pair: CandidatePair): number {
    this.calibration ??= fitCalibration(this.comparisons, this.predictUnseen(), this.likelihood)
    const { model, likelihood, calibration } = this
    const { left, right } = pair
    return predictedPreference({ left: left.features, right: right.features }, model, likelihood, calibration)
  }

  report(epoch: number): LearnedReward {
    const { model, features, world, reach } = this
    const mean = this.learnedReward() ?? new Float64Array(world.model.outcomes)
    const draws = Array.from({ length: model.drawCount }, (_, draw) =>
      this.settle(
        toOutcomes(features, model.draws.subarray(draw * features.rows, (draw + 1) * features.rows)),
      ),
    )
    const cells = cellStatistics(world, reach, mean, draws)
    return {
      epoch,
      labels: this.labels,
      mean: cells.mean,
      standardDeviation: cells.standardDeviation,
      trueReward: trueCellReward(world, reach),
      epicDistance: trueDistance(world, reach, mean, this.likelihood.taskWeight),
      agreement: scorePredictions(this.comparisons, this.ratings, this.predictUnseen()),
      kinds: kindStatistics(world, reach, mean, draws),
      fitMilliseconds: this.fitMilliseconds,
    }
  }

  dispose(): void {
    this.model.dispose()
  }

  private predictUnseen(): HeldOut {
    this.unseen ??=
      this.model.heldOut() ??
      crossValidate(this.newLinearModel(), this.comparisons, this.ratings, this.likelihood)
    return this.unseen
  }

  private newLinearModel(): LinearRewardModel {
    const prior = numberOf(this.settings, 'priorDeviation')
    return new LinearRewardModel(this.features, this.likelihood, prior, this.seed)
  }

  private source(): ClipSource {
    return {
      world: this.world,
      reach: this.reach,
      features: this.features,
      length: numberOf(this.settings, 'clipLength'),
      sameStart: flagOf(this.settings, 'sameStart'),
    }
  }
}

const featureDifferenceOf = ({ left, right }: ComparisonExample): Float64Array =>
  left.sums.map((sum, d) => sum - right.sums[d]!)
