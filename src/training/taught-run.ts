/**
 * A run and the people who rate it: labels refit the reward model, the learned reward goes into the next rollout, and
 * the policy of the moment supplies the next clips to ask about.
 */
import type { Comparison, Label, Query } from '../core/label.ts'
import type { LearnedReward } from '../core/learned-reward.ts'
import { Rng } from '../core/rng.ts'
import type { RunConfig } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import { FeedbackSession } from '../feedback/session.ts'
import { parseTeacher } from '../feedback/teachers.ts'
import { Run } from './run.ts'

export class TaughtRun {
  readonly run: Run
  private session: FeedbackSession
  private labels: readonly Label[] = []
  private readonly raterRng: Rng

  private constructor(run: Run, settings: SettingValues) {
    this.run = run
    this.session = new FeedbackSession(run.world, settings, run.config.seed)
    this.raterRng = Rng.fromSeed(run.config.seed, 'rater')
  }

  /** @throws PlaygroundError when the config or the checkpoint does not decode. */
  static async create(config: RunConfig, settings: SettingValues, checkpoint: unknown): Promise<TaughtRun> {
    const run = checkpoint === null ? await Run.create(config) : await Run.restore(checkpoint)
    return new TaughtRun(run, settings)
  }

  async setLabels(labels: readonly Label[]): Promise<void> {
    this.labels = labels
    await this.session.setLabels(labels)
    this.run.setLearnedReward(this.session.learnedReward())
  }

  /** Builds the reward model anew with other settings, on the same labels. */
  async setFeedbackSettings(settings: SettingValues): Promise<void> {
    this.session.dispose()
    this.session = new FeedbackSession(this.run.world, settings, this.run.config.seed)
    await this.setLabels(this.labels)
  }

  queries(count: number): Query[] {
    return this.session.nextQueries(count, this.run.frame(0).policy)
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
}
