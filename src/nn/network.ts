/**
 * A feed-forward network that learns by gradient steps: the seam between agents and the engine that does the arithmetic.
 * Agents see flat arrays only, so an engine can be exchanged without touching them. Adam is part of the network: saving
 * one saves its optimizer too.
 */
import type { Rng } from '../core/rng.ts'

export interface NetworkShape {
  readonly inputs: number
  /** Units of each hidden layer, rectified; none makes a linear network. */
  readonly hidden: readonly number[]
  readonly outputs: number
}

export interface NetworkStart {
  /** Scale of the last layer's first weights: near 0 makes all outputs start near `outputBias`. */
  readonly outputGain: number
  readonly outputBias: number
}

/** Weights and optimizer, so that a restored network learns on bit for bit. */
export interface NetworkState {
  /** `weights`, `firstMoment` and `secondMoment`: layer by layer the kernel [inputs x outputs], then the bias [outputs]. */
  readonly arrays: Readonly<Record<string, Float32Array>>
  readonly numbers: Readonly<Record<string, number>>
}

/**
 * The loss as seen from the outputs: given `outputs` [size x outputs], writes its slope by every output into `slopes`
 * [size x outputs].
 */
export type LossSlopes = (outputs: Float32Array, slopes: Float32Array) => void

export interface GradientStep {
  readonly learningRate: number
  /** Longer gradients are shortened to this Euclidean length. */
  readonly maxGradientNorm: number
}

export interface Network {
  readonly shape: NetworkShape
  /** @param inputs [size x inputs]; `outputs` is filled with [size x outputs]. */
  forward(inputs: Float32Array, size: number, outputs: Float32Array): void
  /** One step of Adam down the loss. @returns the gradient's length before it was shortened. */
  update(inputs: Float32Array, size: number, loss: LossSlopes, step: GradientStep): number
  save(): NetworkState
  /** @throws PlaygroundError `bad-checkpoint` when a name or a length does not fit. */
  load(state: NetworkState): void
  dispose(): void
}

/** Opens a network of an engine; its first weights come from `rng` alone. */
export type OpenNetwork = (shape: NetworkShape, start: NetworkStart, rng: Rng) => Promise<Network>
