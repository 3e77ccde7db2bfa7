/**
 * A robot of a control world as it is shown: acting with the policy of one moment, in simulated real time, apart from the
 * training. A page runs it from a `PolicySnapshot`; a scene draws it.
 */
import type { MomentId } from './age.ts'
import type { ThingKind } from './dropped-thing.ts'
import type { RobotEvent } from './frame.ts'
import type { Thought } from './policy-snapshot.ts'
import type { RewardParts } from './run-config.ts'

export interface Exhibit {
  /**
   * Learning steps its policy had behind it, or the age of a trained robot; null: the newest policy, renewed as it learns;
   * `play`: a person acts.
   */
  readonly moment: MomentId | null | 'play'
  /** [stateSize] */
  readonly state: Float64Array
  /** A step earlier; the same as `state` at an episode's start. */
  readonly previousState: Float64Array
  /** How far the drawing is on its way from `previousState` to `state`, 0 to 1. */
  readonly progress: number
  /** Action that led from `previousState` to `state`, null at an episode's start. [actionSize] */
  readonly action: Float64Array | null
  /** What it thinks of `state`; null when a person acts or no policy has come yet. */
  readonly thought: Thought | null
  /** Reward of the last step, and undiscounted sums of the episode. */
  readonly lastReward: RewardParts
  readonly parts: RewardParts
  readonly episodeStep: number
  readonly finished: 'no' | 'terminated' | 'truncated'
  readonly event: RobotEvent
  /** What a person has dropped; absent while there is nothing. */
  readonly thing?: ShownThing
  /** The newest states of the episode, oldest first, at most 240, flat. [n x stateSize] */
  readonly trail: Float64Array
}

/** Where a dropped thing was a step earlier and where it is. Metres, radians. */
export interface ShownThing {
  readonly kind: ThingKind
  readonly from: { readonly x: number; readonly y: number; readonly angle: number }
  readonly to: { readonly x: number; readonly y: number; readonly angle: number }
  readonly radius: number
  /** From its middle to its last circle; 0 for a ball. */
  readonly reach: number
  /** Share of its time that is left, 1 to 0. */
  readonly left: number
}

/** The value function of one moment over a world's `plane`. */
export interface ValueSurface {
  readonly columns: number
  readonly rows: number
  /** Row by row from the lowest y, within a row from the lowest x. NaN where not yet computed. [rows x columns] */
  readonly values: Float64Array
  readonly low: number
  readonly high: number
  /** Grows with every change of `values`. */
  readonly version: number
}
