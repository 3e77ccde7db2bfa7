import * as tf from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import type { LossSlopes } from '../../../src/nn/network.ts'
import { openTfjsNetwork, TfjsNetwork } from '../../../src/nn/tfjs-network.ts'

const shape = { inputs: 6, hidden: [5, 4], outputs: 3 }
const step = { learningRate: 0.01, maxGradientNorm: 1e9 }
const size = 4
const inputs = Float32Array.from({ length: size * 6 }, (_, i) => ((i * 7) % 5) / 4 - 0.4)
const targets = Float32Array.from({ length: size * 3 }, (_, i) => ((i * 3) % 7) / 7)

const opened: TfjsNetwork[] = []
const open = async (seed = 1, of = shape) => {
  const network = await openTfjsNetwork(of, { outputGain: 1, outputBias: 0.1 }, Rng.fromSeed(seed, 'test'))
  opened.push(network)
  return network
}
afterEach(() => {
  for (const network of opened.splice(0)) network.dispose()
})

const forward = (network: TfjsNetwork) => {
  const outputs = new Float32Array(size * network.shape.outputs)
  network.forward(inputs, size, outputs)
  return outputs
}

/** Half the squared distance to `targets`. */
const towardsTargets: LossSlopes = (outputs, slopes) => {
  for (let i = 0; i < slopes.length; i++) slopes[i] = outputs[i]! - targets[i]!
}
const lossOf = (outputs: Float32Array) =>
  outputs.reduce((sum, output, i) => sum + (output - targets[i]!) ** 2 / 2, 0)

describe('TfjsNetwork', () => {
  it('computes rectified layers', async () => {
    await open()
    // Kernel [2 x 2], bias [2], kernel [2 x 1], bias [1].
    const weights = Float32Array.of(1, -1, 2, 1, 0.5, 0, 3, 10, 0.25)
    const network = new TfjsNetwork({ inputs: 2, hidden: [2], outputs: 1 }, weights)
    opened.push(network)
    const outputs = new Float32Array(2)
    network.forward(Float32Array.of(1, 0, 0, 1), 2, outputs)
    // Hidden (1.5, 0 for -1) and (2.5, 1).
    expect([...outputs]).toEqual([3 * 1.5 + 0.25, 3 * 2.5 + 10 + 0.25])
  })

  it('shares its weights with the tensors, so that Adam on the array moves the network', async () => {
    await open()
    const weights = Float32Array.of(2, 1)
    const network = new TfjsNetwork({ inputs: 1, hidden: [], outputs: 1 }, weights)
    opened.push(network)
    const outputs = new Float32Array(1)
    weights[0] = 5
    network.forward(Float32Array.of(1), 1, outputs)
    expect(outputs[0]).toBe(6)
    network.update(Float32Array.of(1), 1, (_, slopes) => slopes.fill(1), { ...step, learningRate: 0.5 })
    network.forward(Float32Array.of(1), 1, outputs)
    expect(weights[0]).toBeCloseTo(4.5, 4)
    expect(outputs[0]).toBeCloseTo(5, 4)
  })

  it('follows the true gradient', async () => {
    const network = await open()
    const opening = network.save()
    // Biases off 0 as well: there a rectified unit without input has no slope.
    const rng = Rng.fromSeed(5, 'test')
    const somewhere = opening.arrays.weights!.map(() => rng.normal() / 2)
    const before = { ...opening, arrays: { ...opening.arrays, weights: somewhere } }
    network.load(before)
    network.update(inputs, size, towardsTargets, step)
    // The first moment after one step is a tenth of the gradient.
    const gradient = network.save().arrays.firstMoment!.map(moment => moment * 10)
    const weights = before.arrays.weights!
    const lossAt = (i: number, by: number) => {
      const shifted = weights.slice()
      shifted[i]! += by
      network.load({ ...before, arrays: { ...before.arrays, weights: shifted } })
      return lossOf(forward(network))
    }
    for (let i = 0; i < weights.length; i++) {
      expect(gradient[i]).toBeCloseTo((lossAt(i, 1e-3) - lossAt(i, -1e-3)) / 2e-3, 2)
    }
    expect(gradient.some(slope => Math.abs(slope) > 0.1)).toBe(true)
  })

  it('goes down the loss and reports the gradient’s length', async () => {
    const network = await open()
    const first = lossOf(forward(network))
    let norm = 0
    for (let i = 0; i < 300; i++) norm = network.update(inputs, size, towardsTargets, step)
    expect(lossOf(forward(network))).toBeLessThan(first / 20)
    expect(norm).toBeGreaterThan(0)
  })

  it('shortens long gradients', async () => {
    const [free, clipped] = [await open(), await open()]
    const norm = free.update(inputs, size, towardsTargets, step)
    clipped.update(inputs, size, towardsTargets, { ...step, maxGradientNorm: norm / 4 })
    const moment = (network: TfjsNetwork) => network.save().arrays.firstMoment!
    moment(free).forEach((value, i) => {
      expect(moment(clipped)[i]).toBeCloseTo(value / 4, 6)
    })
  })

  it('has the same weights for the same seed, after learning too', async () => {
    const [one, two, other] = [await open(3), await open(3), await open(4)]
    for (const network of [one, two, other]) {
      for (let i = 0; i < 5; i++) network.update(inputs, size, towardsTargets, step)
    }
    expect(one.save()).toEqual(two.save())
    expect(one.save()).not.toEqual(other.save())
  })

  it('goes on from a saved state bit for bit', async () => {
    const [one, two] = [await open(1), await open(2)]
    for (let i = 0; i < 5; i++) one.update(inputs, size, towardsTargets, step)
    two.load(one.save())
    for (const network of [one, two]) {
      for (let i = 0; i < 5; i++) network.update(inputs, size, towardsTargets, step)
    }
    expect(two.save()).toEqual(one.save())
    expect(forward(two)).toEqual(forward(one))
  })

  it('refuses a state of another shape', async () => {
    const [small, large] = [await open(1), await open(1, { ...shape, hidden: [9] })]
    expect(() => small.load(large.save())).toThrow(
      /weights is Float32Array of 93; expected Float32Array of 74/,
    )
  })

  it('leaves no tensors behind', async () => {
    const network = await open()
    network.update(inputs, size, towardsTargets, step)
    forward(network)
    const before = tf.memory().numTensors
    for (let i = 0; i < 1000; i++) {
      network.update(inputs, size, towardsTargets, step)
      forward(network)
    }
    expect(tf.memory().numTensors).toBe(before)
    network.dispose()
    expect(tf.memory().numTensors).toBe(before - 6)
  })
})
