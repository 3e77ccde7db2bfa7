/** Policy and value heads through whole networks, against TensorFlow.js. */
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { denseSpec } from '../../../../src/nn/dense-network.ts'
import {
  categoricalLogProbabilities,
  categoricalPolicyLoss,
} from '../../../../src/nn/heads/categorical-policy.ts'
import {
  deviationsOf,
  gaussianLogProbabilities,
  gaussianPolicyLoss,
} from '../../../../src/nn/heads/gaussian-policy.ts'
import { type Decisions, emptyFigures } from '../../../../src/nn/heads/policy-loss.ts'
import { clippedValueError, valueError } from '../../../../src/nn/heads/value-error.ts'
import { normals } from '../arrays.ts'
import { chosen, columnOf, compare, derivedBy, openLoose, openObserved, rowsOf, SIZES } from './oracle.ts'

const CLIP = 0.2
const ENTROPY_WEIGHT = 0.02
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2

/** Single-precision numbers, so that both sides derive the very same. */
const advantagesOf = (size: number) => Float64Array.from(normals(size, 60))

/** Old log-probabilities near the new ones: some ratios inside the clip range, some beyond it either way. */
const moved = (logProbabilities: Float64Array) =>
  logProbabilities.map((l, i) => Math.fround(l + [0, 0.1, -0.1, 0.5, -0.5][i % 5]!))

/** The row's loss, by ln pi of the actions taken. */
function policyLoss(
  l: tf.Tensor1D,
  { advantages, oldLogProbabilities }: Decisions,
  clipRange: number,
): tf.Scalar {
  const a = columnOf(advantages, l.size)
  if (!oldLogProbabilities) return tf.neg(tf.mean(tf.mul(l, a)))
  const ratio = tf.exp(tf.sub(l, columnOf(oldLogProbabilities, l.size)))
  const cut = tf.clipByValue(ratio, 1 - clipRange, 1 + clipRange)
  return tf.neg(tf.mean(tf.minimum(tf.mul(ratio, a), tf.mul(cut, a))))
}

describe.each(SIZES)('%i decisions', size => {
  describe.each([
    ['tanh', [64, 64], 4],
    ['tanh', [3, 5, 7], 2],
    ['relu', [17], 9],
    ['relu', [], 3],
  ] as const)('discrete, %s %j, %i actions', (activation, hidden, actions) => {
    it.each([
      ['policy gradient', Infinity],
      ['clipped surrogate', CLIP],
    ] as const)('%s', async (name, clipRange) => {
      const [policy] = await openObserved(denseSpec(8, hidden, activation, actions))
      const { network } = policy!
      network.forward(size)
      const taken = Float32Array.from({ length: size }, (_, i) => (i * 7) % actions)
      const logProbabilities = new Float64Array(size)
      categoricalLogProbabilities(network.output, taken, size, actions, logProbabilities)
      const decisions: Decisions = {
        actions: taken,
        advantages: advantagesOf(size),
        oldLogProbabilities: name === 'policy gradient' ? null : moved(logProbabilities),
      }
      const figures = emptyFigures()
      const weights = { clipRange, entropyWeight: ENTROPY_WEIGHT }
      categoricalPolicyLoss(
        network.output,
        decisions,
        size,
        actions,
        weights,
        network.outputGradient,
        figures,
      )
      network.backward(size)
      const loss = () => {
        const logPolicy = tf.logSoftmax(policy!.apply(rowsOf(network.input, size, 8)))
        const entropy = tf.neg(tf.mean(tf.sum(tf.mul(tf.exp(logPolicy), logPolicy), 1)))
        const main = policyLoss(chosen(logPolicy, taken, size, actions), decisions, clipRange)
        return tf.sub(main, tf.mul(entropy, ENTROPY_WEIGHT)) as tf.Scalar
      }
      const reported = figures.policyLoss - ENTROPY_WEIGHT * figures.entropy
      const agreement = compare([derivedBy(policy!)], loss, reported)
      expect(agreement.loss).toBeLessThan(1e-5)
      expect(agreement.gradient).toBeLessThan(1e-5)
      expect(agreement.scale).toBeGreaterThan(1e-3)
      if (name === 'clipped surrogate' && size > 3) expect(figures.clipFraction).toBeGreaterThan(0)
    })
  })

  describe.each([
    [[64, 64], 1],
    [[3, 5, 7], 3],
    [[], 11],
  ] as const)('normal, tanh %j, %i dimensions', (hidden, dimensions) => {
    it.each([
      ['policy gradient', Infinity],
      ['clipped surrogate', CLIP],
    ] as const)('%s', async (name, clipRange) => {
      const [policy] = await openObserved(denseSpec(5, hidden, 'tanh', dimensions))
      const { network } = policy!
      const logDeviations = Array.from({ length: dimensions }, (_, d) => -0.7 + 0.2 * d)
      const loose = await openLoose(logDeviations)
      network.forward(size)
      const deviations = new Float64Array(dimensions)
      deviationsOf(loose.weights, deviations)
      const taken = normals(size * dimensions, 70)
      const logProbabilities = new Float64Array(size)
      gaussianLogProbabilities(network.output, loose.weights, deviations, taken, size, logProbabilities)
      const decisions: Decisions = {
        actions: taken,
        advantages: advantagesOf(size),
        oldLogProbabilities: name === 'policy gradient' ? null : moved(logProbabilities),
      }
      const figures = emptyFigures()
      const weights = { clipRange, entropyWeight: ENTROPY_WEIGHT }
      gaussianPolicyLoss(
        network.output,
        loose.weights,
        deviations,
        decisions,
        size,
        weights,
        network.outputGradient,
        loose.gradient,
        figures,
      )
      network.backward(size)
      const loss = () => {
        const means = policy!.apply(rowsOf(network.input, size, 5))
        const z = tf.div(tf.sub(rowsOf(taken, size, dimensions), means), tf.exp(loose.variable))
        const densities = tf.add(tf.add(tf.mul(tf.square(z), 0.5), loose.variable), HALF_LOG_TWO_PI)
        const entropy = tf.sum(tf.add(loose.variable, 0.5 + HALF_LOG_TWO_PI))
        const main = policyLoss(tf.neg(tf.sum(densities, 1)), decisions, clipRange)
        return tf.sub(main, tf.mul(entropy, ENTROPY_WEIGHT)) as tf.Scalar
      }
      const reported = figures.policyLoss - ENTROPY_WEIGHT * figures.entropy
      const deviationsToo = { variables: [loose.variable], gradients: [loose.gradient] }
      const agreement = compare([derivedBy(policy!), deviationsToo], loss, reported)
      // Sums of squared z over all dimensions are tens, in single precision.
      const unit = Math.max(1, agreement.scale)
      expect(agreement.loss).toBeLessThan(1e-5 * Math.max(1, Math.abs(reported)))
      expect(agreement.gradient).toBeLessThan(1e-5 * unit)
      expect(agreement.scale).toBeGreaterThan(1e-3)
      if (name === 'clipped surrogate' && size > 3) expect(figures.clipFraction).toBeGreaterThan(0)
    })
  })

  describe.each([
    ['tanh', [64, 64]],
    ['relu', [3, 5, 7]],
  ] as const)('values, %s %j', (activation, hidden) => {
    it.each(['plain', 'clipped'])('%s', async kind => {
      const [value] = await openObserved(denseSpec(8, hidden, activation, 1))
      const { network } = value!
      network.forward(size)
      const targets = Float64Array.from(normals(size, 80))
      const old = Float64Array.from(normals(size, 81))
      const weight = 0.5
      const slopes = network.outputGradient
      const error =
        kind === 'plain'
          ? valueError(network.output, targets, size, weight, slopes)
          : clippedValueError(network.output, old, targets, size, 0.4, weight, slopes)
      network.backward(size)
      const loss = () => {
        const values = tf.squeeze(value!.apply(rowsOf(network.input, size, 8)), [1])
        const goal = columnOf(targets, size)
        const squares = tf.squaredDifference(values, goal)
        if (kind === 'plain') return tf.mul(tf.mean(squares), weight) as tf.Scalar
        const before = columnOf(old, size)
        const near = tf.add(before, tf.clipByValue(tf.sub(values, before), -0.4, 0.4))
        return tf.mul(tf.mean(tf.maximum(squares, tf.squaredDifference(near, goal))), weight) as tf.Scalar
      }
      const agreement = compare([derivedBy(value!)], loss, weight * error)
      expect(agreement.loss).toBeLessThan(1e-5)
      expect(agreement.gradient).toBeLessThan(1e-5)
      // One value alone may well be cut, and then has no slope.
      if (size > 1) expect(agreement.scale).toBeGreaterThan(1e-3)
    })
  })
})
