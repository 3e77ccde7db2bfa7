/**
 * A training run of 200 updates whose every bit is fixed: dense and convolution networks, first weights, both optimizers, a
 * target that follows, and heads that need exponentials and logarithms. Uses nothing of Node, so that a browser can run it too.
 */
import { Rng } from '../../../src/core/rng.ts'
import { ConvNetwork, type ConvSpec, convParameterCount } from '../../../src/nn/conv-network.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../../../src/nn/dense-network.ts'
import {
  categoricalLogProbabilities,
  categoricalPolicyLoss,
} from '../../../src/nn/heads/categorical-policy.ts'
import { emptyFigures } from '../../../src/nn/heads/policy-loss.ts'
import { squashedGaussian, squashedGaussianSlopes } from '../../../src/nn/heads/squashed-gaussian.ts'
import { valueError } from '../../../src/nn/heads/value-error.ts'
import { openKernelMemory } from '../../../src/nn/kernel-memory.ts'
import { Parameters } from '../../../src/nn/parameters.ts'

const UPDATES = 200
const BATCH = 33
const ACTIONS = 4
const DIMENSIONS = 3
const policySpec = denseSpec(8, [64, 64], 'tanh', ACTIONS)
const valueSpec = denseSpec(8, [37, 19], 'relu', 1)
const actorSpec = denseSpec(8, [21], 'relu', 2 * DIMENSIONS)
const pictureSpec: ConvSpec = {
  height: 6,
  width: 5,
  channels: 2,
  convolutions: [{ filters: 5, kernel: 3, activation: 'relu' }],
  layers: [{ units: 1, activation: 'linear' }],
}

/** Little-endian bytes of all weights and moments at the end. */
export async function fixedTraining(): Promise<Uint8Array> {
  const { policy, value, actor, picture, ours, theirs, target } = await openKernelMemory(memory => {
    const ours = new Parameters(memory, [parameterCount(policySpec), parameterCount(valueSpec)])
    const theirs = new Parameters(memory, [parameterCount(actorSpec), convParameterCount(pictureSpec)])
    const policy = new DenseNetwork(memory, policySpec, ours.part(0), { batch: BATCH })
    return {
      ours,
      theirs,
      target: new Parameters(memory, [parameterCount(policySpec), parameterCount(valueSpec)], false),
      policy,
      value: new DenseNetwork(memory, valueSpec, ours.part(1), { batch: BATCH, input: policy.input }),
      actor: new DenseNetwork(memory, actorSpec, theirs.part(0), { batch: BATCH, input: policy.input }),
      picture: new ConvNetwork(memory, pictureSpec, theirs.part(1), { batch: BATCH }),
    }
  })
  const rng = Rng.fromSeed(1, 'fixed-training')
  const gain = Math.sqrt(2)
  policy.initialize([gain, gain, 0.01], rng)
  value.initialize([gain, gain, 1], rng)
  actor.initializeUniform(rng)
  picture.initialize([gain, 1], rng)
  target.follow(ours, 1)

  const taken = new Float32Array(BATCH)
  const advantages = new Float64Array(BATCH)
  const oldLogProbabilities = new Float64Array(BATCH)
  const noise = new Float64Array(BATCH * DIMENSIONS)
  const actions = new Float32Array(BATCH * DIMENSIONS)
  const targets = new Float64Array(BATCH)
  const logProbabilities = new Float64Array(BATCH)
  const figures = emptyFigures()
  for (let update = 0; update < UPDATES; update++) {
    const size = 1 + rng.integer(BATCH)
    for (const array of [policy.input, picture.input, advantages, targets, noise]) {
      for (let i = 0; i < array.length; i++) array[i] = rng.normal()
    }
    for (let i = 0; i < size; i++) taken[i] = rng.integer(ACTIONS)

    policy.forward(size)
    categoricalLogProbabilities(policy.output, taken, size, ACTIONS, oldLogProbabilities)
    for (let i = 0; i < size; i++) oldLogProbabilities[i]! += 0.2 * rng.normal()
    const decisions = { actions: taken, advantages, oldLogProbabilities }
    const weights = { clipRange: 0.2, entropyWeight: 0.01 }
    categoricalPolicyLoss(policy.output, decisions, size, ACTIONS, weights, policy.outputGradient, figures)
    policy.backward(size)
    value.forward(size)
    valueError(value.output, targets, size, 0.5, value.outputGradient)
    value.backward(size)
    ours.adam({ learningRate: 1e-3, maxGradientNorm: 0.5 })

    actor.forward(size)
    squashedGaussian(actor.output, noise, size, DIMENSIONS, actions, logProbabilities)
    squashedGaussianSlopes(actor.output, noise, actions, actions, 0.2, size, DIMENSIONS, actor.outputGradient)
    actor.backward(size)
    picture.forward(size)
    valueError(picture.output, targets, size, 1, picture.outputGradient)
    picture.backward(size, { inputs: true })
    theirs.rmsprop({ learningRate: 1e-3, maxGradientNorm: 1 })
    target.follow(ours, 0.05)
  }

  const saved = [ours, theirs, target].flatMap(parameters => Object.values(parameters.save().arrays))
  const bytes = new Uint8Array(saved.reduce((sum, array) => sum + array.byteLength, 0))
  let offset = 0
  for (const array of saved) {
    bytes.set(new Uint8Array(array.buffer), offset)
    offset += array.byteLength
  }
  return bytes
}
