/**
 * The environment contract. An environment knows no time limit (the loop sets `truncated`), no shaping, no learned
 * reward and no drawing. Its whole state is one flat typed array, so saving, restoring, hashing, replaying and
 * drawing are copies of it. Nothing is allocated inside `step`.
 *
 * Terms: Gymnasium, https://gymnasium.farama.org/api/env/ (`terminated` = the MDP has ended).
 */
import type { Board } from './board.ts'
import type { Rng } from './rng.ts'
import type { SettingsSchema, SettingValues } from './settings.ts'
import type { Space } from './space.ts'
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
  /** @throws PlaygroundError `invalid-action` when the action is outside the action space. */
  step(action: number, rng: Rng): void
  /** Length of the vector that `observe` writes. */
  readonly observationSize: number
  /** Writes the observation as numbers (a discrete one as one-hot) into `into[offset ...]`. */
  observe(into: Float32Array, offset: number): void
}

/** A world with finitely many states: the environment, its exact model and what a scene draws of it. */
export interface TabularWorld {
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
export type ShapingTerm = {
  readonly id: string
  readonly title: string
  readonly help: string
  readonly range: readonly [number, number]
  /** A weight worth trying when a person adds the term; every term's weight is 0 until then. */
  readonly suggestedWeight: number
} & (
  | { readonly kind: 'potential' /** phi by state. [S] */; readonly potential: Float64Array }
  | { readonly kind: 'free' /** Amount by outcome, at weight 1. [K] */; readonly amount: Float64Array }
  | { readonly kind: 'visits' }
)

export type EnvironmentGroup = 'Own grid worlds' | 'Toy text'

/** One entry of the environment registry. */
export interface EnvironmentDefinition {
  readonly id: string
  readonly title: string
  readonly group: EnvironmentGroup
  /** One sentence that tells a person what to do. */
  readonly task: string
  /** One sentence: what counts as solved. */
  readonly solved: string
  readonly settings: SettingsSchema
  /** @throws PlaygroundError `bad-setting` with the setting's path. */
  create(settings: SettingValues): TabularWorld
}
