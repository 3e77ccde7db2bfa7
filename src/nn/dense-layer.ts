/**
 * A dense layer as one TensorFlow.js operation with its own derivative:
 *
 *   Y = X W + b        dL/dW = X^T dL/dY      dL/db = sum of rows of dL/dY      dL/dX = dL/dY W^T
 *
 * The processor backend's own product, broadcast sum and column sums take five operations for this and most of a small
 * network's time. This one runs along rows and skips the zeros of X: a one-hot observation costs one row of W, a rectified
 * unit at rest nothing.
 */
import * as tf from '@tensorflow/tfjs-core'

/** Given data: slopes by the observations themselves are never needed. @returns Y [size x outputs]. */
export function firstDenseLayer(inputs: tf.Tensor2D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  const x = numbersOf(inputs)
  const layer = tf.customGrad((...tensors) => {
    const [w, b] = tensors as [tf.Tensor, tf.Tensor]
    return {
      value: outputsOf(x, w, b),
      gradFunc: (slope: tf.Tensor) => weightSlopes(x, numbersOf(slope), kernel, bias),
    }
  })
  return layer(kernel, bias) as tf.Tensor2D
}

/** Between layers: hands slopes back to X as well. @returns Y [size x outputs]. */
export function denseLayer(inputs: tf.Tensor2D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  const x = numbersOf(inputs)
  const layer = tf.customGrad((...tensors) => {
    const [, w, b] = tensors as [tf.Tensor, tf.Tensor, tf.Tensor]
    return {
      value: outputsOf(x, w, b),
      gradFunc: (slope: tf.Tensor) => {
        const dy = numbersOf(slope)
        const dx = inputSlopes(dy, numbersOf(kernel), bias.size, x.length)
        return [tf.tensor2d(dx, inputs.shape), ...weightSlopes(x, dy, kernel, bias)]
      },
    }
  })
  return layer(inputs, kernel, bias) as tf.Tensor2D
}

/** The backend's own array, not a copy. */
const numbersOf = (tensor: tf.Tensor) => tensor.dataSync() as Float32Array

/** X W + b. */
function outputsOf(x: Float32Array, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  const [w, b] = [numbersOf(kernel), numbersOf(bias)]
  const width = w.length / b.length
  const size = x.length / width
  const y = new Float32Array(size * b.length)
  for (let row = 0; row < size; row++) {
    y.set(b, row * b.length)
    for (let i = 0; i < width; i++) {
      addScaled(y, row * b.length, x[row * width + i]!, w, i * b.length, b.length)
    }
  }
  return tf.tensor2d(y, [size, b.length])
}

/** X^T dL/dY and the sum of the rows of dL/dY. */
function weightSlopes(x: Float32Array, dy: Float32Array, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D[] {
  const [width, outputs] = kernel.shape as [number, number]
  const dw = new Float32Array(width * outputs)
  const db = new Float32Array(outputs)
  for (let row = 0; row * outputs < dy.length; row++) {
    addScaled(db, 0, 1, dy, row * outputs, outputs)
    for (let i = 0; i < width; i++) {
      addScaled(dw, i * outputs, x[row * width + i]!, dy, row * outputs, outputs)
    }
  }
  return [tf.tensor2d(dw, [width, outputs]), tf.tensor2d(db, bias.shape as [number, number])]
}

/** dL/dY W^T. */
function inputSlopes(dy: Float32Array, w: Float32Array, outputs: number, length: number): Float32Array {
  const width = w.length / outputs
  const dx = new Float32Array(length)
  for (let row = 0; row * width < length; row++) {
    for (let i = 0; i < width; i++) {
      let sum = 0
      for (let k = 0; k < outputs; k++) sum += dy[row * outputs + k]! * w[i * outputs + k]!
      dx[row * width + i] = sum
    }
  }
  return dx
}

/** `into` += amount `from`, `length` numbers from each offset on. */
function addScaled(
  into: Float32Array,
  intoOffset: number,
  amount: number,
  from: Float32Array,
  fromOffset: number,
  length: number,
): void {
  if (amount === 0) return
  for (let i = 0; i < length; i++) {
    into[intoOffset + i] = into[intoOffset + i]! + amount * from[fromOffset + i]!
  }
}
