/**
 * The feedback of a world of real-valued states: an ensemble of reward networks fitted to answers about clips of what the
 * robots did lately. Fits go on from the last one while labels only come in, and begin anew when one is taken back or edited;
 * so the same calls of `setLabels` and `setRaterModels` in the same order, with the same experience, give the same bits.
 */
import type { StepReward } from '../../core/agent.ts'
import { replayControlClip } from '../../core/clip-replay.ts'
import type { ControlWorld } from '../../core/environment.ts'
import { PlaygroundError } from '../../core/errors.ts'
import type { Clip, ClipTrace, Label, Query } from '../../core/label.ts'
import type { ControlLearnedReward } from '../../core/learned-reward.ts'
import { Rng } from '../../core/rng.ts'
import { decodeSettings, flagOf, numberOf, type SettingValues, textOf } from '../../core/settings.ts'
import type { InfluenceReport } from '../../core/teaching-reports.ts'
import type { AuditedRater } from '../audit/rater-models.ts'
import type { Feedback } from '../feedback.ts'
import type { QueryRule } from '../query.ts'
import { raterModelsFrom } from '../rater-model.ts'
import { ClipSource } from './clip-source.ts'
import { type Answer, ControlAnswers } from './control-answers.ts'
import { ControlQuestions, type Question } from './control-questions.ts'
import { controlFeedbackSettingsFor } from './control-settings.ts'
import type { Experience } from './experience.ts'
import {
  agreementByKind,
  agreementOf,
  type ControlCalibration,
  calibrate,
  calibrationReport,
  outOfBag,
  statedPreference,
} from './out-of-bag.ts'
import { RewardEnsemble, rowsOf } from './reward-ensemble.ts'
import { firstPlane, type Judge, mostTellingPlane, reachOf, rewardSurface } from './reward-surface.ts'
import { compareRewards } from './sampled-steps.ts'
import { StepFeatures } from './step-features.ts'
import { stoppingHint } from './stopping-hint.ts'

const FIRST_EPOCHS = 60
/** Epochs after many new labels, and steps put through the networks after a few, so that an answer is heard at once. */
const LATER_EPOCHS = 30
const MANY_LABELS = 5
const LATER_STEPS = 60_000
/** Of the learned reward over where the robots have been. */
const DEVIATION = 0.5

export interface ControlFeedbackOptions {
  readonly world: ControlWorld
  readonly settings: SettingValues
  readonly seed: number
  readonly experience: Experience
  /** Milliseconds, for `fitMilliseconds` alone; without a clock it stays 0. */
  readonly now?: (() => number) | undefined
}

export class ControlFeedback implements Feedback {
  readonly queryRule: QueryRule
  private readonly world: ControlWorld
  private readonly experience: Experience
  private readonly seed: number
  private readonly now: () => number
  private readonly features: StepFeatures
  private readonly ensemble: RewardEnsemble
  private readonly source: ClipSource
  private readonly clips: ControlAnswers
  private readonly questions: ControlQuestions
  private readonly rng: Rng
  private readonly slope: number
  private readonly lapse: number
  private readonly stopsEarly: boolean
  private readonly pessimism: number
  private labels: readonly Label[] = []
  private answers: readonly Answer[] = []
  private calibration: ControlCalibration | null = null
  private plane: readonly [number, number] | null = null
  private asked = 0
  private fitMilliseconds = 0

  /** @throws PlaygroundError `bad-setting`, path `feedback.*`. */
  static async open(options: ControlFeedbackOptions): Promise<ControlFeedback> {
    const settings = decodeSettings(controlFeedbackSettingsFor(options.world), options.settings, 'feedback')
    const features = new StepFeatures(options.world)
    const [members, hiddenUnits] = [numberOf(settings, 'members'), numberOf(settings, 'hiddenUnits')]
    const ensemble = await RewardEnsemble.open(
      { features: features.size, members, hiddenUnits },
      options.seed,
    )
    return new ControlFeedback(options, settings, features, ensemble)
  }

  private constructor(
    { world, seed, experience, now = () => 0 }: ControlFeedbackOptions,
    settings: SettingValues,
    features: StepFeatures,
    ensemble: RewardEnsemble,
  ) {
    const clipLength = numberOf(settings, 'clipLength')
    this.world = world
    this.experience = experience
    this.seed = seed
    this.now = now
    this.features = features
    this.ensemble = ensemble
    this.queryRule = textOf(settings, 'queryRule') as QueryRule
    this.slope = numberOf(settings, 'preferenceSlope')
    this.lapse = numberOf(settings, 'noiseFloor')
    this.stopsEarly = flagOf(settings, 'earlyStopping')
    this.pessimism = numberOf(settings, 'pessimism')
    this.source = new ClipSource(world, experience, features, clipLength, numberOf(settings, 'recentSteps'))
    this.clips = new ControlAnswers(world, features, clipLength, this.source)
    this.rng = Rng.fromSeed(seed, 'query')
    const checkShare = numberOf(settings, 'checkShare')
    const asking = { rule: this.queryRule, checkShare, slope: this.slope, lapse: this.lapse }
    this.questions = new ControlQuestions(this.source, this.clips, ensemble, asking, this.rng)
  }

  async setLabels(labels: readonly Label[]): Promise<void> {
    const started = this.now()
    await this.clips.prepare(labels, this.now)
    const answers = this.clips.of(labels)
    const goesOn = this.answers.length > 0 && this.labels.every((label, i) => labels[i]?.id === label.id)
    const added = labels.length - this.labels.length
    if (!goesOn) this.ensemble.restart()
    this.clips.keep(labels)
    this.answers = answers
    this.labels = labels
    this.calibration = null
    this.fit(answers, goesOn ? laterEpochs(answers, added) : FIRST_EPOCHS)
    this.fitMilliseconds = this.now() - started
  }

  setRaterModels(models: ReadonlyMap<string, AuditedRater>): void {
    this.ensemble.setRaterModels(raterModelsFrom(models))
  }

  /** Mean over the members less `pessimism` standard deviations, at weight 1; null while no label says anything. */
  stepReward(): StepReward | null {
    if (this.answers.length === 0) return null
    const { pessimism } = this
    let deviation = new Float64Array(0)
    return (observations, actions, size, into) => {
      if (deviation.length < size) deviation = new Float64Array(size)
      this.judge(observations, actions, size, into, deviation)
      for (let i = 0; i < size && pessimism > 0; i++) into[i] = into[i]! - pessimism * deviation[i]!
    }
  }

  /** Standard deviation between the members, in units of `stepReward`; null while no label says anything. */
  stepDeviation(): StepReward | null {
    if (this.answers.length === 0) return null
    return (observations, actions, size, into) => {
      this.judge(observations, actions, size, new Float64Array(size), into)
    }
  }

  nextQueries(count: number, policyStep: number): Query[] {
    const queries: Query[] = []
    for (let i = 0; i < count; i++) {
      const question = this.questions.next(this.labels)
      if (!question) break
      queries.push({
        ...question,
        id: `${this.seed}-${this.labels.length}-${this.asked++}`,
        queryRule: this.queryRule,
        modelVersion: this.labels.length,
        policyStep,
        traces: this.tracesOf(question),
      })
    }
    return queries
  }

  /** @throws PlaygroundError `no-clips` while the robots have not done enough. */
  nextClip(): Clip {
    return this.source.draw(this.rng) ?? nothingYet()
  }

  randomPairs(count: number, rng: Rng): readonly (readonly [Clip, Clip])[] {
    return Array.from({ length: count }, () => {
      const [left, right] = [this.source.draw(rng), this.source.draw(rng)]
      return left && right ? ([left, right] as const) : nothingYet()
    })
  }

  /** Of a rater who leans to no side, where the answer is not equal. */
  predict(left: Clip, right: Clip): number {
    this.calibration ??= calibrate(outOfBag(this.answers, this.ensemble, this.slope))
    const pair = { left: this.clips.rows(left), right: this.clips.rows(right) }
    return statedPreference([...this.ensemble.logits(pair, this.slope)], this.calibration)
  }

  trace(clip: Clip): ClipTrace | null {
    if (this.answers.length === 0) return null
    const { observations, actions, steps, rewards } = replayControlClip(this.world, clip)
    const [mean, standardDeviation] = [new Float64Array(steps), new Float64Array(steps)]
    this.judge(observations, actions, steps, mean, standardDeviation)
    return { mean, standardDeviation, trueReward: rewards.slice() }
  }

  /** Which two numbers of the observation the learned reward is drawn over from now on. @throws PlaygroundError `bad-plane`. */
  setPlane(x: number, y: number): void {
    const { length } = this.world.observations
    const fits = (index: number) => Number.isInteger(index) && index >= 0 && index < length
    if (!fits(x) || !fits(y) || x === y) {
      throw new PlaygroundError(
        'bad-plane',
        `The plane is over numbers ${x} and ${y} of the observation; expected two different ones below ${length}.`,
      )
    }
    this.plane = [x, y]
  }

  predictedReturns(): Map<string, number> {
    const returns = new Map<string, number>()
    for (const { id, kind, rater, logits } of outOfBag(this.answers, this.ensemble, this.slope)) {
      if (kind !== 'compare') continue
      const { leaning } = this.ensemble.rater(rater)
      const mean = logits.reduce((sum, z) => sum + z - leaning, 0) / logits.length
      returns.set(id, mean / this.slope)
    }
    return returns
  }

  report(epoch: number): ControlLearnedReward {
    const { world, experience, source, features, seed } = this
    const predicted = outOfBag(this.answers, this.ensemble, this.slope)
    this.calibration ??= calibrate(predicted)
    const compared = predicted.filter(
      ({ kind }) => kind === 'compare' || kind === 'correct' || kind === 'demo',
    )
    const learned = this.stepReward()
    const comparison = learned && compareRewards(world, experience, source, seed, learned)
    const reach = reachOf(world, experience, features)
    const plane =
      this.plane ??
      (this.answers.length > 0
        ? mostTellingPlane(world, reach, this.judge)
        : firstPlane(features.observationSize))
    return {
      form: 'control',
      epoch,
      labels: this.labels.length,
      agreement: agreementOf(predicted),
      agreementByKind: agreementByKind(predicted),
      calibration: calibrationReport(compared, this.calibration),
      stopping: stoppingHint(this.labels.length, this.openVariance()),
      epicDistance: comparison?.epicDistance ?? null,
      fitMilliseconds: this.fitMilliseconds,
      surface: rewardSurface(world, reach, plane, this.judge),
      correlation: comparison?.correlation ?? null,
    }
  }

  /** Both models are fitted from nothing, so that they differ by the label alone. @throws PlaygroundError `unknown-label`. */
  async influence(label: string, epoch: number): Promise<InfluenceReport> {
    if (!this.labels.some(({ id }) => id === label)) {
      throw new PlaygroundError('unknown-label', `No standing label has the id ${label}.`)
    }
    const started = this.now()
    const kept = this.ensemble.save()
    const fitted = (labels: readonly Label[]): Float64Array => {
      this.ensemble.restart()
      this.fit(this.clips.of(labels), FIRST_EPOCHS)
      return this.sampledRewards()
    }
    const before = fitted(this.labels)
    const after = fitted(this.labels.filter(({ id }) => id !== label))
    this.ensemble.load(kept)
    let squares = 0
    for (let i = 0; i < after.length; i++) squares += (after[i]! - before[i]!) * (after[i]! - before[i]!)
    return {
      epoch,
      label,
      rewardChange: Math.sqrt(squares / Math.max(1, after.length)),
      meanWithout: null,
      changedStates: null,
      milliseconds: this.now() - started,
    }
  }

  dispose(): void {
    // The memory the networks live in goes with the last reference to it.
  }

  private readonly judge: Judge = (observations, actions, size, mean, deviation) => {
    const { features, ensemble } = this
    const { networks } = ensemble
    const { observationSize, actionSize } = this.experience
    for (let first = 0; first < size; first += networks.rows) {
      const count = Math.min(networks.rows, size - first)
      const seen = observations.subarray(first * observationSize)
      features.write(seen, actions.subarray(first * actionSize), count, networks.input, 0)
      networks.forward(count)
      for (let i = 0; i < count; i++) {
        let sum = 0
        let squares = 0
        for (let m = 0; m < ensemble.members; m++) {
          const reward = DEVIATION * ensemble.reward(m, i)
          sum += reward
          squares += reward * reward
        }
        const centre = sum / ensemble.members
        mean[first + i] = centre
        deviation[first + i] = Math.sqrt(Math.max(0, squares / ensemble.members - centre * centre))
      }
    }
  }

  private fit(answers: readonly Answer[], epochs: number): void {
    const { slope, lapse, stopsEarly } = this
    this.ensemble.fit(answers, { slope, lapse, epochs, stopsEarly })
    const count = this.putStandardSteps()
    if (count > 0) this.ensemble.standardise(count)
  }

  /**
   * Steps drawn evenly from where the robots have been, not from when: over time, a robot that lies where it fell would
   * make its tiny differences the measure of everything (measured: rewards of 70 on a cart pole).
   * @returns how many steps now lie in the networks' input.
   */
  private putStandardSteps(): number {
    const { experience, features } = this
    const { networks } = this.ensemble
    const { observationSize, actionSize } = experience
    const rng = Rng.fromSeed(this.seed, 'standard-steps')
    let count = 0
    for (; count < networks.rows; count++) {
      const step = this.source.drawStep(rng)
      if (step === null) break
      const slot = step % experience.capacity
      const seen = experience.observations.subarray(slot * observationSize)
      features.write(seen, experience.actions.subarray(slot * actionSize), 1, networks.input, count)
    }
    return count
  }

  /** Mean rewards of the steps that rewards are standardised on. */
  private sampledRewards(): Float64Array {
    const { ensemble } = this
    const count = this.putStandardSteps()
    ensemble.networks.forward(count)
    return Float64Array.from({ length: count }, (_, i) => {
      let sum = 0
      for (let m = 0; m < ensemble.members; m++) sum += DEVIATION * ensemble.reward(m, i)
      return sum / ensemble.members
    })
  }

  /** Variance between members as a share of the reward's own, which is 1 for each of them. */
  private openVariance(): number | null {
    const { ensemble } = this
    if (this.answers.length === 0 || ensemble.members < 2) return null
    const count = this.putStandardSteps()
    if (count === 0) return null
    ensemble.networks.forward(count)
    let total = 0
    for (let i = 0; i < count; i++) {
      let sum = 0
      let squares = 0
      for (let m = 0; m < ensemble.members; m++) {
        const reward = ensemble.reward(m, i)
        sum += reward
        squares += reward * reward
      }
      total += (squares - (sum * sum) / ensemble.members) / (ensemble.members - 1)
    }
    return total / count
  }

  private tracesOf({ left, right }: Question): Query['traces'] {
    const [one, other] = [this.trace(left), this.trace(right)]
    return one && other ? [one, other] : null
  }
}

/** All members' work on one answer more stays within a fraction of a second. */
function laterEpochs(answers: readonly Answer[], added: number): number {
  if (added >= MANY_LABELS) return LATER_EPOCHS
  const rows = answers.reduce((sum, answer) => sum + rowsOf(answer), 0)
  return Math.max(2, Math.min(LATER_EPOCHS, Math.floor(LATER_STEPS / rows)))
}

function nothingYet(): never {
  throw new PlaygroundError('no-clips', 'The robots have done too little to cut clips from. Let them act on.')
}
