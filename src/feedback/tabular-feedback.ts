/**
 * The feedback of one grid world: labels in, learned reward and the next questions out. Everything follows from world,
 * settings, seed and labels, and from the behaviour that clips are taken from.
 */

import { replayClip } from '../core/clip-replay.ts'
import type { TabularWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { Clip, ClipTrace, Label, Query } from '../core/label.ts'
import type { TabularLearnedReward } from '../core/learned-reward.ts'
import { changedStates } from '../core/planning.ts'
import type { Rng } from '../core/rng.ts'
import { decodeSettings, flagOf, numberOf, type SettingValues, textOf } from '../core/settings.ts'
import type { InfluenceReport } from '../core/teaching-reports.ts'
import { agreementByKind, crossValidate, scorePredictions } from './agreement.ts'
import { type Calibration, calibrationReport, fitCalibration, predictedPreference } from './calibration.ts'
import { stoppingHint } from './control/stopping-hint.ts'
import { EnsembleRewardModel } from './ensemble-reward-model.ts'
import { clipFeatures, type FeatureTable, outcomeFeatures, toOutcomes } from './features.ts'
import type { Feedback } from './feedback.ts'
import { byCell, cellStatistics, kindStatistics, trueCellReward } from './lens.ts'
import { LinearRewardModel } from './linear-reward-model.ts'
import {
  CANDIDATES,
  type CandidatePair,
  type ClipSource,
  candidateClip,
  candidatePair,
  chooseClip,
  type QueryRule,
} from './query.ts'
import { type Reachable, reachable } from './reachable.ts'
import { constantSettler } from './reward-constant.ts'
import type { HeldOut, Likelihood, RewardModel } from './reward-model.ts'
import { feedbackSettings } from './settings.ts'
import { type TabularAnswers, tabularAnswers } from './tabular-answers.ts'
import { TabularQuestions } from './tabular-questions.ts'
import { trueDistance } from './true-distance.ts'

/** Measured: without it, 60 ratings with one in ten wrong left 2 of 50 gardens trampled. */
const ANY_CLIP_SHARE = 0.25

/** Of the plan that tells whether an answer matters to the best behaviour. */
const INFLUENCE_DISCOUNT = 0.99

export interface TabularFeedbackOptions {
  /** The learner trains on the learned reward alone, so answers are explained by it alone too. */
  readonly learnedOnly?: boolean
  /** A clock in milliseconds, for `fitMilliseconds` alone; without one it stays 0. */
  readonly now?: () => number
  /** The behaviour policy of now, which clips are taken from. [S x A] */
  readonly policy: () => Float64Array
}

export class TabularFeedback implements Feedback {
  private readonly world: TabularWorld
  private readonly seed: number
  private readonly settings: SettingValues
  private readonly now: () => number
  private readonly reach: Reachable
  private readonly features: FeatureTable
  private readonly likelihood: Likelihood
  private readonly model: RewardModel
  private readonly settle: (table: Float64Array) => Float64Array
  private readonly policy: () => Float64Array
  private readonly questions: TabularQuestions
  private answers: TabularAnswers = { comparisons: [], kinds: [], ids: [], ratings: [] }
  private given: readonly Label[] = []
  private unseen: HeldOut | null = null
  private calibration: Calibration | null = null
  private asked = 0
  private fitMilliseconds = 0

  /** @throws PlaygroundError `bad-setting`, path `feedback.*`. */
  constructor(world: TabularWorld, settings: SettingValues, seed: number, options: TabularFeedbackOptions) {
    this.policy = options.policy
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
    this.model = this.newModel()
    this.settle = constantSettler(world, this.reach, { bonuses: flagOf(this.settings, 'bonuses'), alone })
    this.questions = new TabularQuestions({
      rule: this.queryRule,
      checkShare: numberOf(this.settings, 'checkShare'),
      seed,
      model: this.model,
      likelihood: this.likelihood,
      candidates: (count, rng) => this.candidatePairs(count, rng),
      predict: (left, right) => this.predict(left, right),
    })
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
    this.answers = this.read(labels)
    this.given = labels
    this.unseen = null
    this.calibration = null
    await this.model.fit(this.answers.comparisons, this.answers.ratings)
    this.fitMilliseconds = this.now() - started
  }

  /** Learned reward per outcome with its constant settled, or null while no label says anything. [K] */
  learnedReward(): Float64Array | null {
    if (!this.knowing) return null
    return this.settle(toOutcomes(this.features, this.model.mean))
  }

  nextQueries(count: number, policyStep: number): Query[] {
    return this.questions.next(count, this.given, this.answers.comparisons).map(question => {
      const [left, right] = [this.trace(question.left), this.trace(question.right)]
      return {
        ...question,
        id: `${this.seed}-${this.labels}-${this.asked++}`,
        queryRule: this.queryRule,
        modelVersion: this.labels,
        policyStep,
        traces: left && right ? [left, right] : null,
      }
    })
  }

  /** By the query rule, and now and then any, so that one wrong rating is not the last. */
  nextClip(): Clip {
    const rule = this.queryRule
    const source = this.source()
    const policy = this.policy()
    const { stream } = this.questions
    const any = stream.uniform() < ANY_CLIP_SHARE
    const clips = Array.from({ length: rule === 'uniform' || any ? 1 : CANDIDATES }, () =>
      candidateClip(source, policy, stream),
    )
    return clips[chooseClip(clips, rule, this.model, this.likelihood)]!.clip
  }

  randomPairs(count: number, rng: Rng): (readonly [Clip, Clip])[] {
    return this.candidatePairs(count, rng).map(({ left, right }) => [left.clip, right.clip])
  }

  predict(left: Clip, right: Clip): number {
    const { comparisons } = this.answers
    this.calibration ??= fitCalibration(comparisons, this.predictUnseen(), this.likelihood)
    const { model, likelihood, calibration, world, features } = this
    const pair = {
      left: clipFeatures(world, features, left),
      right: clipFeatures(world, features, right),
    }
    return predictedPreference(pair, model, likelihood, calibration)
  }

  trace(clip: Clip): ClipTrace | null {
    const mean = this.learnedReward()
    if (!mean) return null
    const { outcomes } = replayClip(this.world.model, clip)
    const draws = this.settledDraws()
    const along = (rewardAt: (k: number) => number) => Float64Array.from(outcomes, rewardAt)
    const { model, hiddenReward } = this.world
    return {
      mean: along(k => mean[k]!),
      standardDeviation: along(k => deviation(draws.map(draw => draw[k]!))),
      trueReward: along(k => model.reward[k]! + (hiddenReward?.[k] ?? 0)),
    }
  }

  report(epoch: number): TabularLearnedReward {
    const { world, reach, answers } = this
    const mean = this.learnedReward() ?? new Float64Array(world.model.outcomes)
    const draws = this.settledDraws()
    const cells = cellStatistics(world, reach, mean, draws)
    const unseen = this.predictUnseen()
    this.calibration ??= fitCalibration(answers.comparisons, unseen, this.likelihood)
    return {
      form: 'tabular',
      epoch,
      labels: this.labels,
      mean: cells.mean,
      standardDeviation: cells.standardDeviation,
      trueReward: trueCellReward(world, reach),
      epicDistance: trueDistance(world, reach, mean, this.likelihood.taskWeight),
      agreement: scorePredictions(answers.comparisons, answers.ratings, unseen),
      agreementByKind: agreementByKind(answers, unseen),
      calibration: calibrationReport(answers.comparisons, unseen, this.calibration),
      stopping: stoppingHint(this.labels, this.knowing ? openShare(cells) : null),
      kinds: kindStatistics(world, reach, mean, draws),
      fitMilliseconds: this.fitMilliseconds,
    }
  }

  predictedReturns(): Map<string, number> {
    const { answers, likelihood } = this
    const { logits } = this.predictUnseen()
    const returns = new Map<string, number>()
    answers.ids.forEach((id, i) => {
      if (answers.kinds[i] === 'compare') returns.set(id, logits[i]! / likelihood.slope)
    })
    for (const label of this.given) {
      const along = label.kind === 'rate' ? this.trace(label.clip) : null
      if (along)
        returns.set(
          label.id,
          along.mean.reduce((sum, reward) => sum + reward, 0),
        )
    }
    return returns
  }

  /** Learned reward per outcome and draws from what the labels leave open, constants settled. [K] each */
  learnedDraws(): { readonly mean: Float64Array; readonly draws: readonly Float64Array[] } | null {
    const mean = this.learnedReward()
    return mean && { mean, draws: this.settledDraws() }
  }

  async influence(label: string, epoch: number): Promise<InfluenceReport> {
    const { world, features, reach } = this
    const started = this.now()
    const without = this.given.filter(({ id }) => id !== label)
    if (without.length === this.given.length) {
      throw new PlaygroundError(
        'unknown-label',
        `label is '${label.slice(0, 80)}', which does not stand here.`,
        {
          path: 'label',
        },
      )
    }
    const answers = this.read(without)
    const model = this.newModel()
    await model.fit(answers.comparisons, answers.ratings)
    const before = this.learnedReward() ?? new Float64Array(world.model.outcomes)
    const knows = answers.comparisons.length + answers.ratings.length > 0
    const after = knows
      ? this.settle(toOutcomes(features, model.mean))
      : new Float64Array(world.model.outcomes)
    model.dispose()
    const [cellsBefore, cellsAfter] = [byCell(world, reach, before), byCell(world, reach, after)]
    const base = { ...world.model, reward: this.totalReward(before) }
    const change = after.map((value, k) => value - before[k]!)
    return {
      epoch,
      label,
      rewardChange: rootMeanSquare(cellsAfter.map((value, cell) => value - cellsBefore[cell]!)),
      meanWithout: cellsAfter,
      changedStates: changedStates(base, INFLUENCE_DISCOUNT, change),
      milliseconds: this.now() - started,
    }
  }

  dispose(): void {
    this.model.dispose()
  }

  private get labels(): number {
    return this.given.length
  }

  private get knowing(): boolean {
    return this.answers.comparisons.length + this.answers.ratings.length > 0
  }

  private read(labels: readonly Label[]): TabularAnswers {
    return tabularAnswers(labels, this.world, this.features, numberOf(this.settings, 'clipLength'), this.seed)
  }

  private candidatePairs(count: number, rng: Rng): CandidatePair[] {
    const source = this.source()
    const policy = this.policy()
    return Array.from({ length: count }, () => candidatePair(source, policy, rng))
  }

  private settledDraws(): Float64Array[] {
    const { model, features } = this
    return Array.from({ length: model.drawCount }, (_, draw) =>
      this.settle(
        toOutcomes(features, model.draws.subarray(draw * features.rows, (draw + 1) * features.rows)),
      ),
    )
  }

  private totalReward(learned: Float64Array): Float64Array {
    const { reward } = this.world.model
    return learned.map((value, k) => value + this.likelihood.taskWeight * reward[k]!)
  }

  private predictUnseen(): HeldOut {
    const { comparisons, ratings } = this.answers
    this.unseen ??=
      this.model.heldOut() ?? crossValidate(this.newLinearModel(), comparisons, ratings, this.likelihood)
    return this.unseen
  }

  private newModel(): RewardModel {
    if (textOf(this.settings, 'rewardModel') !== 'ensemble') return this.newLinearModel()
    const prior = numberOf(this.settings, 'priorDeviation')
    return new EnsembleRewardModel(this.features, this.likelihood, prior, this.seed)
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

const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length)
}

/** Of cells that can be entered. */
function rootMeanSquare(cells: Float64Array): number {
  const known = cells.filter(value => !Number.isNaN(value))
  return Math.sqrt(known.reduce((sum, value) => sum + value * value, 0) / Math.max(1, known.length))
}

/** What the labels leave open, as a share of what the learned reward varies by over the cells. */
function openShare({ mean, standardDeviation }: { mean: Float64Array; standardDeviation: Float64Array }) {
  const known = mean.filter(value => !Number.isNaN(value))
  const spread = deviation([...known])
  const open = rootMeanSquare(standardDeviation)
  return spread > 0 ? (open * open) / (spread * spread) : null
}
