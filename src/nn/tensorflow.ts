/**
 * TensorFlow.js over kernel memory: tensors that share their numbers with the kernels. The processor backend keeps the array
 * that a tensor was made of rather than a copy, so both see each other's changes; a test proves that this still holds.
 *
 * Only the files beside this one that bridge to TensorFlow.js import it, and whoever needs them does so lazily: training
 * itself never loads it.
 */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
// Registers the derivatives of all operations.
import '@tensorflow/tfjs-layers'
import { PlaygroundError } from '../core/errors.ts'
import type { LayerTensor } from './kernel-network.ts'

/** Call before anything else of TensorFlow.js. */
export async function openTensorflow(): Promise<void> {
  // Production mode leaves out checks of every operation and the advice to install native bindings.
  tf.enableProdMode()
  await tf.setBackend('cpu')
}

/**
 * The backend's own array behind a tensor, not a copy.
 * @throws PlaygroundError `wrong-backend` where tensors do not live in arrays.
 */
export function numbersOf(tensor: tf.Tensor): Float32Array {
  const backend = tf.getBackend()
  if (backend === 'cpu') return tensor.dataSync() as Float32Array
  throw new PlaygroundError(
    'wrong-backend',
    `TensorFlow.js runs on its '${backend}' backend; kernel memory needs 'cpu'. Call openTensorflow() first.`,
  )
}

/** A tensor that shares `values`. */
export const sharedTensor = (values: Float32Array, shape: readonly number[]): tf.Tensor =>
  tf.tensor(values, [...shape], 'float32')

/** Weights that TensorFlow.js derives by and the kernels' optimizer moves. */
export interface SharedVariable {
  readonly variable: tf.Variable
  readonly gradient: Float32Array
}

/** A variable that shares a tensor of a network, or a loose part of `Parameters`. */
export const sharedVariable = ({ shape, values, gradient }: Omit<LayerTensor, 'kind'>): SharedVariable => ({
  // The tensor that a variable starts from is not freed with it; tidy frees it here.
  variable: tf.tidy(() => tf.variable(sharedTensor(values, shape))),
  gradient,
})
