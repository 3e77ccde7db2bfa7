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
import { agreementByKind, scorePredictions } from './agreement.ts'
import type { AuditedRater } from './audit/rater-models.ts'
import { type Calibration, calibrationReport, fitCalibration, predictedPreference } from './calibration.ts'
import { stoppingHint } from './control/stopping-hint.ts'
import type { Feedback } from './feedback.ts'
import { byCell, cellStatistics, kindStatistics, trueCellReward } from './lens.ts'
import {
  CANDIDATES,
  type CandidatePair,
  type ClipSource,
  candidateClip,
  candidatePair,
  chooseClip,
  type QueryRule,
} from './query.ts'
import { NO_RATER_MODELS, type RaterModels, raterModelsFrom } from './rater-model.ts'
import { type Reachable, reachable } from './reachable.ts'
import { feedbackSettings } from './settings.ts'
import { TabularQuestions } from './tabular-questions.ts'
import { PLANNING_DISCOUNT, TabularReward } from './tabular-reward.ts'
import { trueDistance } from './true-distance.ts'

/** Measured: without it, 60 ratings with one in ten wrong left 2 of 50 gardens trampled. */
const ANY_CLIP_SHARE = 0.25

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
  private readonly alone: boolean
  private readonly reward: TabularReward
  private readonly policy: () => Float64Array
  private readonly questions: TabularQuestions
  private raters: RaterModels = NO_RATER_MODELS
  private given: readonly Label[] = []
  private calibration: Calibration | null = null
  private asked = 0
  private fitMilliseconds = 0

  /** @throws PlaygroundError `bad-setting`, path `feedback.*`. */
  constructor(world: TabularWorld, settings: SettingValues, seed: number, options: TabularFeedbackOptions) {
    this.policy = options.policy
    this.world = world
    this.seed = seed
    this.now = options.now ?? (() => 0)
    this.alone = options.learnedOnly ?? false
    this.settings = decodeSettings(feedbackSettings, settings, 'feedback')
    this.reach = reachable(world.model)
    this.reward = this.newReward()
    this.questions = new TabularQuestions({
      rule: this.queryRule,
      checkShare: numberOf(this.settings, 'checkShare'),
      seed,
      model: this.reward.model,
      likelihood: this.reward.likelihood,
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
    this.given = labels
    this.calibration = null
    await this.reward.fit(labels, this.raters)
    this.fitMilliseconds = this.now() - started
  }

  setRaterModels(models: ReadonlyMap<string, AuditedRater>): void {
    this.raters = raterModelsFrom(models)
  }

  /** Learned reward per outcome with its constant settled, or null while no label says anything. [K] */
  learnedReward(): Float64Array | null {
    return this.reward.mean
  }

  nextQueries(count: number, policyStep: number): Query[] {
    return this.questions.next(count, this.given, this.reward.answers.comparisons).map(question => {
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
    return clips[chooseClip(clips, rule, this.reward.model, this.reward.likelihood)]!.clip
  }

  randomPairs(count: number, rng: Rng): (readonly [Clip, Clip])[] {
    return this.candidatePairs(count, rng).map(({ left, right }) => [left.clip, right.clip])
  }

  predict(left: Clip, right: Clip): number {
    const { model, likelihood, answers, see } = this.reward
    this.calibration ??= fitCalibration(answers.comparisons, this.reward.heldOut(), likelihood)
    return predictedPreference({ left: see(left), right: see(right) }, model, likelihood, this.calibration)
  }

  trace(clip: Clip): ClipTrace | null {
    const { mean, draws } = this.reward
    if (!mean) return null
    const { outcomes } = replayClip(this.world.model, clip)
    const along = (rewardAt: (k: number) => number) => Float64Array.from(outcomes, rewardAt)
    const { model, hiddenReward } = this.world
    return {
      mean: along(k => mean[k]!),
      standardDeviation: along(k => deviation(draws.map(draw => draw[k]!))),
      trueReward: along(k => model.reward[k]! + (hiddenReward?.[k] ?? 0)),
    }
  }

  report(epoch: number): TabularLearnedReward {
    const { world, reach } = this
    const { answers, likelihood, draws, knowing } = this.reward
    const mean = this.reward.mean ?? new Float64Array(world.model.outcomes)
    const cells = cellStatistics(world, reach, mean, draws)
    const unseen = this.reward.heldOut()
    this.calibration ??= fitCalibration(answers.comparisons, unseen, likelihood)
    return {
      form: 'tabular',
      epoch,
      labels: this.labels,
      mean: cells.mean,
      standardDeviation: cells.standardDeviation,
      trueReward: trueCellReward(world, reach),
      epicDistance: trueDistance(world, reach, mean, likelihood.taskWeight),
      agreement: scorePredictions(answers.comparisons, answers.ratings, unseen),
      agreementByKind: agreementByKind(answers, unseen),
      calibration: calibrationReport(answers.comparisons, unseen, this.calibration),
      stopping: stoppingHint(this.labels, knowing ? openShare(cells) : null),
      kinds: kindStatistics(world, reach, mean, draws),
      fitMilliseconds: this.fitMilliseconds,
    }
  }

  predictedReturns(): Map<string, number> {
    const { answers, likelihood } = this.reward
    const { logits } = this.reward.heldOut()
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
    const { mean, draws } = this.reward
    return mean && { mean, draws }
  }

  async influence(label: string, epoch: number): Promise<InfluenceReport> {
    const { world, reach } = this
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
    const other = this.newReward()
    await other.fit(without, this.raters)
    const nothing = new Float64Array(world.model.outcomes)
    const [before, after] = [this.reward.mean ?? nothing, other.mean ?? nothing]
    other.dispose()
    const [cellsBefore, cellsAfter] = [byCell(world, reach, before), byCell(world, reach, after)]
    const base = { ...world.model, reward: this.reward.totalReward() }
    const change = after.map((value, k) => value - before[k]!)
    return {
      epoch,
      label,
      rewardChange: rootMeanSquare(cellsAfter.map((value, cell) => value - cellsBefore[cell]!)),
      meanWithout: cellsAfter,
      changedStates: changedStates(base, PLANNING_DISCOUNT, change),
      milliseconds: this.now() - started,
    }
  }

  dispose(): void {
    this.reward.dispose()
  }

  private get labels(): number {
    return this.given.length
  }

  private candidatePairs(count: number, rng: Rng): CandidatePair[] {
    const source = this.source()
    const policy = this.policy()
    return Array.from({ length: count }, () => candidatePair(source, policy, rng))
  }

  private newReward(): TabularReward {
    const { world, reach, settings, seed, alone } = this
    return new TabularReward({ world, reach, settings, seed, alone })
  }

  private source(): ClipSource {
    return {
      world: this.world,
      reach: this.reach,
      see: this.reward.see,
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
