/**
 * What a running learner shows: numbers about values and policy over all states, where the robot is, what just
 * happened. A worker posts at most one per 33 ms, newest wins. Plain typed arrays.
 */
import type { Evaluation, RewardParts } from './run-config.ts'

export type RobotEvent = 'none' | 'bump' | 'reward' | 'goal' | 'fell' | 'timeout'

interface FrameBase {
  /** Counts runs; a frame of an older epoch is stale. */
  readonly epoch: number
  readonly step: number
  readonly episode: number
  /** Steps of the (first) robot's running episode. */
  readonly episodeStep: number
  readonly lastReward: RewardParts
  /** What happened to the first robot since the frame before, the most notable of it. */
  readonly event: RobotEvent
  /** Sums of its running episode. */
  readonly parts: RewardParts
}

export type Frame = TabularFrame | ControlFrame

/** A world of real-valued states: where all its parallel robots are. Policies travel apart, as snapshots. */
export interface ControlFrame extends FrameBase {
  readonly form: 'control'
  /** States, the first robot's first. [robots x stateSize] */
  readonly robots: Float64Array
  /** The first robot's last action. [actionSize] */
  readonly action: Float32Array
  /** Figures of the learner's last update. */
  readonly diagnostics: Readonly<Record<string, number>>
}

export interface TabularFrame extends FrameBase {
  readonly form: 'tabular'
  /** Where the (first) robot is. */
  readonly state: number
  readonly previousState: number
  /** The last action, -1 before the first. */
  readonly action: number
  /** State value of what the learner believes: max over Q, or the critic. [S] */
  readonly values: Float64Array
  /** Q, or null where the learner keeps none. [S x A] */
  readonly actionValues: Float64Array | null
  /** Behaviour policy. [S x A] */
  readonly policy: Float64Array
  /** [S] */
  readonly visits: Uint32Array
  /** States of the running episode, oldest first, the newest 400 at most. */
  readonly trail: Int32Array
  /** States of the last three finished episodes, newest first. */
  readonly pastTrails: readonly Int32Array[]
  /** TD errors of the steps since the frame before, the newest 32 at most: state and error by turns. */
  readonly tdErrors: Float64Array
}

/** Curves over episodes, averaged into bins as they grow; never more than 512 points each. */
export interface Curves {
  readonly epoch: number
  /** Episodes per bin. */
  readonly binSize: number
  /** Last episode of each bin. [n] */
  readonly episode: Float64Array
  /** Mean undiscounted task return per episode. [n] */
  readonly reward: Float64Array
  readonly shapingReward: Float64Array
  readonly learnedReward: Float64Array
  /** Mean episode length in steps. [n] */
  readonly length: Float64Array
  /** Greedy evaluations: episode at which, mean task return. [m] each */
  readonly evaluationEpisode: Float64Array
  readonly evaluationReturn: Float64Array
  readonly lastEvaluation: Evaluation | null
  /** Mean over the last (up to 20) episodes. */
  readonly recent: RewardParts & { readonly length: number }
}
