/**
 * The same work in plain TensorFlow.js, as anyone would write it: its operations, its derivatives, its Adam, on its processor
 * backend and on its WebAssembly backend.
 *
 * The packages are loaded when a line needs them. The command line's build leaves them where they are: the WebAssembly
 * backend finds its binary beside its own file, and all must share one core.
 */
import type * as tfjs from '@tensorflow/tfjs-core'
import { Rng } from '../../core/rng.ts'
import {
  type PolicySize,
  PPO_UPDATES,
  PPO_WEIGHTS,
  type PpoUpdate,
  SAC_UPDATES,
  SMALL,
} from './network-sizes.ts'
import { millisecondsPerCall } from './per-call.ts'
import { plainNetwork } from './plain-network.ts'
import { plainSacUpdate } from './plain-sac.ts'
import type { Benchmark } from './timing.ts'

type Tensorflow = typeof tfjs
type Backend = 'cpu' | 'wasm'
const BACKENDS: readonly Backend[] = ['cpu', 'wasm']

export const plainTensorflowBenchmarks: readonly Benchmark[] = BACKENDS.flatMap(backend => [
  against(backend, 'act_one_small', 'us', tf => actOne(tf, SMALL)),
  ...PPO_UPDATES.map(update => against(backend, update.name, 'ms', tf => ppoUpdate(tf, update))),
  ...SAC_UPDATES.map(update => against(backend, update.name, 'ms', tf => plainSacUpdate(tf, update))),
])

function against(
  backend: Backend,
  name: string,
  unit: 'ms' | 'us',
  open: (tf: Tensorflow) => () => void,
): Benchmark {
  return {
    name: `tfjs_${backend}/${name}`,
    unit,
    ratioTo: name,
    async measure(now) {
      const tf = await openBackend(backend)
      // Keeps nothing of one benchmark for the next.
      tf.engine().startScope()
      const milliseconds = millisecondsPerCall(now, open(tf))
      tf.disposeVariables()
      tf.engine().endScope()
      return unit === 'us' ? 1000 * milliseconds : milliseconds
    },
  }
}

async function openBackend(backend: Backend): Promise<Tensorflow> {
  const core: Tensorflow & { readonly default?: Tensorflow } = await import('@tensorflow/tfjs-core')
  // Node gives CommonJS packages as `default`.
  const tf = core.default ?? core
  // Before the backends come: production mode leaves out checks, and the advice to install native bindings.
  tf.enableProdMode()
  // The layers package registers the derivatives of all operations.
  await import('@tensorflow/tfjs-layers')
  if (backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm')
  else await import('@tensorflow/tfjs-backend-cpu')
  await tf.setBackend(backend)
  return tf
}

function actOne(tf: Tensorflow, { observationSize, hidden, actions }: PolicySize): () => void {
  const rng = Rng.fromSeed(1, 'bench')
  const policy = plainNetwork(tf, [observationSize, ...hidden, actions], 'tanh', rng)
  const observation = Float32Array.from({ length: observationSize }, () => rng.normal())
  return () => {
    const probabilities = tf.tidy(() =>
      tf.softmax(policy.apply(tf.tensor2d(observation, [1, observationSize]))).dataSync(),
    )
    let left = rng.uniform()
    for (let action = 0; action < actions && left >= 0; action++) left -= probabilities[action]!
  }
}

function ppoUpdate(tf: Tensorflow, { rows, observationSize, hidden, actions }: PpoUpdate): () => void {
  const rng = Rng.fromSeed(1, 'bench')
  const policy = plainNetwork(tf, [observationSize, ...hidden, actions], 'tanh', rng)
  const value = plainNetwork(tf, [observationSize, ...hidden, 1], 'tanh', rng)
  const variables = [...policy.variables, ...value.variables]
  const normals = (length: number) => Float32Array.from({ length }, () => rng.normal())
  const [observations, advantages, returns] = [normals(rows * observationSize), normals(rows), normals(rows)]
  const taken = Int32Array.from({ length: rows }, () => rng.integer(actions))
  const oldLogProbabilities = new Float32Array(rows).fill(-1.386)
  const { clipRange, entropyWeight, valueWeight, learningRate, maxGradientNorm, epsilon } = PPO_WEIGHTS
  const optimizer = tf.train.adam(learningRate, 0.9, 0.999, epsilon)
  const loss = () => {
    const inputs = tf.tensor2d(observations, [rows, observationSize])
    const advantage = tf.tensor1d(advantages)
    const logPolicy = tf.logSoftmax(policy.apply(inputs))
    const chosen = tf.sum(tf.mul(logPolicy, tf.oneHot(tf.tensor1d(taken, 'int32'), actions)), 1)
    const ratio = tf.exp(tf.sub(chosen, tf.tensor1d(oldLogProbabilities)))
    const clipped = tf.clipByValue(ratio, 1 - clipRange, 1 + clipRange)
    const surrogate = tf.mean(tf.minimum(tf.mul(ratio, advantage), tf.mul(clipped, advantage)))
    const negativeEntropy = tf.mean(tf.sum(tf.mul(tf.exp(logPolicy), logPolicy), 1))
    const errors = tf.squaredDifference(tf.squeeze(value.apply(inputs), [1]), tf.tensor1d(returns))
    return tf.add(
      tf.sub(tf.mul(negativeEntropy, entropyWeight), surrogate),
      tf.mul(tf.mean(errors), valueWeight),
    ) as tfjs.Scalar
  }
  return () =>
    tf.tidy(() => {
      const { grads } = tf.variableGrads(loss, variables)
      const squares = Object.values(grads).map(gradient => tf.sum(tf.square(gradient)))
      const scale = tf.minimum(1, tf.div(maxGradientNorm, tf.add(tf.sqrt(tf.addN(squares)), 1e-6)))
      const shortened = Object.entries(grads).map(([name, gradient]) => [name, tf.mul(gradient, scale)])
      optimizer.applyGradients(Object.fromEntries(shortened))
    })
}
