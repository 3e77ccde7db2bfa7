/**
 * The kernels' optimizers (parameters.ts) as an optimizer of TensorFlow.js, so that `minimize` works over networks in kernel
 * memory. The one class besides scenes and errors that inherits: TensorFlow.js has no other way to give it an optimizer.
 */
import * as tf from '@tensorflow/tfjs-core'
import { PlaygroundError } from '../core/errors.ts'
import type { Parameters } from './parameters.ts'
import { numbersOf, type SharedVariable } from './tensorflow.ts'

export interface KernelOptimizerSettings {
  /** `adam` unless said otherwise. */
  readonly rule?: 'adam' | 'rmsprop'
  readonly learningRate: number
  /** A longer gradient is shortened to this Euclidean length; never unless said otherwise. */
  readonly maxGradientNorm?: number
  /** 1e-5 unless said otherwise. */
  readonly epsilon?: number
}

type NamedTensor = { readonly name: string; readonly tensor: tf.Tensor }

export class KernelOptimizer extends tf.Optimizer {
  static readonly className = 'KernelOptimizer'
  learningRate: number
  private readonly parameters: Parameters
  private readonly gradients: ReadonlyMap<string, Float32Array>
  private readonly settings: KernelOptimizerSettings

  /** @param variables of all networks and loose vectors in `parameters` that the losses reach. */
  constructor(
    parameters: Parameters,
    variables: readonly SharedVariable[],
    settings: KernelOptimizerSettings,
  ) {
    super()
    this.parameters = parameters
    this.gradients = new Map(variables.map(({ variable, gradient }) => [variable.name, gradient]))
    this.settings = settings
    this.learningRate = settings.learningRate
  }

  getConfig(): tf.serialization.ConfigDict {
    return { ...this.settings, learningRate: this.learningRate }
  }

  /**
   * Called by `minimize`. Weights that the loss did not reach have slope 0.
   * @throws PlaygroundError `unknown-variable`, `not-finite`.
   */
  applyGradients(gradients: tf.NamedTensorMap | readonly NamedTensor[]): void {
    const named = isList(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(gradients)
    this.parameters.gradient.fill(0)
    for (const [name, slopes] of named) this.gradientOf(name).set(numbersOf(slopes))
    const { rule = 'adam', maxGradientNorm = Infinity, epsilon = 1e-5 } = this.settings
    this.parameters[rule]({ learningRate: this.learningRate, maxGradientNorm, epsilon })
    this.incrementIterations()
  }

  private gradientOf(name: string): Float32Array {
    const gradient = this.gradients.get(name)
    if (gradient) return gradient
    throw new PlaygroundError('unknown-variable', `The optimizer was not given the variable '${name}'.`)
  }
}

const isList = (gradients: tf.NamedTensorMap | readonly NamedTensor[]): gradients is readonly NamedTensor[] =>
  Array.isArray(gradients)
