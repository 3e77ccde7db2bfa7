/**
 * The feedback of one world: labels in, learned reward and the next questions out. Everything follows from world, settings,
 * seed, labels and the behaviour the clips are taken from. `tabular-feedback.ts` knows grid worlds, `control/` the others.
 */
import type { Clip, ClipTrace, Label, Query } from '../core/label.ts'
import type { LearnedReward } from '../core/learned-reward.ts'
import type { Rng } from '../core/rng.ts'
import type { InfluenceReport } from '../core/teaching-reports.ts'
import type { AuditedRater } from './audit/rater-models.ts'
import type { QueryRule } from './query.ts'

export interface Feedback {
  readonly queryRule: QueryRule
  /**
   * Refits from all standing labels, of all kinds and raters; those that say nothing are skipped.
   * @throws PlaygroundError `bad-clip` when a clip does not fit the world.
   */
  setLabels(labels: readonly Label[]): Promise<void>
  /** What the audit found about raters, allowed for from the next `setLabels` on; whoever is missing answers as the settings say. */
  setRaterModels(models: ReadonlyMap<string, AuditedRater>): void
  /** Pairs to ask about next, checks among them. @param policyStep environment steps behind the learner. */
  nextQueries(count: number, policyStep: number): Query[]
  /** A clip to have rated or corrected next. */
  nextClip(): Clip
  /** Pairs as questions are chosen from, from a stream of the caller's; to test predictions on. */
  randomPairs(count: number, rng: Rng): readonly (readonly [Clip, Clip])[]
  /** P(left) that the model states: averaged over what the labels leave open, calibrated on answers it never saw. */
  predict(left: Clip, right: Clip): number
  /** Learned reward along a clip; null while no label says anything. */
  trace(clip: Clip): ClipTrace | null
  report(epoch: number): LearnedReward
  /**
   * What the model says of what was judged, by label id: of comparisons the return of left - return of right by models that
   * never saw the label, of ratings the return of the clip. Labels it cannot say anything of are left out.
   */
  predictedReturns(): ReadonlyMap<string, number>
  /** What the model would be without one label, by refit; the model itself stays as it is. */
  influence(label: string, epoch: number): Promise<InfluenceReport>
  dispose(): void
}
