/**
 * A network on TensorFlow.js' processor backend: TensorFlow.js strings the layers together and derives,
 * Adam runs on the flat arrays.
 *
 * The weight tensors are views of one flat array. The backend keeps the array a tensor was made of rather than a copy, so a
 * step of Adam on the array is a step of the tensors; a test proves that this still holds.
 */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
// The layers package registers the derivatives of all operations.
import '@tensorflow/tfjs-layers'
import { PlaygroundError } from '../core/errors.ts'
import type { Rng } from '../core/rng.ts'
import { Adam, clipFactor, globalNorm } from './adam.ts'
import { denseLayer, firstDenseLayer } from './dense-layer.ts'
import { initialWeights, type LayerLayout, layersOf } from './initial-weights.ts'
import type {
  GradientStep,
  LossSlopes,
  Network,
  NetworkShape,
  NetworkStart,
  NetworkState,
} from './network.ts'

export async function openTfjsNetwork(
  shape: NetworkShape,
  start: NetworkStart,
  rng: Rng,
): Promise<TfjsNetwork> {
  // Production mode leaves out checks of every operation and the advice to install native bindings.
  tf.enableProdMode()
  await tf.setBackend('cpu')
  return new TfjsNetwork(shape, initialWeights(shape, start, rng))
}

export class TfjsNetwork implements Network {
  readonly shape: NetworkShape
  private readonly weights: Float32Array
  private readonly gradient: Float32Array
  private readonly adam: Adam
  private readonly layers: readonly LayerLayout[]
  /** Kernel and bias of each layer by turns, views of `weights`. */
  private readonly tensors: tf.Tensor2D[]

  constructor(shape: NetworkShape, weights: Float32Array) {
    this.shape = shape
    this.weights = weights
    this.gradient = new Float32Array(weights.length)
    this.adam = new Adam(weights.length)
    this.layers = layersOf(shape)
    this.tensors = this.layers.flatMap(({ inputs, outputs, kernel, bias }) => [
      tf.tensor2d(weights.subarray(kernel, bias), [inputs, outputs]),
      tf.tensor2d(weights.subarray(bias, bias + outputs), [1, outputs]),
    ])
  }

  forward(inputs: Float32Array, size: number, outputs: Float32Array): void {
    tf.tidy(() => {
      outputs.set(this.apply(this.batch(inputs, size), this.tensors).dataSync())
    })
  }

  update(
    inputs: Float32Array,
    size: number,
    loss: LossSlopes,
    { learningRate, maxGradientNorm }: GradientStep,
  ): number {
    tf.tidy(() => this.differentiate(this.batch(inputs, size), loss))
    const norm = globalNorm(this.gradient)
    this.adam.step(this.weights, this.gradient, clipFactor(norm, maxGradientNorm), learningRate)
    return norm
  }

  save(): NetworkState {
    const { weights, adam } = this
    return {
      arrays: {
        weights: weights.slice(),
        firstMoment: adam.firstMoment.slice(),
        secondMoment: adam.secondMoment.slice(),
      },
      numbers: { firstPower: adam.firstPower, secondPower: adam.secondPower },
    }
  }

  load(state: NetworkState): void {
    const { weights, adam } = this
    const arrays = { weights, firstMoment: adam.firstMoment, secondMoment: adam.secondMoment }
    const numbers = {
      firstPower: savedNumber(state, 'firstPower'),
      secondPower: savedNumber(state, 'secondPower'),
    }
    for (const name of Object.keys(arrays)) checkArray(state, name, weights.length)
    for (const [name, array] of Object.entries(arrays)) array.set(state.arrays[name]!)
    Object.assign(adam, numbers)
  }

  dispose(): void {
    for (const tensor of this.tensors) tensor.dispose()
  }

  private batch(inputs: Float32Array, size: number): tf.Tensor2D {
    const width = this.shape.inputs
    return tf.tensor2d(inputs.subarray(0, size * width), [size, width])
  }

  private apply(inputs: tf.Tensor2D, tensors: readonly tf.Tensor[]): tf.Tensor2D {
    let signal = firstDenseLayer(inputs, tensors[0]!, tensors[1]!)
    for (let i = 2; i < tensors.length; i += 2) {
      signal = denseLayer(tf.relu(signal), tensors[i]!, tensors[i + 1]!)
    }
    return signal
  }

  /** Fills `gradient`: the derivative of sum(outputs * slopes), slopes held fixed, is the loss's. */
  private differentiate(inputs: tf.Tensor2D, loss: LossSlopes): void {
    const surrogate = (...tensors: tf.Tensor[]) => {
      const outputs = this.apply(inputs, tensors)
      const slopes = new Float32Array(outputs.size)
      loss(outputs.dataSync() as Float32Array, slopes)
      return tf.sum(tf.mul(outputs, tf.tensor2d(slopes, outputs.shape)))
    }
    const gradients = tf.grads(surrogate)(this.tensors)
    for (const [i, { kernel, bias }] of this.layers.entries()) {
      this.gradient.set(gradients[2 * i]!.dataSync(), kernel)
      this.gradient.set(gradients[2 * i + 1]!.dataSync(), bias)
    }
  }
}

function checkArray(state: NetworkState, name: string, length: number): void {
  const saved = state.arrays[name]
  if (saved instanceof Float32Array && saved.length === length) return
  const found = saved === undefined ? 'missing' : `${saved.constructor.name} of ${saved.length}`
  throw new PlaygroundError('bad-checkpoint', `${name} is ${found}; expected Float32Array of ${length}.`, {
    path: name,
  })
}

function savedNumber(state: NetworkState, name: string): number {
  const saved = state.numbers[name]
  if (saved !== undefined) return saved
  throw new PlaygroundError('bad-checkpoint', `${name} is missing.`, { path: name })
}
