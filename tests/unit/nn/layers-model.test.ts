import * as tf from '@tensorflow/tfjs-core'
import { io } from '@tensorflow/tfjs-core'
import { type LayersModel, layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { ConvNetwork, type ConvSpec, convParameterCount } from '../../../src/nn/conv-network.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../../../src/nn/dense-network.ts'
import { openKernelMemory } from '../../../src/nn/kernel-memory.ts'
import { layersModelOver, takeLayersModel } from '../../../src/nn/layers-model.ts'
import { Parameters } from '../../../src/nn/parameters.ts'
import { openTensorflow } from '../../../src/nn/tensorflow.ts'
import { fillNormal, largestDifference, normals } from './arrays.ts'

const BATCH = 6

beforeAll(openTensorflow)

async function openDense() {
  const spec = denseSpec(5, [7, 6], 'tanh', 3)
  const opened = await openKernelMemory(memory => {
    const parameters = new Parameters(memory, [parameterCount(spec)])
    return { parameters, network: new DenseNetwork(memory, spec, parameters.part(0), { batch: BATCH }) }
  })
  opened.network.initialize([1, 1, 1], Rng.fromSeed(1, 'test'))
  fillNormal(opened.network.input, 2)
  return opened
}

const picture: ConvSpec = {
  height: 6,
  width: 5,
  channels: 2,
  convolutions: [{ filters: 3, kernel: 3, activation: 'relu' }],
  layers: [{ units: 4, activation: 'linear' }],
}

async function openConv() {
  const opened = await openKernelMemory(memory => {
    const parameters = new Parameters(memory, [convParameterCount(picture)])
    return { parameters, network: new ConvNetwork(memory, picture, parameters.part(0), { batch: BATCH }) }
  })
  opened.network.initialize([1, 1], Rng.fromSeed(1, 'test'))
  fillNormal(opened.network.input, 2)
  return opened
}

/** How far the model's predictions are from the network's outputs on what lies in its input. */
function distance(model: LayersModel, network: DenseNetwork | ConvNetwork): number {
  network.forward(BATCH)
  return tf.tidy(() => {
    const inputs = tf.tensor(network.input.slice(), [BATCH, ...network.inputShape])
    return largestDifference((model.predict(inputs) as tf.Tensor).dataSync(), network.output)
  })
}

describe.each([
  ['dense', openDense],
  ['convolution', openConv],
])('a layers model over a %s network', (_, open) => {
  it('holds the very memory of the kernels', async () => {
    const { network } = await open()
    const model = layersModelOver(network)
    expect(model.weights).toHaveLength(network.tensors.length)
    for (const [i, { values, shape }] of network.tensors.entries()) {
      const seen = model.weights[i]!.read().dataSync() as Float32Array
      expect(seen.buffer).toBe(network.input.buffer)
      expect([seen.byteOffset, seen.length]).toEqual([values.byteOffset, values.length])
      expect(model.weights[i]!.shape).toEqual(shape)
    }
    model.dispose()
  })

  it('predicts what the network does, before and after the kernels have learnt', async () => {
    const { parameters, network } = await open()
    const model = layersModelOver(network)
    expect(distance(model, network)).toBeLessThan(1e-6)
    const before = model.weights[0]!.read().dataSync().slice()
    for (let i = 0; i < 20; i++) {
      network.forward(BATCH)
      for (let k = 0; k < network.outputGradient.length; k++)
        network.outputGradient[k] = network.output[k]! - 1
      network.backward(BATCH)
      parameters.adam({ learningRate: 0.01, maxGradientNorm: 1 })
    }
    expect(largestDifference(model.weights[0]!.read().dataSync(), before)).toBeGreaterThan(0.05)
    expect(distance(model, network)).toBeLessThan(1e-6)
    model.dispose()
  })

  it('comes back from a file as the same model', async () => {
    const { network } = await open()
    const model = layersModelOver(network)
    let saved: io.ModelArtifacts | undefined
    await model.save(
      io.withSaveHandler(async artifacts => {
        saved = artifacts
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
      }),
    )
    const loaded = await loadLayersModel(io.fromMemory(saved!))
    expect(distance(loaded, network)).toBeLessThan(1e-6)
    // A copy: what the network learns from here on is not in it.
    network.tensors[0]!.values.fill(0.5)
    expect(distance(loaded, network)).toBeGreaterThan(1e-3)
    const taken = await takeLayersModel(loaded, BATCH)
    taken.network.input.set(network.input)
    expect(distance(loaded, taken.network)).toBeLessThan(1e-6)
    expect(taken.network.spec).toEqual(network.spec)
    model.dispose()
    loaded.dispose()
  })
})

describe('taking a layers model', () => {
  it('keeps its weights and moves them with the kernels', async () => {
    const model = sequential({
      layers: [
        layers.dense({ units: 9, activation: 'relu', inputShape: [4] }),
        layers.dense({ units: 2, biasInitializer: 'ones' }),
      ],
    })
    const weights = model.getWeights().map(tensor => tensor.dataSync().slice())
    const { parameters, network } = await takeLayersModel(model, BATCH)
    network.tensors.forEach(({ values }, i) => {
      expect(values).toEqual(weights[i])
    })
    fillNormal(network.input, 3)
    expect(distance(model, network)).toBeLessThan(1e-6)
    network.outputGradient.set(normals(2 * BATCH, 4))
    network.backward(BATCH)
    parameters.adam({ learningRate: 0.1, maxGradientNorm: 1 })
    expect(largestDifference(model.getWeights()[0]!.dataSync(), weights[0]!)).toBeGreaterThan(0.05)
    expect(distance(model, network)).toBeLessThan(1e-6)
    model.dispose()
  })

  it('leaves no tensors behind', async () => {
    const before = tf.memory().numTensors
    const model = sequential({ layers: [layers.dense({ units: 2, inputShape: [3] })] })
    expect(tf.memory().numTensors).toBe(before + 2)
    const { network } = await takeLayersModel(model, 1)
    expect(tf.memory().numTensors).toBe(before + 2)
    const other = layersModelOver(network)
    expect(tf.memory().numTensors).toBe(before + 4)
    model.dispose()
    other.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it.each([
    [
      'an activation',
      () => layers.dense({ units: 2, activation: 'sigmoid', inputShape: [3], name: 'odd' }),
      /'odd' has activation 'sigmoid'; expected linear, tanh, relu/,
    ],
    [
      'a layer',
      () => layers.dropout({ rate: 0.5, inputShape: [3], name: 'odd' }),
      /'odd' is Dropout; expected Dense, Conv2D or Flatten/,
    ],
    [
      'a missing bias',
      () => layers.dense({ units: 2, useBias: false, inputShape: [3], name: 'odd' }),
      /'odd' has useBias false; expected true/,
    ],
    [
      'strides',
      () => layers.conv2d({ filters: 2, kernelSize: 2, strides: 2, inputShape: [4, 4, 1], name: 'odd' }),
      /'odd' has strides \[2,2\]; expected \[1,1\]/,
    ],
    [
      'an oblong kernel',
      () => layers.conv2d({ filters: 2, kernelSize: [2, 3], inputShape: [4, 4, 1], name: 'odd' }),
      /'odd' has kernelSize 2, 3; expected a square kernel/,
    ],
    [
      'an order',
      () => layers.flatten({ inputShape: [4, 4, 1] }),
      /The model's layers are Flatten; expected Dense layers/,
    ],
  ])('refuses %s that the kernels do not have', async (_, layer, message) => {
    await expect(takeLayersModel(sequential({ layers: [layer()] }), 1)).rejects.toThrow(message)
  })
})
