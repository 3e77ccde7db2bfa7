/**
 * A policy of one moment as plain data: networks small enough for a page to run by itself, one observation at a time, so
 * that it can show the robot of now and the robot of then smoothly, whatever the trainer is busy with.
 *
 * Sums are in double precision, the trainer's in single, so the two agree to about 1e-6.
 */
import exp from '@stdlib/math-base-special-exp'
import tanh from '@stdlib/math-base-special-tanh'
import { actionSize, policySize, type Space } from './space.ts'

export type Activation = 'linear' | 'tanh' | 'relu'

export interface SnapshotLayer {
  readonly units: number
  readonly activation: Activation
  /** [inputs x units] */
  readonly kernel: Float32Array
  /** [units] */
  readonly bias: Float32Array
}

/** Dense layers, one behind the other. */
export interface SnapshotNetwork {
  readonly inputs: number
  readonly layers: readonly SnapshotLayer[]
}

/**
 * What the policy network's outputs mean. `softmax`: logits [A]. `action-values`: Q [A], of which the largest is taken.
 * `gaussian`: means [D], cut to the box. `squashed`: tanh of them, stretched to the box; outputs beyond D, where there
 * are any, are log standard deviations before the tanh, cut to [-20, 2].
 */
export type PolicyHead = 'softmax' | 'action-values' | 'gaussian' | 'squashed'

export interface PolicySnapshot {
  readonly head: PolicyHead
  readonly actionSpace: Space
  /** Networks see (observation - mean) / deviation, cut to +-clip; null: the observation itself. */
  readonly normalizer: {
    readonly mean: Float64Array
    readonly deviation: Float64Array
    readonly clip: number
  } | null
  readonly policy: SnapshotNetwork
  /** One output each, of which the least counts. None for `action-values`: there the largest Q is the value. */
  readonly values: readonly SnapshotNetwork[]
  /** `observation-action` networks take the action too, scaled from the box to [-1, 1]. */
  readonly valueInputs: 'observation' | 'observation-action'
  /** A value network's output (or Q) times this is in units of reward. */
  readonly valueScale: number
  /** Standard deviations where the policy network does not give them, in units of action. [D] */
  readonly deviations: Float64Array | null
}

export interface Thought {
  /** What the policy network saw, then what each of its layers gave. */
  readonly activations: readonly Float64Array[]
  /** Of the deterministic policy: an index, or one number per dimension. [actionSize] */
  readonly action: Float64Array
  /** Probabilities [A], or means and standard deviations [2 D]. For `action-values` 1 for the best and 0 elsewhere. */
  readonly policy: Float64Array
  /** Q [A] of an `action-values` head, else null. */
  readonly actionValues: Float64Array | null
  readonly value: number
}

/** What the policy thinks of one observation. */
export function think(snapshot: PolicySnapshot, observation: ArrayLike<number>): Thought {
  const seen = normalized(snapshot, observation)
  const activations = forward(snapshot.policy, seen)
  const outputs = activations.at(-1)!
  const { head, valueScale } = snapshot
  const policy = new Float64Array(policySize(snapshot.actionSpace))
  const action = new Float64Array(actionSize(snapshot.actionSpace))
  if (head === 'softmax' || head === 'action-values') {
    action[0] = largest(outputs)
    if (head === 'softmax') softmax(outputs, policy)
    else policy[action[0]!] = 1
  } else {
    continuousPolicy(snapshot, outputs, policy)
    action.set(policy.subarray(0, action.length))
  }
  const actionValues = head === 'action-values' ? outputs.map(q => q * valueScale) : null
  return {
    activations,
    action,
    policy,
    actionValues,
    value: stateValue(snapshot, seen, action, actionValues),
  }
}

/** The state's value alone. */
export function valueAt(snapshot: PolicySnapshot, observation: ArrayLike<number>): number {
  const { values, valueInputs } = snapshot
  if (values.length === 0 || valueInputs === 'observation-action') return think(snapshot, observation).value
  return stateValue(snapshot, normalized(snapshot, observation), new Float64Array(0), null)
}

/** Means and standard deviations in units of action, into [2 D]. */
function continuousPolicy(
  { head, actionSpace, deviations }: PolicySnapshot,
  outputs: Float64Array,
  into: Float64Array,
): void {
  if (actionSpace.kind !== 'box') return
  const { low, high } = actionSpace
  const dimensions = low.length
  for (let i = 0; i < dimensions; i++) {
    const output = outputs[i]!
    into[dimensions + i] = deviations?.[i] ?? 0
    if (head === 'gaussian') {
      into[i] = Math.min(high[i]!, Math.max(low[i]!, output))
      continue
    }
    const squashed = tanh(output)
    const half = (high[i]! - low[i]!) / 2
    into[i] = low[i]! + (squashed + 1) * half
    const logDeviation = outputs[dimensions + i]
    // To first order: the slope of the squashing times the deviation before it.
    if (logDeviation !== undefined)
      into[dimensions + i] = exp(Math.min(2, Math.max(-20, logDeviation))) * (1 - squashed * squashed) * half
  }
}

function stateValue(
  { values, valueInputs, valueScale, actionSpace }: PolicySnapshot,
  seen: Float64Array,
  action: Float64Array,
  actionValues: Float64Array | null,
): number {
  if (actionValues) return Math.max(...actionValues)
  let inputs = seen
  if (valueInputs === 'observation-action' && actionSpace.kind === 'box') {
    const { low, high } = actionSpace
    const scaled = action.map((number, i) => (2 * (number - low[i]!)) / (high[i]! - low[i]!) - 1)
    inputs = new Float64Array([...seen, ...scaled])
  }
  return Math.min(...values.map(network => forward(network, inputs).at(-1)![0]!)) * valueScale
}

function normalized({ normalizer }: PolicySnapshot, observation: ArrayLike<number>): Float64Array {
  const seen = Float64Array.from(observation)
  if (!normalizer) return seen
  const { mean, deviation, clip } = normalizer
  return seen.map((value, i) => Math.min(clip, Math.max(-clip, (value - mean[i]!) / deviation[i]!)))
}

/** The inputs, then what each layer gave. */
function forward({ layers }: SnapshotNetwork, inputs: Float64Array): Float64Array[] {
  const signals = [inputs]
  for (const { units, activation, kernel, bias } of layers) {
    const before = signals.at(-1)!
    const after = Float64Array.from(bias)
    for (let i = 0; i < before.length; i++) {
      const signal = before[i]!
      if (signal === 0) continue
      for (let unit = 0; unit < units; unit++) after[unit]! += signal * kernel[i * units + unit]!
    }
    if (activation === 'tanh') for (let unit = 0; unit < units; unit++) after[unit] = tanh(after[unit]!)
    if (activation === 'relu')
      for (let unit = 0; unit < units; unit++) after[unit] = Math.max(0, after[unit]!)
    signals.push(after)
  }
  return signals
}

/** Ties go to the lowest. */
function largest(numbers: Float64Array): number {
  let best = 0
  for (let i = 1; i < numbers.length; i++) if (numbers[i]! > numbers[best]!) best = i
  return best
}

function softmax(logits: Float64Array, into: Float64Array): void {
  const most = Math.max(...logits)
  let sum = 0
  for (let i = 0; i < logits.length; i++) {
    into[i] = exp(logits[i]! - most)
    sum += into[i]!
  }
  for (let i = 0; i < logits.length; i++) into[i]! /= sum
}
