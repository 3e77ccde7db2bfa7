/**
 * A finite MDP as flat tables. Every possible result of taking an action in a state is one *outcome*, a row shared by
 * all tables: where it leads, its probability, its task reward, whether the MDP ends, and what was entered. Rewards of
 * every sort (task, shaping, learned) are tables over the same outcomes, which keeps them apart and makes value
 * iteration exact for each.
 */
import { PlaygroundError } from './errors.ts'
import type { Rng } from './rng.ts'

export interface TabularModel {
  /** S */
  readonly states: number
  /** A */
  readonly actions: number
  /** K */
  readonly outcomes: number
  /** Outcomes of (s, a) are rows offsets[s A + a] up to offsets[s A + a + 1]. [S A + 1] */
  readonly offsets: Int32Array
  /** [K] */
  readonly probability: Float64Array
  /** Running sum of `probability` inside each (s, a), for sampling. [K] */
  readonly cumulative: Float64Array
  /** [K] */
  readonly next: Int32Array
  /** The task's reward. [K] */
  readonly reward: Float64Array
  /** 1 where the MDP ends. [K] */
  readonly terminated: Uint8Array
  /** What was entered or done, an index into `kinds`: the feature a reward model generalises over. [K] */
  readonly kind: Uint8Array
  /** Names of the kinds, such as `floor`, `flower`, `goal`. */
  readonly kinds: readonly string[]
  readonly startStates: Int32Array
  readonly startCumulative: Float64Array
}

export interface Outcome {
  readonly probability: number
  readonly next: number
  readonly reward: number
  readonly terminated: boolean
  /** One of the model's `kinds`. */
  readonly kind: string
}

export interface ModelDescription {
  readonly states: number
  readonly actions: number
  readonly kinds: readonly string[]
  readonly startStates: readonly number[]
  /** Results of `action` in `state`, in the order they are sampled. */
  outcomesOf(state: number, action: number): readonly Outcome[]
}

/** Lays a described MDP out as tables. Start states are equally likely. */
export function buildModel({
  states,
  actions,
  kinds,
  startStates,
  outcomesOf,
}: ModelDescription): TabularModel {
  const rows: Outcome[] = []
  const offsets = new Int32Array(states * actions + 1)
  const cumulative: number[] = []
  for (let state = 0; state < states; state++) {
    for (let action = 0; action < actions; action++) {
      let sum = 0
      for (const outcome of outcomesOf(state, action)) {
        sum += outcome.probability
        rows.push(outcome)
        cumulative.push(sum)
      }
      offsets[state * actions + action + 1] = rows.length
    }
  }
  return {
    states,
    actions,
    outcomes: rows.length,
    offsets,
    probability: Float64Array.from(rows, row => row.probability),
    cumulative: Float64Array.from(cumulative),
    next: Int32Array.from(rows, row => row.next),
    reward: Float64Array.from(rows, row => row.reward),
    terminated: Uint8Array.from(rows, row => (row.terminated ? 1 : 0)),
    kind: Uint8Array.from(rows, row => kindIndex(kinds, row.kind)),
    kinds,
    startStates: Int32Array.from(startStates),
    startCumulative: Float64Array.from(startStates, (_, i) => (i + 1) / startStates.length),
  }
}

function kindIndex(kinds: readonly string[], kind: string): number {
  const index = kinds.indexOf(kind)
  if (index < 0)
    throw new PlaygroundError('unknown-kind', `'${kind}' is not one of the kinds ${kinds.join(', ')}.`)
  return index
}

/**
 * The outcome that happens, by one uniform draw: the first row whose running probability exceeds it (Gymnasium's
 * `categorical_sample`). Certain outcomes draw nothing.
 */
export function sampleOutcome(model: TabularModel, state: number, action: number, rng: Rng): number {
  const pair = state * model.actions + action
  let outcome = model.offsets[pair]!
  const last = model.offsets[pair + 1]! - 1
  if (outcome < last) {
    const u = rng.uniform()
    while (outcome < last && u >= model.cumulative[outcome]!) outcome++
  }
  return outcome
}

/** A start state, by one uniform draw; a single one draws nothing. */
export function sampleStart(model: TabularModel, rng: Rng): number {
  const last = model.startStates.length - 1
  return last === 0 ? model.startStates[0]! : model.startStates[rng.integer(last + 1)]!
}
