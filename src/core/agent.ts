/**
 * The agent contracts. Agents know no environment: they see observations, actions and the reward to learn from. All
 * randomness comes from the stream they are handed. `save` holds the whole learner (values or weights, optimizer,
 * traces, replay, exploration, counters), so a restored learner goes on bit for bit.
 *
 * Two forms, for two ways of learning: a tabular learner is online, one transition at a time, on state indices and
 * flat arrays (tens of millions of updates a second); a network learner acts and learns on batches of vectors.
 */
import type { Rng } from './rng.ts'
import type { SettingsSchema, SettingValues } from './settings.ts'

/** A learner's state as named flat arrays and plain numbers: hashed, saved and restored as it is. */
export interface AgentState {
  readonly arrays: Readonly<Record<string, Float64Array | Float32Array | Int32Array | Uint32Array>>
  readonly numbers: Readonly<Record<string, number>>
}

interface Inspectable {
  /** Takes changed settings while running. */
  configure(settings: SettingValues): void
  save(): AgentState
  /** @throws PlaygroundError `bad-checkpoint` when a name or a length does not fit. */
  load(state: AgentState): void
}

export interface TabularAgent extends Inspectable {
  readonly form: 'tabular'
  /** An action from the behaviour policy (with exploration). */
  act(observation: number, rng: Rng): number
  /** The action of the deterministic (greedy) policy; ties go to the lowest action. */
  greedy(observation: number): number
  /** `reward` is the total to learn from. Only `terminated` stops bootstrapping; `truncated` ends traces. */
  learn(
    observation: number,
    action: number,
    reward: number,
    nextObservation: number,
    terminated: boolean,
    truncated: boolean,
    rng: Rng,
  ): void
  /** The last temporal-difference error, in units of reward. */
  readonly tdError: number
  /** Q by state and action, what `greedy` looks at. [S x A] */
  actionValues(): Float64Array
  /** Probability of each action under the behaviour policy at `observation`, into [A]. */
  policy(observation: number, into: Float64Array): void
}

/** A batch of transitions of `size` parallel environments, one step each. */
export interface Batch {
  readonly size: number
  /** [size x observationSize] */
  readonly observations: Float32Array
  /** [size] */
  readonly actions: Int32Array
  /** The total to learn from. [size] */
  readonly rewards: Float64Array
  /** What followed, before any reset: the final observation where an episode ended. [size x observationSize] */
  readonly nextObservations: Float32Array
  /** [size] */
  readonly terminated: Uint8Array
  /** [size] */
  readonly truncated: Uint8Array
}

export interface BatchAgent extends Inspectable {
  readonly form: 'batch'
  /** Parallel environments it wants to act in. */
  readonly environments: number
  /** Actions of the behaviour policy for `size` observations. */
  act(observations: Float32Array, size: number, actions: Int32Array, rng: Rng): void
  learn(batch: Batch, rng: Rng): void
  /** Policy probabilities [size x A] and state values [size] for drawing and evaluation; no randomness. */
  inspect(observations: Float32Array, size: number, probabilities: Float64Array, values: Float64Array): void
  /** Frees tensors. */
  dispose(): void
}

export type Agent = TabularAgent | BatchAgent

/** Sizes an agent is built for. */
export interface AgentShape {
  readonly observationSize: number
  readonly actions: number
  /** Seed for initial weights. */
  readonly seed: number
}

/** One entry of the agent registry. */
export interface AgentDefinition {
  readonly id: string
  readonly title: string
  /** Field's family, such as `value, tabular`. */
  readonly kind: string
  /** One plain sentence: how it learns. */
  readonly help: string
  readonly settings: SettingsSchema
  /** Settings that suit a world better than the defaults, by environment id. */
  readonly tuned?: Readonly<Record<string, SettingValues>>
  create(shape: AgentShape, settings: SettingValues): Agent | Promise<Agent>
}
