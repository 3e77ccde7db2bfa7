/** Dense layers in plain TensorFlow.js; how they start does not change the time. */
import type * as tfjs from '@tensorflow/tfjs-core'
import type { Rng } from '../../core/rng.ts'

type Tensorflow = typeof tfjs

export function plainNetwork(
  tf: Tensorflow,
  sizes: readonly number[],
  activation: 'tanh' | 'relu',
  rng: Rng,
) {
  const variables = sizes.slice(1).flatMap((units, i) => {
    const inputs = sizes[i]!
    const kernel = Float32Array.from({ length: inputs * units }, () => rng.normal() / Math.sqrt(inputs))
    return [tf.variable(tf.tensor2d(kernel, [inputs, units])), tf.variable(tf.zeros([units]))]
  })
  const apply = (inputs: tfjs.Tensor): tfjs.Tensor2D => {
    let signal = inputs as tfjs.Tensor2D
    for (let i = 0; i < variables.length; i += 2) {
      signal = tf.add(tf.matMul(signal, variables[i] as unknown as tfjs.Tensor2D), variables[i + 1]!)
      if (i + 2 < variables.length) signal = tf[activation](signal)
    }
    return signal
  }
  return { variables, apply }
}
