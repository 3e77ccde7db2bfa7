/** What labels tell of the reward of one grid world: fitted, its additive constant settled, with draws from what they leave open. */
import ln from '@stdlib/math-base-special-ln'
import { replayClip } from '../core/clip-replay.ts'
import type { TabularWorld } from '../core/environment.ts'
import type { Clip, Label } from '../core/label.ts'
import { flagOf, numberOf, type SettingValues, textOf } from '../core/settings.ts'
import { crossValidate } from './agreement.ts'
import { bonusFactor } from './bonus-limit.ts'
import { EnsembleRewardModel } from './ensemble-reward-model.ts'
import {
  type ClipFeatures,
  type FeatureTable,
  outcomeFeatures,
  partialReturn,
  type SegmentFeatures,
  toOutcomes,
} from './features.ts'
import { LinearRewardModel } from './linear-reward-model.ts'
import type { RaterModels } from './rater-model.ts'
import type { Reachable } from './reachable.ts'
import { negativeRegret, successorsOf } from './regret.ts'
import { constantSettler, goalOutcomes, type SettledReward } from './reward-constant.ts'
import type { HeldOut, Likelihood, RewardModel } from './reward-model.ts'
import { type TabularAnswers, tabularAnswers } from './tabular-answers.ts'

/** Of plans: which bonuses keep a robot from arriving, what the best behaviour is. */
export const PLANNING_DISCOUNT = 0.99

/** Turns of fit and best behaviour, where regret is compared. */
const REGRET_ROUNDS = 3

const NO_ANSWERS: TabularAnswers = { comparisons: [], kinds: [], ids: [], ratings: [] }

export interface TabularRewardParts {
  readonly world: TabularWorld
  readonly reach: Reachable
  /** Decoded. */
  readonly settings: SettingValues
  readonly seed: number
  /** The learner trains on the learned reward alone, so answers are explained by it alone too. */
  readonly alone: boolean
}

export class TabularReward {
  readonly features: FeatureTable
  readonly likelihood: Likelihood
  readonly model: RewardModel
  answers: TabularAnswers = NO_ANSWERS
  private readonly parts: TabularRewardParts
  private readonly settle: (table: Float64Array) => SettledReward
  private readonly goal: Uint8Array
  private segment: SegmentFeatures
  private settled: { readonly mean: Float64Array; readonly draws: readonly Float64Array[] } | null = null
  private unseen: HeldOut | null = null

  constructor(parts: TabularRewardParts) {
    const { world, reach, settings, alone } = parts
    this.parts = parts
    const ensemble = textOf(settings, 'rewardModel') === 'ensemble'
    const features = textOf(settings, 'features')
    const place = features === 'kinds' ? 'none' : ensemble ? 'coordinates' : 'cells'
    this.features = outcomeFeatures(world, place, features !== 'places')
    this.likelihood = {
      slope: numberOf(settings, 'preferenceSlope'),
      noiseFloor: numberOf(settings, 'noiseFloor'),
      taskWeight: alone ? 0 : 1,
    }
    this.segment = partialReturn(world, this.features)
    this.settle = constantSettler(world, reach, alone)
    this.goal = goalOutcomes(world.model, reach.outcomes)
    this.model = ensemble
      ? new EnsembleRewardModel(this.features, this.likelihood, this.priorDeviation, parts.seed)
      : this.newLinearModel()
  }

  /** @throws PlaygroundError `bad-clip` when a clip does not fit the world. */
  async fit(labels: readonly Label[], raters: RaterModels): Promise<void> {
    const { world, reach, settings } = this.parts
    const collected = partialReturn(world, this.features)
    await this.fitTo(labels, raters, collected)
    if (textOf(settings, 'preferenceModel') !== 'regret') return
    for (let round = 0; round < REGRET_ROUNDS && this.knowing; round++) {
      const total = this.totalReward()
      await this.fitTo(
        labels,
        raters,
        negativeRegret(world, this.features, successorsOf(world, reach, this.features, total)),
      )
    }
  }

  /** As the reward model sees it. */
  readonly see = (clip: Clip): ClipFeatures => this.segment(replayClip(this.parts.world.model, clip))

  get knowing(): boolean {
    return this.answers.comparisons.length + this.answers.ratings.length > 0
  }

  /** Per outcome, with its constant settled, or null while no label says anything. [K] */
  get mean(): Float64Array | null {
    return this.knowing ? this.settledReward().mean : null
  }

  /** From what the labels leave open, settled. [K] each */
  get draws(): readonly Float64Array[] {
    return this.settledReward().draws
  }

  /** What a learner trains on. [K] */
  totalReward(): Float64Array {
    const { reward } = this.parts.world.model
    const learned = this.mean ?? new Float64Array(reward.length)
    return learned.map((value, k) => value + this.likelihood.taskWeight * reward[k]!)
  }

  /** Predictions of the labels by models that never saw them. */
  heldOut(): HeldOut {
    const { comparisons, ratings } = this.answers
    this.unseen ??=
      this.model.heldOut() ?? crossValidate(this.newLinearModel(), comparisons, ratings, this.likelihood)
    return this.unseen
  }

  dispose(): void {
    this.model.dispose()
  }

  private async fitTo(
    labels: readonly Label[],
    raters: RaterModels,
    segment: SegmentFeatures,
  ): Promise<void> {
    const { world, settings, seed } = this.parts
    this.segment = segment
    this.answers = tabularAnswers(labels, {
      world,
      table: this.features,
      see: segment,
      raters,
      pieceSteps: numberOf(settings, 'clipLength'),
      seed,
    })
    this.settled = null
    this.unseen = null
    await this.model.fit(this.answers.comparisons, this.answers.ratings)
  }

  private settledReward(): { readonly mean: Float64Array; readonly draws: readonly Float64Array[] } {
    if (this.settled) return this.settled
    const { features, model } = this
    const mean = this.settle(toOutcomes(features, model.mean))
    const draws = Array.from({ length: model.drawCount }, (_, draw) =>
      this.settle(
        toOutcomes(features, model.draws.subarray(draw * features.rows, (draw + 1) * features.rows)),
      ),
    )
    // Where the learned reward stands alone there is no cost of a step that a bonus could make up for.
    if (this.parts.alone || !flagOf(this.parts.settings, 'bonuses')) {
      this.settled = { mean: mean.base, draws: draws.map(({ base }) => base) }
      return this.settled
    }
    const sure = sureBonus(mean, draws, features.rows - 1)
    const share = this.affordableShare(mean.base, sure)
    const paid = ({ base }: SettledReward, bonus: Float64Array) =>
      base.map((amount, k) => amount + share * bonus[k]!)
    // What is paid for is doubted on the scale on which it is paid: whether it is liked, not how much.
    const drawn = ({ base, bonus }: SettledReward) =>
      base.map((amount, k) => {
        const most = share * sure[k]!
        return most > 0 ? Math.max(-most, Math.min(most, amount + bonus[k]!)) : amount
      })
    this.settled = { mean: paid(mean, sure), draws: draws.map(drawn) }
    return this.settled
  }

  /** Of all bonuses, so that the robot still arrives. */
  private affordableShare(base: Float64Array, bonus: Float64Array): number {
    if (bonus.every(amount => amount === 0)) return 0
    const { world, reach } = this.parts
    const { reward } = world.model
    const limit = { model: world.model, reach, goal: this.goal, discount: PLANNING_DISCOUNT }
    return bonusFactor(
      limit,
      base.map((amount, k) => amount + this.likelihood.taskWeight * reward[k]!),
      bonus,
    )
  }

  private newLinearModel(): LinearRewardModel {
    return new LinearRewardModel(this.features, this.likelihood, this.priorDeviation, this.parts.seed)
  }

  private get priorDeviation(): number {
    return numberOf(this.parts.settings, 'priorDeviation')
  }
}

/**
 * What is liked even at the lower end of what the answers leave open; else chance pays for ways round. Among `count` things of
 * which none is liked the luckiest looks sqrt(2 ln count) standard deviations good: Donoho & Johnstone, "Ideal spatial
 * adaptation by wavelet shrinkage", Biometrika 81, 1994 (https://doi.org/10.1093/biomet/81.3.425). [K]
 */
function sureBonus(mean: SettledReward, draws: readonly SettledReward[], count: number): Float64Array {
  const luckiest = Math.sqrt(2 * ln(Math.max(1, count)))
  const above = ({ base, bonus }: SettledReward, k: number) => (bonus[k]! > 0 ? bonus[k]! : base[k]!)
  return mean.bonus.map((amount, k) => {
    if (amount === 0) return 0
    const centre = draws.reduce((sum, draw) => sum + above(draw, k), 0) / draws.length
    const variance =
      draws.reduce((sum, draw) => sum + (above(draw, k) - centre) * (above(draw, k) - centre), 0) /
      draws.length
    return Math.max(0, amount - luckiest * Math.sqrt(variance))
  })
}
