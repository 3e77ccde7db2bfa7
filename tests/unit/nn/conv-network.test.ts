import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { ConvNetwork, type ConvSpec, convParameterCount } from '../../../src/nn/conv-network.ts'
import { openKernelMemory } from '../../../src/nn/kernel-memory.ts'
import { layersModelOver } from '../../../src/nn/layers-model.ts'
import { Parameters } from '../../../src/nn/parameters.ts'
import { openTensorflow } from '../../../src/nn/tensorflow.ts'
import { fillNormal, largestDifference, normals } from './arrays.ts'

beforeAll(openTensorflow)

async function open(spec: ConvSpec, batch: number) {
  const opened = await openKernelMemory(memory => {
    const parameters = new Parameters(memory, [convParameterCount(spec)])
    return { parameters, network: new ConvNetwork(memory, spec, parameters.part(0), { batch }) }
  })
  const gains = [...spec.convolutions, ...spec.layers].map(() => 1.2)
  opened.network.initialize(gains, Rng.fromSeed(1, 'test'))
  // Biases too, so that a mistake in them shows.
  for (const { kind, values } of opened.network.tensors) if (kind === 'bias') fillNormal(values, 5, 0.1)
  fillNormal(opened.network.input, 2)
  return opened
}

const small: ConvSpec = {
  height: 7,
  width: 6,
  channels: 3,
  convolutions: [{ filters: 5, kernel: 3, activation: 'relu' }],
  layers: [
    { units: 9, activation: 'tanh' },
    { units: 3, activation: 'linear' },
  ],
}
const specs: [string, ConvSpec][] = [
  ['one convolution', small],
  [
    'two convolutions',
    {
      ...small,
      convolutions: [
        { filters: 9, kernel: 2, activation: 'tanh' },
        { filters: 4, kernel: 3, activation: 'relu' },
      ],
    },
  ],
  [
    'a kernel as large as the picture, and one pixel',
    {
      ...small,
      height: 2,
      width: 2,
      channels: 1,
      convolutions: [
        { filters: 17, kernel: 2, activation: 'tanh' },
        { filters: 2, kernel: 1, activation: 'linear' },
      ],
      layers: [{ units: 1, activation: 'linear' }],
    },
  ],
]

describe.each(specs)('ConvNetwork with %s', (_, spec) => {
  it.each([1, 3, 8])('derives as TensorFlow.js does, %i pictures', async size => {
    const { network } = await open(spec, 8)
    const slopes = normals(size * network.outputs, 3)
    network.forward(size)
    const outputs = network.output.slice(0, size * network.outputs)
    network.outputGradient.set(slopes)
    network.backward(size, { inputs: true })

    const model = layersModelOver(network)
    const pixels = size * spec.height * spec.width * spec.channels
    const pictures = tf.tensor(network.input.slice(0, pixels), [size, ...network.inputShape])
    const loss = (x: tf.Tensor) =>
      tf.sum(tf.mul(model.apply(x) as tf.Tensor, tf.tensor(slopes, [size, network.outputs]))) as tf.Scalar
    expect(largestDifference(outputs, (model.apply(pictures) as tf.Tensor).dataSync())).toBeLessThan(1e-5)
    const weights = model.trainableWeights.map(weight => weight.read() as tf.Variable)
    const { grads } = tf.variableGrads(() => loss(pictures), weights)
    for (const [i, { gradient }] of network.tensors.entries()) {
      const expected = grads[weights[i]!.name]!.dataSync()
      expect(largestDifference(gradient, expected)).toBeLessThan(1e-5)
      expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.01)
    }
    const byPixels = tf.grad(loss)(pictures).dataSync()
    expect(largestDifference(network.inputGradient.subarray(0, pixels), byPixels)).toBeLessThan(1e-5)
    model.dispose()
  })

  it('gives one picture the same bits alone and in a batch', async () => {
    const { network } = await open(spec, 8)
    network.forward(8)
    const together = network.output.slice()
    const pixels = network.input.length / 8
    const all = network.input.slice()
    for (let i = 0; i < 8; i++) {
      network.input.set(all.subarray(i * pixels, (i + 1) * pixels))
      network.forward(1)
      const { outputs } = network
      expect(network.output.slice(0, outputs)).toEqual(together.slice(i * outputs, (i + 1) * outputs))
    }
  })

  it('learns', async () => {
    const { parameters, network } = await open(spec, 8)
    const lossNow = () => {
      network.forward(8)
      return network.output.reduce((sum, output) => sum + (output - 0.5) ** 2, 0)
    }
    const first = lossNow()
    for (let i = 0; i < 100; i++) {
      network.output.forEach((output, k) => {
        network.outputGradient[k] = output - 0.5
      })
      network.backward(8)
      parameters.adam({ learningRate: 0.01, maxGradientNorm: 10 })
      lossNow()
    }
    expect(lossNow()).toBeLessThan(first / 10)
  })
})

it('derives by the pictures alone where the weights stay', async () => {
  const { parameters, network } = await open(small, 2)
  network.forward(2)
  network.outputGradient.fill(1)
  network.backward(2, { weights: false, inputs: true })
  expect(parameters.gradient.every(slope => slope === 0)).toBe(true)
  expect(network.inputGradient.some(slope => slope !== 0)).toBe(true)
})

it('forms no gradient where nothing learns', async () => {
  const network = await openKernelMemory(memory => {
    const parameters = new Parameters(memory, [convParameterCount(small)], false)
    return new ConvNetwork(memory, small, parameters.part(0), { batch: 2, learning: false })
  })
  expect(network.inputGradient).toHaveLength(0)
  expect(network.tensors.every(({ gradient }) => gradient.length === 0)).toBe(true)
  network.forward(2)
  expect([...network.output]).toEqual(new Array(6).fill(0))
})
