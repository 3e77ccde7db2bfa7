/**
 * A run and the people who rate it: labels refit the reward model, the learned reward goes into the next rollout, and
 * the policy of the moment supplies the next clips to ask about.
 */
import type { Comparison, Label, Query } from '../core/label.ts'
import type { LearnedReward } from '../core/learned-reward.ts'
import { Rng } from '../core/rng.ts'
import type { RewardSettings } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import { FeedbackSession } from '../feedback/session.ts'
import { parseTeacher } from '../feedback/teachers.ts'
import type { TabularRun } from './tabular-run.ts'

export interface TaughtRunOptions {
  readonly feedbackSettings: SettingValues
  /** Milliseconds, to report how long a refit took. */
  now(): number
}

export class TaughtRun {
  readonly run: TabularRun
  private readonly now: () => number
  private readonly raterRng: Rng
  private settings: SettingValues
  private session: FeedbackSession
  private labels: readonly Label[] = []

  /** Takes the run over: disposed of together. @throws PlaygroundError when the settings do not decode. */
  constructor(run: TabularRun, { feedbackSettings, now }: TaughtRunOptions) {
    this.run = run
    this.now = now
    this.settings = feedbackSettings
    this.session = this.newSession()
    this.raterRng = Rng.fromSeed(run.config.seed, 'rater')
  }

  async setLabels(labels: readonly Label[]): Promise<void> {
    this.labels = labels
    await this.session.setLabels(labels)
    this.run.setLearnedReward(this.session.learnedReward())
  }

  /** Builds the reward model anew with other settings, on the same labels. */
  async setFeedbackSettings(settings: SettingValues): Promise<void> {
    this.settings = settings
    await this.renewSession()
  }

  /** Answers mean something else once the task's own reward no longer counts, so the model is fitted anew then. */
  async setReward(reward: RewardSettings): Promise<void> {
    const before = this.run.config.reward.learnedOnly
    this.run.setReward(reward)
    if (reward.learnedOnly !== before) await this.renewSession()
  }

  queries(count: number): Query[] {
    return this.session.nextQueries(count, this.run.behaviourPolicy())
  }

  /** The simulated rater's answer. */
  simulate(teacher: string, query: Query): Comparison {
    return parseTeacher(teacher).answer(query, this.run.world, this.raterRng)
  }

  report(epoch: number): LearnedReward {
    return this.session.report(epoch)
  }

  dispose(): void {
    this.session.dispose()
    this.run.dispose()
  }

  private newSession(): FeedbackSession {
    const { world, config } = this.run
    const { learnedOnly } = config.reward
    return new FeedbackSession(world, this.settings, config.seed, { learnedOnly, now: this.now })
  }

  private async renewSession(): Promise<void> {
    this.session.dispose()
    this.session = this.newSession()
    await this.setLabels(this.labels)
  }
}
