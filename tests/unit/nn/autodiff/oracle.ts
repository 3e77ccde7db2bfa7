/**
 * The gradient of a loss by TensorFlow.js' own derivation, over the very weights that lie in kernel memory: whatever a fused
 * head and the kernels derive must equal it.
 */
import * as tf from '@tensorflow/tfjs-core'
import { Rng } from '../../../../src/core/rng.ts'
import { DenseNetwork, type DenseSpec, parameterCount } from '../../../../src/nn/dense-network.ts'
import { openKernelMemory } from '../../../../src/nn/kernel-memory.ts'
import { layersModelOver } from '../../../../src/nn/layers-model.ts'
import { Parameters } from '../../../../src/nn/parameters.ts'
import { openTensorflow, sharedVariable } from '../../../../src/nn/tensorflow.ts'
import { fillNormal, largestDifference } from '../arrays.ts'

export const BATCH = 33
/** One alone, odd ones, and one more than whole groups of four rows. */
export const SIZES = [1, 3, 7, BATCH]

export interface Observed {
  readonly parameters: Parameters
  readonly network: DenseNetwork
  /** The network as TensorFlow.js sees it. */
  apply(inputs: tf.Tensor): tf.Tensor2D
  readonly variables: tf.Variable[]
}

/** Networks with random weights and biases, each with an optimizer of its own. */
export async function openObserved(...specs: DenseSpec[]): Promise<Observed[]> {
  await openTensorflow()
  const opened = await openKernelMemory(memory =>
    specs.map(spec => {
      const parameters = new Parameters(memory, [parameterCount(spec)])
      return { parameters, network: new DenseNetwork(memory, spec, parameters.part(0), { batch: BATCH }) }
    }),
  )
  return opened.map(({ parameters, network }, i) => {
    const gains = network.spec.layers.map(() => 1.3)
    network.initialize(gains, Rng.fromSeed(i, 'test'))
    for (const { kind, values } of network.tensors) if (kind === 'bias') fillNormal(values, 90 + i, 0.3)
    fillNormal(network.input, 40 + i)
    const model = layersModelOver(network)
    return {
      parameters,
      network,
      apply: inputs => model.apply(inputs) as tf.Tensor2D,
      variables: model.trainableWeights.map(weight => weight.read() as tf.Variable),
    }
  })
}

/** A loose vector, such as log standard deviations. */
export async function openLoose(values: readonly number[]) {
  const parameters = await openKernelMemory(memory => new Parameters(memory, [values.length]))
  const part = parameters.part(0)
  part.weights.set(values)
  const { variable } = sharedVariable({
    shape: [values.length],
    values: part.weights,
    gradient: part.gradient,
  })
  return { ...part, variable }
}

/** The first `size` rows of an array as a tensor. */
export const rowsOf = (array: ArrayLike<number>, size: number, width: number): tf.Tensor2D =>
  tf.tensor2d(Float32Array.from(array).subarray(0, size * width), [size, width])

export const columnOf = (array: ArrayLike<number>, size: number): tf.Tensor1D =>
  tf.tensor1d(Float32Array.from(array).subarray(0, size))

/** Each row's value of the action that was taken. [size x actions] -> [size] */
export const chosen = (values: tf.Tensor, taken: Float32Array, size: number, actions: number): tf.Tensor1D =>
  tf.sum(tf.mul(values, tf.oneHot(tf.cast(columnOf(taken, size), 'int32'), actions)), 1)

export interface Agreement {
  /** Of the loss. */
  readonly loss: number
  /** Largest, over all weights of all networks. */
  readonly gradient: number
  /** Largest slope there is, so that two times nothing does not pass for equal. */
  readonly scale: number
}

/**
 * Compares what the kernels left in the gradients with the derivative of `loss` by the same weights.
 * @param kernelLoss what the heads reported.
 */
export function compare(
  observed: readonly { readonly variables: tf.Variable[]; readonly gradients: readonly Float32Array[] }[],
  loss: () => tf.Scalar,
  kernelLoss: number,
): Agreement {
  return tf.tidy(() => {
    const variables = observed.flatMap(one => one.variables)
    const gradients = observed.flatMap(one => one.gradients)
    const { value, grads } = tf.variableGrads(loss, variables)
    let [gradient, scale] = [0, 0]
    variables.forEach((variable, i) => {
      const expected = grads[variable.name]!.dataSync()
      gradient = Math.max(gradient, largestDifference(gradients[i]!, expected))
      scale = Math.max(scale, ...expected.map(Math.abs))
    })
    return { loss: Math.abs(value.dataSync()[0]! - kernelLoss), gradient, scale }
  })
}

/** What `compare` takes of a network. */
export const derivedBy = ({ network, variables }: Observed) => ({
  variables,
  gradients: network.tensors.map(({ gradient }) => gradient),
})
