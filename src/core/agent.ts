/**
 * The agent contracts. Agents know no environment: they see observations, actions and the reward to learn from. All
 * randomness comes from the stream they are handed. `save` holds the whole learner (values or weights, optimizer,
 * traces, replay, exploration, counters), so a restored learner goes on bit for bit.
 *
 * Two forms, for two ways of learning: a tabular learner is online, one transition at a time, on state indices and
 * flat arrays (tens of millions of updates a second); a network learner acts and learns on batches of vectors.
 */
import type { LabelKind } from './label.ts'
import type { PolicySnapshot } from './policy-snapshot.ts'
import type { Rng } from './rng.ts'
import type { SettingsSchema, SettingValues } from './settings.ts'
import type { Space } from './space.ts'

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
  /** A discrete action's index, or a box's numbers, as `act` gave them. [size x actionSize] */
  readonly actions: Float32Array
  /** The total to learn from. [size] */
  readonly rewards: Float64Array
  /** The part of it that a reward model gave, weight included. Absent: there is no reward model. [size] */
  readonly learnedRewards?: Float64Array
  /** What followed, before any reset: the final observation where an episode ended. [size x observationSize] */
  readonly nextObservations: Float32Array
  /** [size] */
  readonly terminated: Uint8Array
  /** Cut by the time limit, and not `terminated`. [size] */
  readonly truncated: Uint8Array
}

/**
 * Learns from batches of vectors. What it keeps per environment (a rollout, noise that lasts) goes by the place in the
 * batch. Any `size` is taken in `greedy` and `inspect`.
 */
export interface BatchAgent extends Inspectable {
  readonly form: 'batch'
  /** Parallel environments it wants to act in. */
  readonly environments: number
  /** Actions of the behaviour policy for `environments` observations, within the action space. [size x actionSize] */
  act(observations: Float32Array, size: number, actions: Float32Array, rng: Rng): void
  /** Actions of the deterministic policy; no randomness, and nothing is learnt. [size x actionSize] */
  greedy(observations: Float32Array, size: number, actions: Float32Array): void
  /** @throws PlaygroundError `not-finite` when a gradient or a weight is no longer a number, saying which and its value. */
  learn(batch: Batch, rng: Rng): void
  /**
   * The behaviour policy and state values; no randomness.
   * @param policy of a discrete action space the probabilities [size x A]; of a box of D dimensions the means, then the
   * standard deviations, in units of action [size x 2 D].
   * @param values [size], in units of reward.
   */
  inspect(observations: Float32Array, size: number, policy: Float64Array, values: Float64Array): void
  /** The deterministic policy and its values as plain data of their own, which goes on meaning the same as it learns on. */
  snapshot(): PolicySnapshot
  /**
   * Begins with another's policy, values and sense of scale; the optimizer begins anew. Absent: cannot.
   * @param steps the other had learnt from. @throws PlaygroundError `unsuitable-robot` when its networks are of another shape.
   */
  adopt?(policy: PolicySnapshot, steps: number): void
  /** The reward model has changed: learners that keep experience give its `learnedRewards` anew. Absent: keeps none. */
  relabel?(rewardOf: StepReward): void
  /** All that people have said so far, for learners that learn from that instead of rewards. Absent: learns from rewards. */
  study?(evidence: Evidence): void
  /** Figures of the last update by their names in the field, such as `approximate KL`. */
  diagnostics(): Readonly<Record<string, number>>
  /** Frees its memory. */
  dispose(): void
}

export type Agent = TabularAgent | BatchAgent

/**
 * A learned reward of steps, weight included, by what was seen before the step and what was done.
 * @param observations [size x observationSize] @param actions as `act` gave them [size x actionSize] @param into [size]
 */
export type StepReward = (
  observations: Float32Array,
  actions: Float32Array,
  size: number,
  into: Float64Array,
) => void

/** Steps of several clips, clip after clip. */
export interface ClipSteps {
  /** First step of each clip, then the number of steps. [clips + 1] */
  readonly starts: Int32Array
  /** What was seen before each step. [steps x observationSize] */
  readonly observations: Float32Array
  /** [steps x actionSize] */
  readonly actions: Float32Array
}

/** What people have said, for learners that need no reward model. */
export interface Evidence {
  /** Demonstrations, and the better part of corrections. */
  readonly demonstrations: ClipSteps
  /** Comparisons that say something, and corrections (the better part is on the left). */
  readonly preferences: {
    readonly left: ClipSteps
    readonly right: ClipSteps
    /** Of P(left), in [0, 1]. [clips] */
    readonly targets: Float64Array
  }
  readonly praise: {
    readonly clips: ClipSteps
    /** Share of the signal that each step is given, by how long before it was seen; sums to 1 over a clip. [steps] */
    readonly credit: Float64Array
    /** -1 or 1. [clips] */
    readonly signals: Float64Array
  }
}

/** Sizes an agent is built for. */
export interface AgentShape {
  readonly observationSize: number
  readonly actionSpace: Space
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
  /** Worlds it can learn: those with finitely many states, or any; with these actions. */
  readonly worlds: 'tabular' | 'any'
  readonly actions: 'discrete' | 'box' | 'any'
  /** Kinds of labels it learns from instead of rewards; absent: it learns from rewards. */
  readonly learnsFrom?: readonly LabelKind[]
  readonly settings: SettingsSchema
  /** Settings that suit a world better than the defaults, by environment id. */
  readonly tuned?: Readonly<Record<string, SettingValues>>
  create(shape: AgentShape, settings: SettingValues): Agent | Promise<Agent>
}
