/**
 * Every message between the page and the trainer worker. Each carries the epoch of the run it belongs to: a message of
 * an older epoch is stale and ignored. Plain data only.
 */
import type { Curves, Frame } from '../core/frame.ts'
import type { EpisodeRecord, Label, LabelContent, LabelKind, Query } from '../core/label.ts'
import type { LearnedReward, ShapingCheck } from '../core/learned-reward.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import type { Evaluation, RewardSettings, RunConfig, Speed } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import type {
  AuditReport,
  InfluenceReport,
  OveroptimisationCurve,
  OveroptimisationReport,
} from '../core/teaching-reports.ts'

/** A trained robot's policy, and the environment steps it had learnt from. */
export interface Beginner {
  readonly policy: PolicySnapshot
  readonly steps: number
}

export type ToWorker =
  /** Begins a run, or goes on from a checkpoint of one (`training/checkpoint.ts` checks it). */
  | {
      readonly type: 'start'
      readonly epoch: number
      readonly config: RunConfig
      readonly labels: readonly Label[]
      readonly feedbackSettings: SettingValues
      readonly checkpoint: unknown
      /** The run begins with a trained robot instead of chance. */
      readonly robot?: Beginner
    }
  /** Asks for a checkpoint now. */
  | { readonly type: 'save'; readonly epoch: number }
  | { readonly type: 'play'; readonly epoch: number; readonly playing: boolean }
  | { readonly type: 'step'; readonly epoch: number }
  | { readonly type: 'speed'; readonly epoch: number; readonly speed: Speed }
  /** Off: the policy goes on acting, nothing is learnt. */
  | { readonly type: 'learning'; readonly epoch: number; readonly learning: boolean }
  | { readonly type: 'agent-settings'; readonly epoch: number; readonly settings: SettingValues }
  | { readonly type: 'reward'; readonly epoch: number; readonly reward: RewardSettings }
  /** All standing labels for this world; the reward model is refitted from them. */
  | { readonly type: 'labels'; readonly epoch: number; readonly labels: readonly Label[] }
  | { readonly type: 'feedback-settings'; readonly epoch: number; readonly settings: SettingValues }
  /** Keep `count` queries ready. */
  | { readonly type: 'queries'; readonly epoch: number; readonly count: number }
  /** Asks the simulated rater for a label of this kind, about `query` where it is a comparison. */
  | {
      readonly type: 'simulate'
      readonly epoch: number
      readonly kind: LabelKind
      readonly query: Query | null
      readonly teacher: string
    }
  /** Asks for a clip to rate or correct; answered by `episode`. */
  | { readonly type: 'rateable'; readonly epoch: number }
  /** The two numbers of an observation that the learned reward is drawn over. */
  | { readonly type: 'plane'; readonly epoch: number; readonly x: number; readonly y: number }
  | { readonly type: 'audit'; readonly epoch: number; readonly forecastFor?: string | undefined }
  | {
      readonly type: 'overoptimise'
      readonly epoch: number
      readonly repairs: readonly OveroptimisationCurve['repair'][]
    }
  /** What would be without this label? */
  | { readonly type: 'influence'; readonly epoch: number; readonly label: string }
  | { readonly type: 'ping'; readonly sentAt: number }

export type FromWorker =
  /** Running; the best return within the time limit and the uniform random policy's, where they are known. */
  | {
      readonly type: 'started'
      readonly epoch: number
      readonly optimalReturn: number | null
      readonly randomReturn: number | null
    }
  /** The policy of now, some four times a second while it changes: what the page shows the robot with. */
  | {
      readonly type: 'policy'
      readonly epoch: number
      readonly step: number
      readonly episode: number
      /** Mean undiscounted task return of the last (up to 20) episodes; null before the first. */
      readonly recentReturn: number | null
      readonly snapshot: PolicySnapshot
    }
  | {
      readonly type: 'frame'
      readonly frame: Frame
      readonly curves: Curves | null
      readonly stepsPerSecond: number
    }
  | {
      readonly type: 'evaluation'
      readonly epoch: number
      readonly episode: number
      readonly evaluation: Evaluation
    }
  | { readonly type: 'episode'; readonly epoch: number; readonly record: EpisodeRecord }
  | { readonly type: 'queries'; readonly epoch: number; readonly queries: readonly Query[] }
  | {
      readonly type: 'simulated'
      readonly epoch: number
      readonly query: Query | null
      readonly content: LabelContent
    }
  | { readonly type: 'audit'; readonly report: AuditReport }
  | { readonly type: 'overoptimisation'; readonly report: OveroptimisationReport }
  | { readonly type: 'influence'; readonly report: InfluenceReport }
  | { readonly type: 'learned-reward'; readonly learned: LearnedReward }
  | { readonly type: 'shaping-check'; readonly check: ShapingCheck }
  /** The whole run as plain data, every two seconds and on request: what a restart or an undo goes on from. */
  | { readonly type: 'checkpoint'; readonly epoch: number; readonly checkpoint: unknown }
  | { readonly type: 'pong'; readonly sentAt: number }
  /** The run stopped: code, sentence, what to do. */
  | { readonly type: 'failed'; readonly epoch: number; readonly code: string; readonly message: string }
