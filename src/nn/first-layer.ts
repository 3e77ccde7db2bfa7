/**
 * The first layer's product with observations that are mostly zeros, such as one-hot states: a TensorFlow.js operation with
 * its own derivative that skips the zeros.
 *
 *   forward  Y = X W        backward  dL/dW = X^T dL/dY     (X is given, so no slope is needed by it)
 *
 * A one-hot row costs one row of W instead of all of them, which is most of a small network's work.
 */
import * as tf from '@tensorflow/tfjs-core'

/** @param inputs X [size x inputs]. @param kernel W [inputs x outputs]. @returns Y [size x outputs]. */
export function firstLayerProduct(inputs: tf.Tensor2D, kernel: tf.Tensor): tf.Tensor2D {
  const x = inputs.dataSync() as Float32Array
  const [size] = inputs.shape
  const product = tf.customGrad(w => {
    const [, outputs] = (w as tf.Tensor2D).shape
    const y = new Float32Array(size * outputs)
    addProduct(x, (w as tf.Tensor).dataSync() as Float32Array, size, outputs, y)
    return {
      value: tf.tensor2d(y, [size, outputs]),
      gradFunc: (slope: tf.Tensor) => {
        const slopes = new Float32Array(kernel.size)
        addTransposedProduct(x, slope.dataSync() as Float32Array, size, outputs, slopes)
        return tf.tensor2d(slopes, kernel.shape as [number, number])
      },
    }
  })
  return product(kernel) as tf.Tensor2D
}

/** Y += X W, row by row. */
function addProduct(x: Float32Array, w: Float32Array, size: number, outputs: number, y: Float32Array): void {
  const inputs = w.length / outputs
  for (let row = 0; row < size; row++) {
    for (let input = 0; input < inputs; input++) {
      const amount = x[row * inputs + input]!
      if (amount !== 0) addScaled(w, input * outputs, amount, outputs, y, row * outputs)
    }
  }
}

/** W += X^T Y. */
function addTransposedProduct(
  x: Float32Array,
  y: Float32Array,
  size: number,
  outputs: number,
  w: Float32Array,
): void {
  const inputs = w.length / outputs
  for (let row = 0; row < size; row++) {
    for (let input = 0; input < inputs; input++) {
      const amount = x[row * inputs + input]!
      if (amount !== 0) addScaled(y, row * outputs, amount, outputs, w, input * outputs)
    }
  }
}

/** `into` += amount `from`, `length` numbers from each offset on. */
function addScaled(
  from: Float32Array,
  fromOffset: number,
  amount: number,
  length: number,
  into: Float32Array,
  intoOffset: number,
): void {
  for (let i = 0; i < length; i++) {
    into[intoOffset + i] = into[intoOffset + i]! + amount * from[fromOffset + i]!
  }
}
