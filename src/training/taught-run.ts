/**
 * A run and the people who teach it: labels refit the reward model, the learned reward goes into the next step and into what
 * the learner remembers, and what the robot does supplies the next clips to ask about.
 */
import type { EpisodeRecord, Label, LabelContent, LabelKind, Query } from '../core/label.ts'
import type { LearnedReward } from '../core/learned-reward.ts'
import type { RewardSettings } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import type { AuditReport, InfluenceReport, OveroptimisationReport } from '../core/teaching-reports.ts'
import type { AuditedRater } from '../feedback/audit/rater-models.ts'
import type { Repair } from '../feedback/overoptimisation/overoptimise.ts'
import type { Run } from './run.ts'
import { habitsDue } from './teaching/habits-due.ts'
import { openRunFeedback, type RunFeedback, teachDirectly } from './teaching/run-feedback.ts'
import type { SimulatedRater } from './teaching/simulated-labels.ts'

export interface TaughtRunOptions {
  readonly feedbackSettings: SettingValues
  /** Milliseconds, to report how long a refit took. */
  now(): number
}

export class TaughtRun {
  readonly run: Run
  private readonly now: () => number
  /** By teacher and whether it has to show anything. */
  private readonly raters = new Map<string, Promise<SimulatedRater>>()
  private settings: SettingValues
  /** Of a control run opened when somebody first teaches: it takes networks, and a record of what the robots do. */
  private feedback: RunFeedback | null = null
  private labels: readonly Label[] = []
  private habits: ReadonlyMap<string, AuditedRater> = new Map()
  /** As `habitsDue` said it. */
  private lookedAt = 0

  /** Takes the run over: disposed of together. @throws PlaygroundError when the settings do not decode. */
  static async open(run: Run, { feedbackSettings, now }: TaughtRunOptions): Promise<TaughtRun> {
    const taught = new TaughtRun(run, feedbackSettings, now)
    if (run.form === 'tabular') await taught.opened()
    return taught
  }

  private constructor(run: Run, settings: SettingValues, now: () => number) {
    this.run = run
    this.now = now
    this.settings = settings
  }

  async setLabels(labels: readonly Label[]): Promise<void> {
    this.labels = labels
    if (labels.length === 0 && !this.feedback) return
    const feedback = await this.opened()
    await feedback.setLabels(labels)
    if (!teachDirectly(this.run, labels)) feedback.apply()
  }

  /**
   * Looks at how the raters answer when that is due; the next refit allows for what is found. Kept out of `setLabels`, so
   * that an answer is heard before its rater is judged.
   */
  async learnHabits(): Promise<void> {
    const { feedback, labels } = this
    if (!feedback || this.settings.correctBiases === false) return
    const due = habitsDue(labels, this.lookedAt)
    if (due === null) return
    const { habitsOf } = await import('./teaching/rater-habits.ts')
    this.lookedAt = due
    this.habits = habitsOf(labels, feedback)
    feedback.setRaterModels(this.habits)
  }

  /** Builds the reward model anew with other settings, on the same labels. */
  async setFeedbackSettings(settings: SettingValues): Promise<void> {
    this.settings = settings
    await this.renew()
  }

  /** Answers mean something else once the task's own reward no longer counts, so the model is fitted anew then. */
  async setReward(reward: RewardSettings): Promise<void> {
    const before = this.run.config.reward.learnedOnly
    this.run.setReward(reward)
    if (reward.learnedOnly !== before) await this.renew()
  }

  async queries(count: number): Promise<Query[]> {
    return (await this.opened()).nextQueries(count, this.run.step)
  }

  /** A clip to rate or correct. */
  async rateable(): Promise<EpisodeRecord> {
    return { episode: this.run.episode, clip: (await this.opened()).nextClip() }
  }

  /** What a simulated rater says. @param query what is compared; null for the other kinds. */
  async simulate(teacher: string, kind: LabelKind, query: Query | null): Promise<LabelContent> {
    const key = `${teacher}/${kind === 'demo' || kind === 'correct'}`
    const rater = this.raters.get(key) ?? this.openRater(teacher, kind)
    this.raters.set(key, rater)
    const feedback = await this.opened()
    const given = this.labels.length
    if (kind !== 'compare') return (await rater).sayOf(kind, () => feedback.nextClip(), given)
    return (await rater).say(kind, query ?? feedback.nextQueries(1, this.run.step)[0], given)
  }

  /** @throws PlaygroundError `unknown-label`. */
  async influence(label: string, epoch: number): Promise<InfluenceReport> {
    return (await this.opened()).influence(label, epoch)
  }

  /** What the answers tell about the raters. @param forecastFor a rater whose answers still needed are forecast too. */
  async audit(epoch: number, forecastFor?: string): Promise<AuditReport> {
    const { auditRaters } = await import('../feedback/audit/audit.ts')
    const { run, settings, labels, habits } = this
    const predicted = this.feedback?.predictedReturns() ?? new Map<string, number>()
    const report = auditRaters(labels, predicted, epoch)
    if (forecastFor === undefined) return report
    const { withForecast } = await import('./teaching/rater-habits.ts')
    const { seed, reward } = run.config
    const { learnedOnly } = reward
    return withForecast(report, forecastFor, {
      world: run.world,
      labels,
      settings,
      seed,
      learnedOnly,
      habits,
    })
  }

  /** Without curves in a control world, and while no label says anything. */
  async overoptimised(repairs: readonly Repair[], epoch: number): Promise<OveroptimisationReport> {
    const { run, settings, now, labels } = this
    const { seed, reward } = run.config
    const { learnedOnly } = reward
    const { overoptimised } = await import('./teaching/overoptimised.ts')
    const report =
      run.form === 'tabular'
        ? await overoptimised(run.world, labels, { settings, seed, learnedOnly, repairs, epoch, now })
        : null
    return report ?? { epoch, labels: labels.length, curves: [], milliseconds: 0 }
  }

  setPlane(x: number, y: number): void {
    this.feedback?.setPlane?.(x, y)
  }

  /** Null while nobody teaches a control run. */
  report(epoch: number): LearnedReward | null {
    return this.feedback?.report(epoch) ?? null
  }

  dispose(): void {
    this.feedback?.dispose()
    this.run.dispose()
  }

  /** Most runs have none: the code comes with the first. */
  private async openRater(teacher: string, kind: LabelKind): Promise<SimulatedRater> {
    const [{ SimulatedRater }, { parseTeacher }] = await Promise.all([
      import('./teaching/simulated-labels.ts'),
      import('../feedback/teachers/simulated-teacher.ts'),
    ])
    return SimulatedRater.open(this.run.world, parseTeacher(teacher), [kind], this.run.config)
  }

  private async opened(): Promise<RunFeedback> {
    this.feedback ??= await openRunFeedback(this.run, this.settings, this.now)
    return this.feedback
  }

  private async renew(): Promise<void> {
    if (!this.feedback) return
    this.feedback.dispose()
    this.feedback = null
    this.habits = new Map()
    this.lookedAt = 0
    await this.opened()
    await this.setLabels(this.labels)
  }
}
