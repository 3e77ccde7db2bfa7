/**
 * The environment contract. An environment knows no time limit (the loop sets `truncated`), no shaping, no learned
 * reward and no drawing. Its whole state is one flat typed array, so saving, restoring, hashing, replaying and
 * drawing are copies of it. Nothing is allocated inside `step`.
 *
 * Terms: Gymnasium, https://gymnasium.farama.org/api/env/ (`terminated` = the MDP has ended).
 */
import type { Board } from './board.ts'
import type { Figure } from './figure.ts'
import type { Rng } from './rng.ts'
import type { SettingsSchema, SettingValues } from './settings.ts'
import type { Box, Space } from './space.ts'
import type { TabularModel } from './tabular-model.ts'

export interface Environment {
  readonly observationSpace: Space
  readonly actionSpace: Space
  /** The whole state; write into it to restore. */
  readonly state: Float64Array | Int32Array
  /** The task's own reward for the last step. */
  readonly reward: number
  /** The MDP ended with the last step. Only this stops bootstrapping. */
  readonly terminated: boolean
  reset(rng: Rng): void
  /**
   * @param actions of a discrete action space the index, of a box one number per dimension, from `offset` on.
   * @throws PlaygroundError `invalid-action` when a discrete action is outside the action space.
   */
  step(actions: ArrayLike<number>, offset: number, rng: Rng): void
  /** Length of the vector that `observe` writes. */
  readonly observationSize: number
  /** Writes the observation as numbers (a discrete one as one-hot) into `into[offset ...]`. */
  observe(into: Float32Array, offset: number): void
}

/** An environment whose state is real numbers. */
export interface ControlEnvironment extends Environment {
  readonly observationSpace: Box
  readonly state: Float64Array
  /** Pushes a body during the next step, and only then. Absent where nothing can be pushed. */
  push?(push: Push): void
  /** Tilts the ground during the next step, and only then: uphill forward by so much (rad). Absent as `push`. */
  tilt?(angle: number): void
}

/** A force (N) from outside on a point (m) of a body, both in the world's frame. */
export interface Push {
  /** Number of the body in the world's `figure`. */
  readonly body: number
  readonly x: number
  readonly y: number
  readonly forceX: number
  readonly forceY: number
}

/** A world of real-valued states: as many environments of it as robots are wanted, and what a scene needs to know. */
export interface ControlWorld {
  readonly form: 'control'
  readonly observationSpace: Box
  readonly actionSpace: Space
  /** Length of an environment's `state`. */
  readonly stateSize: number
  readonly maxEpisodeSteps: number
  /** Mean undiscounted return of deterministic evaluation episodes that counts as solved, or null. */
  readonly solvedReturn: number | null
  /** Mean undiscounted return of uniformly random actions, measured; null where it was not. */
  readonly randomReturn: number | null
  /** Simulated seconds per step. */
  readonly stepSeconds: number
  /** One per number of an observation, such as `Pole angle`, `rad`. */
  readonly observations: readonly Quantity[]
  /** One per discrete action, or one per dimension of a box. */
  readonly actions: readonly Quantity[]
  /** The two numbers that are the whole state, where there are just two: a value function over them can be drawn. */
  readonly plane: StatePlane | null
  readonly shapingTerms: readonly ControlShapingTerm[]
  /**
   * What brings an environment back: `state`, any of them written into it; `episode`, the state at an episode's start
   * written into it and every action since taken again, where a physics engine keeps more than `state` tells. `observe`
   * reads `state` alone in both.
   */
  readonly restoredBy: 'state' | 'episode'
  /** A step takes long enough (a tenth of a millisecond or so) to share the robots out among workers, and draws nothing. */
  readonly hasSlowSteps?: boolean
  /**
   * What a simulated teacher goes by instead of the task's reward: a number for each step between the states of a clip, the
   * first of which lies before any step. Absent where she minds the task alone. No learner ever sees it.
   * @param states [(T + 1) x stateSize] @returns [T]
   */
  readonly wishedRewards?: (states: Float64Array) => Float64Array
  /** The robot's bodies, or null where a scene of its own knows how to draw the state. */
  readonly figure: Figure | null
  create(): ControlEnvironment
}

export interface Quantity {
  readonly label: string
  readonly unit: string
}

/** A rectangle of states. Each axis is one number of `state`. */
export interface StatePlane {
  readonly x: PlaneAxis
  readonly y: PlaneAxis
}

export interface PlaneAxis extends Quantity {
  /** Place in `state`. */
  readonly index: number
  readonly low: number
  readonly high: number
}

/**
 * A shaping term over real-valued states. Potential: F(s, s') = gamma phi(s') - phi(s) with phi(terminal) = 0. Free: any
 * amount per transition, which may change what is best.
 */
export type ControlShapingTerm = ShapingTermText &
  (
    | { readonly kind: 'potential'; readonly potential: (state: Float64Array) => number }
    | {
        readonly kind: 'free'
        /** Amount at weight 1 for the step from `before` to `after` by the action at `actions[offset]` and on. */
        readonly amount: (
          before: Float64Array,
          actions: ArrayLike<number>,
          offset: number,
          after: Float64Array,
        ) => number
      }
  )

/** A world with finitely many states: the environment, its exact model and what a scene draws of it. */
export interface TabularWorld {
  readonly form: 'tabular'
  readonly model: TabularModel
  readonly board: Board
  readonly maxEpisodeSteps: number | null
  /** Mean undiscounted return of greedy evaluation episodes that counts as solved, or null. */
  readonly solvedReturn: number | null
  /** What the simulated teacher minds beside the task's reward, per outcome, or null. [K] */
  readonly hiddenReward: Float64Array | null
  /** Reward-shaping terms that make sense here. */
  readonly shapingTerms: readonly ShapingTerm[]
}

/**
 * A shaping term. Potential: F(s, s') = gamma phi(s') - phi(s) with phi(terminal) = 0, which keeps the best policy
 * (Ng, Harada & Russell, "Policy invariance under reward transformations", ICML 1999). Free: any amount per outcome,
 * which may change it. Visits: amount / sqrt(visits of the entered state), free and fading.
 */
export type ShapingTerm = ShapingTermText &
  (
    | { readonly kind: 'potential' /** phi by state. [S] */; readonly potential: Float64Array }
    | { readonly kind: 'free' /** Amount by outcome, at weight 1. [K] */; readonly amount: Float64Array }
    | { readonly kind: 'visits' }
  )

export interface ShapingTermText {
  readonly id: string
  readonly title: string
  readonly help: string
  readonly range: readonly [number, number]
  /** A weight worth trying when a person adds the term; every term's weight is 0 until then. */
  readonly suggestedWeight: number
}

export type World = TabularWorld | ControlWorld

export type EnvironmentGroup =
  | 'Own grid worlds'
  | 'Toy text'
  | 'Classic control'
  | 'Box2D robots'
  | 'MuJoCo robots'
  | 'Own robots'

/** One entry of the environment registry. */
export interface EnvironmentDefinition<Kind extends World = World> {
  readonly id: string
  readonly title: string
  readonly group: EnvironmentGroup
  /** One sentence that tells a person what to do. */
  readonly task: string
  /** One sentence: what counts as solved. */
  readonly solved: string
  /** One sentence: what ends an episode before its time, where that is not plain to see. */
  readonly fall?: string
  readonly settings: SettingsSchema
  /** Brings the physics engine, which `create` needs; absent where there is none. Repeated calls share one load. */
  load?(): Promise<void>
  /** @throws PlaygroundError `bad-setting` with the setting's path; `not-loaded` before `load`. */
  create(settings: SettingValues): Kind
}
