/**
 * A network in kernel memory as one TensorFlow.js operation: forward and derivative run in the kernels, and whatever
 * ordinary operations make of its outputs is derived by TensorFlow.js. So a new loss is written as anywhere else:
 *
 *   await openTensorflow()
 *   const operation = networkOperation(network)
 *   const optimizer = new KernelOptimizer(parameters, operation.variables, { learningRate: 1e-3 })
 *   optimizer.minimize(() => tf.losses.meanSquaredError(labels, operation.apply(inputs)), false, operation.trainable)
 */
import * as tf from '@tensorflow/tfjs-core'
import { PlaygroundError } from '../core/errors.ts'
import type { KernelNetwork } from './kernel-network.ts'
import { numbersOf, type SharedVariable, sharedVariable } from './tensorflow.ts'

export interface NetworkOperation {
  /** One per layer tensor; hand them to the optimizer. */
  readonly variables: readonly SharedVariable[]
  /** The same as plain variables; hand them to `minimize`. */
  readonly trainable: tf.Variable[]
  /** @param inputs [size x ...inputShape]. @returns [size x outputs], numbers of its own. */
  apply(inputs: tf.Tensor): tf.Tensor2D
  dispose(): void
}

/**
 * @param inputs whether slopes by the inputs are needed too, as where one network's output is another's input. False saves
 *   a product and gives zeros.
 */
export function networkOperation(network: KernelNetwork, { inputs = true } = {}): NetworkOperation {
  const variables = network.tensors.map(sharedVariable)
  const trainable = variables.map(({ variable }) => variable)
  // A network holds the signals of one pass: a loss that applies it twice computes the earlier one again when deriving.
  let latest = 0

  const run = (values: Float32Array, size: number): number => {
    network.input.set(values)
    network.forward(size)
    return ++latest
  }

  const operation = tf.customGrad((...tensors) => {
    const signal = tensors[0] as tf.Tensor
    const size = sizeOf(network, signal)
    const values = numbersOf(signal)
    const pass = run(values, size)
    const length = size * network.outputs
    return {
      value: tf.tensor2d(network.output.slice(0, length), [size, network.outputs]),
      gradFunc: (slope: tf.Tensor) => {
        if (pass !== latest) run(values, size)
        latest++
        // Networks may share the array of their inputs.
        network.input.set(values)
        network.outputGradient.set(numbersOf(slope))
        network.backward(size, { inputs })
        const byInputs = inputs
          ? tf.tensor(network.inputGradient.slice(0, signal.size), signal.shape)
          : tf.zerosLike(signal)
        return [
          byInputs,
          ...network.tensors.map(({ gradient, shape }) => tf.tensor(gradient.slice(), [...shape])),
        ]
      },
    }
  })

  return {
    variables,
    trainable,
    apply: signal => operation(signal, ...trainable) as tf.Tensor2D,
    dispose: () => tf.dispose(trainable),
  }
}

/** @throws PlaygroundError `bad-shape`. */
function sizeOf({ batch, inputShape }: KernelNetwork, { shape }: tf.Tensor): number {
  const [size, ...rest] = shape
  const fits = size! >= 1 && size! <= batch && rest.join() === inputShape.join()
  if (fits) return size!
  const expected = `[1 to ${batch}, ${inputShape.join(', ')}]`
  throw new PlaygroundError(
    'bad-shape',
    `The network's input is [${shape.join(', ')}]; expected ${expected}.`,
  )
}
