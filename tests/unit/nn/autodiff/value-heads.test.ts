/** Heads of learners that replay (action values, critics, squashed actors) through whole networks, against TensorFlow.js. */
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { denseSpec } from '../../../../src/nn/dense-network.ts'
import { duelingSlopes, duelingValues } from '../../../../src/nn/heads/dueling.ts'
import { squash, squashSlopes } from '../../../../src/nn/heads/squashed.ts'
import {
  squashedGaussian,
  squashedGaussianSlopes,
  temperatureSlope,
} from '../../../../src/nn/heads/squashed-gaussian.ts'
import { doubleTargets, huberLoss } from '../../../../src/nn/heads/temporal-difference.ts'
import {
  halfSquaredLoss,
  leastOfTwinsLoss,
  meanValueLoss,
  twinTargets,
} from '../../../../src/nn/heads/twin-q.ts'
import { normals } from '../arrays.ts'
import { chosen, columnOf, compare, derivedBy, type Observed, openObserved, rowsOf, SIZES } from './oracle.ts'

const OBSERVATION = 5
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2
const TEMPERATURE = 0.3

/** Huber's loss of the weighted errors, by TensorFlow.js. */
function huber(values: tf.Tensor1D, targets: Float64Array, weights: Float64Array): tf.Scalar {
  const distance = tf.abs(tf.sub(columnOf(targets, values.size), values))
  const near = tf.minimum(distance, 1)
  const losses = tf.add(tf.mul(tf.square(near), 0.5), tf.sub(distance, near))
  return tf.mean(tf.mul(losses, columnOf(weights, values.size)))
}

/** V + A - mean A, by TensorFlow.js. */
function duelingOf(outputs: tf.Tensor2D): tf.Tensor {
  const [state, advantages] = tf.split(outputs, [1, outputs.shape[1] - 1], 1) as [tf.Tensor2D, tf.Tensor2D]
  return tf.sub(tf.add(state, advantages), tf.mean(advantages, 1, true))
}

/** ln(1 - tanh(u)^2) without cancellation. */
const logSquashing = (u: tf.Tensor) => tf.mul(tf.sub(Math.LN2, tf.add(u, tf.softplus(tf.mul(u, -2)))), 2)

describe.each(SIZES)('%i transitions', size => {
  describe.each([
    ['relu', [64, 64], 4],
    ['tanh', [3, 5, 7], 3],
    ['relu', [], 9],
  ] as const)('action values, %s %j, %i actions', (activation, hidden, actions) => {
    it.each([
      ['plain', 0],
      ['dueling', 1],
    ] as const)('Huber loss towards double targets, %s', async (_, extra) => {
      const [online] = await openObserved(denseSpec(OBSERVATION, hidden, activation, actions + extra))
      const { network } = online!
      const taken = Float32Array.from({ length: size }, (_, i) => (i * 5) % actions)
      const rewards = Float64Array.from(normals(size, 50, 2))
      const bootstraps = Float64Array.from({ length: size }, (_, i) => (i % 3 === 2 ? 0 : 0.9))
      const [judged, choosing] = [normals(size * actions, 51), normals(size * actions, 52)]
      const targets = new Float64Array(size)
      doubleTargets(rewards, bootstraps, judged, choosing, size, actions, targets)
      const weights = Float64Array.from(normals(size, 53).map(Math.abs))
      const [values, slopes] = [new Float32Array(size * actions), new Float32Array(size * actions)]
      network.forward(size)
      if (extra === 1) duelingValues(network.output, size, actions, values)
      else values.set(network.output.subarray(0, size * actions))
      const errors = new Float64Array(size)
      const reported = huberLoss(values, taken, targets, weights, size, actions, slopes, errors)
      if (extra === 1) duelingSlopes(slopes, size, actions, network.outputGradient)
      else network.outputGradient.set(slopes)
      network.backward(size)
      const loss = () => {
        const outputs = online!.apply(rowsOf(network.input, size, OBSERVATION))
        const q = extra === 1 ? duelingOf(outputs) : outputs
        return huber(chosen(q, taken, size, actions), targets, weights)
      }
      const agreement = compare([derivedBy(online!)], loss, reported)
      expect(agreement.loss).toBeLessThan(1e-5)
      expect(agreement.gradient).toBeLessThan(1e-5)
      expect(agreement.scale).toBeGreaterThan(1e-3)
      if (size > 3) {
        expect(errors.some(error => Math.abs(error) > 1)).toBe(true)
        expect(errors.some(error => Math.abs(error) < 1)).toBe(true)
      }
    })
  })

  describe.each([
    ['relu', [64, 64], 1],
    ['tanh', [3, 5, 7], 3],
    ['relu', [17], 4],
  ] as const)('actor and critics, %s %j, %i dimensions', (activation, hidden, dimensions) => {
    const width = OBSERVATION + dimensions
    const open = async (outputs: number) => {
      const [actor, first, second] = await openObserved(
        denseSpec(OBSERVATION, hidden, activation, outputs),
        denseSpec(width, hidden, activation, 1),
        denseSpec(width, hidden, activation, 1),
      )
      return { actor: actor!, first: first!, second: second! }
    }
    const columnsOf = ({ apply }: Observed, inputs: tf.Tensor) => tf.squeeze(apply(inputs), [1])

    /** Writes observation and action side by side into a critic's input. */
    const show = ({ network }: Observed, observations: Float32Array, actions: Float32Array) => {
      for (let i = 0; i < size; i++) {
        network.input.set(observations.subarray(i * OBSERVATION, (i + 1) * OBSERVATION), i * width)
        network.input.set(actions.subarray(i * dimensions, (i + 1) * dimensions), i * width + OBSERVATION)
      }
    }
    /** Adds a critic's slopes by its actions to `into`. */
    const addActionSlopes = ({ network }: Observed, into: Float32Array) => {
      for (let i = 0; i < size; i++) {
        for (let d = 0; d < dimensions; d++) {
          into[i * dimensions + d]! += network.inputGradient[i * width + OBSERVATION + d]!
        }
      }
    }

    it('twin critics', async () => {
      const { first, second } = await open(1)
      const targets = new Float64Array(size)
      const [rewards, logProbabilities] = [normals(size, 60), normals(size, 61)]
      const bootstraps = Float64Array.from({ length: size }, (_, i) => (i % 4 === 3 ? 0 : 0.98))
      const [one, two] = [normals(size, 62), normals(size, 63)]
      twinTargets(
        Float64Array.from(rewards),
        bootstraps,
        one,
        two,
        TEMPERATURE,
        Float64Array.from(logProbabilities),
        size,
        targets,
      )
      let reported = 0
      for (const { network } of [first, second]) {
        network.forward(size)
        reported += halfSquaredLoss(network.output, targets, size, network.outputGradient)
        network.backward(size)
      }
      const loss = () => {
        const least = tf.minimum(columnOf(one, size), columnOf(two, size))
        const soft = tf.sub(least, tf.mul(columnOf(logProbabilities, size), TEMPERATURE))
        const goal = tf.add(columnOf(rewards, size), tf.mul(columnOf(bootstraps, size), soft))
        const errors = [first, second].map(critic =>
          tf.squaredDifference(columnsOf(critic, rowsOf(critic.network.input, size, width)), goal),
        )
        return tf.mul(tf.mean(tf.addN(errors)), 0.5) as tf.Scalar
      }
      const agreement = compare([derivedBy(first), derivedBy(second)], loss, reported)
      expect(agreement.loss).toBeLessThan(1e-5)
      expect(agreement.gradient).toBeLessThan(1e-5)
      expect(agreement.scale).toBeGreaterThan(1e-3)
    })

    it('squashed Gaussian actor through the lower of two critics, and the temperature', async () => {
      const { actor, first, second } = await open(2 * dimensions)
      const { network } = actor
      const noise = Float64Array.from(normals(size * dimensions, 70))
      const [actions, actionSlopes] = [
        new Float32Array(size * dimensions),
        new Float32Array(size * dimensions),
      ]
      const logProbabilities = new Float64Array(size)
      network.forward(size)
      const meanLog = squashedGaussian(network.output, noise, size, dimensions, actions, logProbabilities)
      for (const critic of [first, second]) {
        show(critic, network.input, actions)
        critic.network.forward(size)
      }
      const [q1, q2] = [first.network, second.network]
      const valueLoss = leastOfTwinsLoss(q1.output, q2.output, size, q1.outputGradient, q2.outputGradient)
      for (const critic of [first, second]) {
        critic.network.backward(size, { weights: false, inputs: true })
        addActionSlopes(critic, actionSlopes)
      }
      const slopes = network.outputGradient
      squashedGaussianSlopes(
        network.output,
        noise,
        actions,
        actionSlopes,
        TEMPERATURE,
        size,
        dimensions,
        slopes,
      )
      network.backward(size)
      for (const { parameters } of [first, second]) {
        expect(parameters.gradient.every(slope => slope === 0)).toBe(true)
      }

      /** The critics' inputs, and ln pi(a). */
      const act = () => {
        const observations = rowsOf(network.input, size, OBSERVATION)
        const outputs = actor.apply(observations)
        const means = tf.slice2d(outputs, [0, 0], [size, dimensions])
        const logs = tf.clipByValue(tf.slice2d(outputs, [0, dimensions], [size, dimensions]), -20, 2)
        const z = rowsOf(noise, size, dimensions)
        const u = tf.add(means, tf.mul(tf.exp(logs), z))
        const densities = tf.add(
          tf.add(tf.mul(tf.square(z), 0.5), tf.add(logs, HALF_LOG_TWO_PI)),
          logSquashing(u),
        )
        return {
          inputs: tf.concat([observations, tf.tanh(u)], 1),
          logs: tf.neg(tf.sum(densities, 1)) as tf.Tensor1D,
        }
      }
      const loss = () => {
        const { inputs, logs } = act()
        const least = tf.minimum(columnsOf(first, inputs), columnsOf(second, inputs))
        return tf.mean(tf.sub(tf.mul(logs, TEMPERATURE), least)) as tf.Scalar
      }
      const agreement = compare([derivedBy(actor)], loss, TEMPERATURE * meanLog + valueLoss)
      expect(agreement.loss).toBeLessThan(1e-5)
      expect(agreement.gradient).toBeLessThan(1e-5)
      expect(agreement.scale).toBeGreaterThan(1e-3)
      if (size > 7 && dimensions === 1) {
        expect(q1.outputGradient.subarray(0, size).every(slope => slope === 0)).toBe(false)
        expect(q2.outputGradient.subarray(0, size).every(slope => slope === 0)).toBe(false)
      }

      const temperatureLoss = (logTemperature: tf.Tensor) =>
        tf.mul(tf.neg(logTemperature), tf.mean(tf.sub(act().logs, dimensions))) as tf.Scalar
      const expected = tf.grad(temperatureLoss)(tf.scalar(-1)).dataSync()[0]!
      expect(Math.abs(temperatureSlope(meanLog, -dimensions) - expected)).toBeLessThan(1e-5)
    })

    it('deterministic actor through one critic', async () => {
      const { actor, first } = await open(dimensions)
      const { network } = actor
      const [actions, actionSlopes] = [
        new Float32Array(size * dimensions),
        new Float32Array(size * dimensions),
      ]
      network.forward(size)
      squash(network.output, size * dimensions, actions)
      show(first, network.input, actions)
      first.network.forward(size)
      const reported = meanValueLoss(first.network.output, size, first.network.outputGradient)
      first.network.backward(size, { weights: false, inputs: true })
      addActionSlopes(first, actionSlopes)
      squashSlopes(actions, actionSlopes, size * dimensions, network.outputGradient)
      network.backward(size)
      const loss = () => {
        const observations = rowsOf(network.input, size, OBSERVATION)
        const inputs = tf.concat([observations, tf.tanh(actor.apply(observations))], 1)
        return tf.neg(tf.mean(columnsOf(first, inputs))) as tf.Scalar
      }
      const agreement = compare([derivedBy(actor)], loss, reported)
      expect(agreement.loss).toBeLessThan(1e-5)
      expect(agreement.gradient).toBeLessThan(1e-5)
      expect(agreement.scale).toBeGreaterThan(1e-3)
    })
  })
})
