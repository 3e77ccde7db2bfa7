/**
 * The dueling head: the state's value and every action's advantage, added up to action values.
 *
 *   Q(s, a) = V(s) + A(s, a) - mean_b A(s, b)
 *
 * One linear layer gives V, then A(., a). Ziyu Wang et al., "Dueling network architectures for deep reinforcement learning",
 * ICML 2016 (https://arxiv.org/abs/1511.06581).
 */
import type { SnapshotNetwork } from '../../core/policy-snapshot.ts'

/** @param outputs [size x (1 + actions)] @param values gets Q. [size x actions] */
export function duelingValues(
  outputs: Float32Array,
  size: number,
  actions: number,
  values: Float32Array,
): void {
  for (let i = 0; i < size; i++) {
    const from = i * (actions + 1)
    let sum = 0
    for (let action = 1; action <= actions; action++) sum += outputs[from + action]!
    const base = outputs[from]! - sum / actions
    for (let action = 0; action < actions; action++) {
      values[i * actions + action] = base + outputs[from + 1 + action]!
    }
  }
}

/** @param slopes d loss / d Q. [size x actions] @param outputSlopes gets d loss / d outputs. [size x (1 + actions)] */
export function duelingSlopes(
  slopes: Float32Array,
  size: number,
  actions: number,
  outputSlopes: Float32Array,
): void {
  for (let i = 0; i < size; i++) {
    const to = i * (actions + 1)
    let sum = 0
    for (let action = 0; action < actions; action++) sum += slopes[i * actions + action]!
    outputSlopes[to] = sum
    for (let action = 0; action < actions; action++) {
      outputSlopes[to + 1 + action] = slopes[i * actions + action]! - sum / actions
    }
  }
}

/** The same action values from a network whose last layer gives them at once: the sum above is linear in the outputs. */
export function foldDueling({ inputs, layers }: SnapshotNetwork): SnapshotNetwork {
  const last = layers.at(-1)!
  const actions = last.units - 1
  return {
    inputs,
    layers: [
      ...layers.slice(0, -1),
      {
        units: actions,
        activation: 'linear',
        kernel: folded(last.kernel, last.kernel.length / last.units, actions),
        bias: folded(last.bias, 1, actions),
      },
    ],
  }
}

function folded(outputs: Float32Array, rows: number, actions: number): Float32Array {
  const values = new Float32Array(rows * actions)
  duelingValues(outputs, rows, actions, values)
  return values
}
