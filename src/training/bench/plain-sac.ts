/** One update of SAC in plain TensorFlow.js: agents/sac.ts has what it computes. */
import type * as tfjs from '@tensorflow/tfjs-core'
import { Rng } from '../../core/rng.ts'
import { SAC_WEIGHTS, type SacUpdate } from './network-sizes.ts'
import { plainNetwork } from './plain-network.ts'

type Tensorflow = typeof tfjs

export function plainSacUpdate(
  tf: Tensorflow,
  { units, rows, observationSize, dimensions }: SacUpdate,
): () => void {
  const { learningRate, discount, followShare, targetEntropyPerDimension, epsilon } = SAC_WEIGHTS
  const rng = Rng.fromSeed(1, 'bench')
  const critic = () => plainNetwork(tf, [observationSize + dimensions, units, units, 1], 'relu', rng)
  const actor = plainNetwork(tf, [observationSize, units, units, 2 * dimensions], 'relu', rng)
  const [critics, targets] = [
    [critic(), critic()],
    [critic(), critic()],
  ]
  const criticVariables = critics.flatMap(({ variables }) => variables)
  const targetVariables = targets.flatMap(({ variables }) => variables)
  const logTemperature = tf.variable(tf.scalar(0))
  const adam = () => tf.train.adam(learningRate, 0.9, 0.999, epsilon)
  const [actorOptimizer, criticOptimizer, temperatureOptimizer] = [adam(), adam(), adam()]
  const normals = (length: number) => Float32Array.from({ length }, () => rng.normal())
  const replayed = {
    observations: normals(rows * observationSize),
    nextObservations: normals(rows * observationSize),
    actions: normals(rows * dimensions).map(action => Math.max(-1, Math.min(1, action))),
    rewards: normals(rows),
  }

  /** Actions and their log probabilities. */
  const act = (observations: tfjs.Tensor2D) => {
    const [means, cutLogs] = tf.split(actor.apply(observations), 2, 1) as [tfjs.Tensor2D, tfjs.Tensor2D]
    const logs = tf.clipByValue(cutLogs, -20, 2)
    const noise = tf.tensor2d(normals(rows * dimensions), [rows, dimensions])
    const u = tf.add(means, tf.mul(tf.exp(logs), noise))
    const squashing = tf.mul(tf.sub(Math.LN2, tf.add(u, tf.softplus(tf.mul(u, -2)))), 2)
    const densities = tf.add(tf.add(tf.mul(tf.square(noise), 0.5), tf.add(logs, 0.918938533)), squashing)
    return { actions: tf.tanh(u), logProbabilities: tf.neg(tf.sum(densities, 1)) }
  }
  const least = (pair: typeof critics, inputs: tfjs.Tensor) => {
    const [first, second] = pair.map(({ apply }) => tf.squeeze(apply(inputs), [1]))
    return tf.minimum(first!, second!)
  }

  return () =>
    tf.tidy(() => {
      const observations = tf.tensor2d(replayed.observations, [rows, observationSize])
      const nextObservations = tf.tensor2d(replayed.nextObservations, [rows, observationSize])
      const rewards = tf.tensor1d(replayed.rewards)
      const temperature = tf.exp(logTemperature)
      const next = act(nextObservations)
      const nextValues = least(targets, tf.concat([nextObservations, next.actions], 1))
      const soft = tf.sub(nextValues, tf.mul(temperature, next.logProbabilities))
      const goals = tf.add(rewards, tf.mul(soft, discount))
      const inputs = tf.concat([observations, tf.tensor2d(replayed.actions, [rows, dimensions])], 1)
      criticOptimizer.minimize(
        () => {
          const errors = critics.map(({ apply }) =>
            tf.squaredDifference(tf.squeeze(apply(inputs), [1]), goals),
          )
          return tf.mul(tf.mean(tf.addN(errors)), 0.5) as tfjs.Scalar
        },
        false,
        criticVariables,
      )
      let logProbability: tfjs.Tensor | undefined
      actorOptimizer.minimize(
        () => {
          const { actions, logProbabilities } = act(observations)
          const values = least(critics, tf.concat([observations, actions], 1))
          logProbability = tf.keep(tf.mean(logProbabilities))
          return tf.mean(tf.sub(tf.mul(temperature, logProbabilities), values)) as tfjs.Scalar
        },
        false,
        actor.variables,
      )
      const surplus = tf.add(logProbability!, targetEntropyPerDimension * dimensions)
      temperatureOptimizer.minimize(() => tf.neg(tf.mul(logTemperature, surplus)) as tfjs.Scalar, false, [
        logTemperature,
      ])
      logProbability!.dispose()
      targetVariables.forEach((target, i) => {
        const moved = tf.mul(tf.sub(criticVariables[i]!, target), followShare)
        target.assign(tf.add(target, moved))
      })
    })
}
