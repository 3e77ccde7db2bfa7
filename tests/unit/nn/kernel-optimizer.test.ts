import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../../../src/nn/dense-network.ts'
import { openKernelMemory } from '../../../src/nn/kernel-memory.ts'
import { KernelOptimizer } from '../../../src/nn/kernel-optimizer.ts'
import { networkOperation } from '../../../src/nn/network-operation.ts'
import { Parameters } from '../../../src/nn/parameters.ts'
import { openTensorflow, sharedVariable } from '../../../src/nn/tensorflow.ts'
import { largestDifference, normals } from './arrays.ts'

const BATCH = 16
const EPSILON = 1e-5
const spec = denseSpec(3, [10, 9], 'tanh', 2)

beforeAll(openTensorflow)

async function open() {
  const opened = await openKernelMemory(memory => {
    const parameters = new Parameters(memory, [parameterCount(spec), 2])
    const network = new DenseNetwork(memory, spec, parameters.part(0), { batch: BATCH })
    return { parameters, network, memory }
  })
  opened.network.initialize([1, 1, 1], Rng.fromSeed(1, 'test'))
  return opened
}

const inputs = () => tf.tensor2d(normals(BATCH * 3, 2), [BATCH, 3])
const targets = () => tf.tensor2d(normals(BATCH * 2, 3), [BATCH, 2])

/** The network's weights as variables of their own, and its function in ordinary operations. */
function plainTwin(network: DenseNetwork) {
  const variables = network.tensors.map(({ values, shape }) =>
    tf.tidy(() => tf.variable(tf.tensor(values.slice(), [...shape]))),
  )
  const apply = (signal: tf.Tensor) => {
    let out = signal as tf.Tensor2D
    for (let i = 0; i < variables.length; i += 2) {
      out = tf.add(tf.matMul(out, variables[i] as unknown as tf.Tensor2D), variables[i + 1]!)
      if (i + 2 < variables.length) out = tf.tanh(out)
    }
    return out
  }
  return { variables, apply }
}

describe('a new loss in ordinary TensorFlow.js over the kernels', () => {
  const rules = {
    adam: (rate: number) => tf.train.adam(rate, 0.9, 0.999, EPSILON),
    rmsprop: (rate: number) => tf.train.rmsprop(rate, 0.99, 0, EPSILON),
  }
  it.each([
    ['adam', 3e-3],
    ['rmsprop', 5e-4],
  ] as const)('learns as plain TensorFlow.js does, by %s', async (rule, learningRate) => {
    const { parameters, network } = await open()
    const plain = plainTwin(network)
    const operation = networkOperation(network)
    const settings = { rule, learningRate, epsilon: EPSILON }
    const kernelOptimizer = new KernelOptimizer(parameters, operation.variables, settings)
    const plainOptimizer = rules[rule](learningRate)
    const [x, y] = [inputs(), targets()]
    // Nobody ships this one: squared errors, the larger ones by less, and a little weight decay.
    const loss = (apply: (x: tf.Tensor) => tf.Tensor, kernels: tf.Tensor[]) => () => {
      const errors = tf.mean(tf.log1p(tf.squaredDifference(apply(x), y)))
      return tf.addN([errors, ...kernels.map(kernel => tf.mul(tf.sum(tf.square(kernel)), 1e-4))]) as tf.Scalar
    }
    const kernelLoss = loss(operation.apply, [operation.trainable[0]!])
    const plainLoss = loss(plain.apply, [plain.variables[0]!])
    const first = kernelLoss().dataSync()[0]!
    for (let i = 0; i < 200; i++) {
      kernelOptimizer.minimize(kernelLoss, false, operation.trainable)
      plainOptimizer.minimize(plainLoss, false, plain.variables)
    }
    const last = kernelLoss().dataSync()[0]!
    expect(last).toBeLessThan(0.8 * first)
    expect(Math.abs(last - plainLoss().dataSync()[0]!)).toBeLessThan(1e-4)
    for (const [i, { values }] of network.tensors.entries()) {
      expect(largestDifference(values, plain.variables[i]!.dataSync())).toBeLessThan(1e-3)
    }
    expect(kernelOptimizer.iterations).toBe(200)
    operation.dispose()
  })

  it('derives by inputs, through a network applied twice, and by a loose vector', async () => {
    const { parameters, network } = await open()
    parameters.part(1).weights.set([0.3, -0.2])
    const operation = networkOperation(network)
    const plain = plainTwin(network)
    const loose = sharedVariable({ ...parameters.part(1), shape: [2], values: parameters.part(1).weights })
    const other = tf.tensor2d(normals(5 * 3, 9), [5, 3])
    const loss = (apply: (x: tf.Tensor) => tf.Tensor) => (x: tf.Tensor) =>
      tf.add(
        tf.sum(tf.mul(apply(x), tf.exp(loose.variable))),
        tf.sum(tf.square(tf.sub(apply(other), apply(tf.mul(other, 2))))),
      ) as tf.Scalar
    const x = inputs()
    expect(
      largestDifference(
        tf.grad(loss(operation.apply))(x).dataSync(),
        tf.grad(loss(plain.apply))(x).dataSync(),
      ),
    ).toBeLessThan(1e-5)
    const ours = tf.variableGrads(() => loss(operation.apply)(x), [...operation.trainable, loose.variable])
    const theirs = tf.variableGrads(() => loss(plain.apply)(x), [...plain.variables, loose.variable])
    for (const [i, variable] of operation.trainable.entries()) {
      const expected = theirs.grads[plain.variables[i]!.name]!.dataSync()
      expect(largestDifference(ours.grads[variable.name]!.dataSync(), expected)).toBeLessThan(2e-5)
      expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.1)
    }
    const name = loose.variable.name
    expect(largestDifference(ours.grads[name]!.dataSync(), theirs.grads[name]!.dataSync())).toBeLessThan(2e-5)
    const before = parameters.part(1).weights.slice()
    const variables = [...operation.variables, loose]
    new KernelOptimizer(parameters, variables, { learningRate: 0.01 }).applyGradients(ours.grads)
    // Adam's first step is the learning rate against the slope's sign.
    expect(largestDifference(parameters.part(1).weights, before)).toBeCloseTo(0.01, 5)
  })

  it('leaves weights alone that the loss does not reach', async () => {
    const { parameters, network } = await open()
    const operation = networkOperation(network, { inputs: false })
    const loose = sharedVariable({ ...parameters.part(1), shape: [2], values: parameters.part(1).weights })
    const optimizer = new KernelOptimizer(parameters, [...operation.variables, loose], { learningRate: 0.1 })
    parameters.gradient.fill(7)
    const before = network.tensors[0]!.values.slice()
    optimizer.minimize(() => tf.sum(loose.variable) as tf.Scalar, false, [loose.variable])
    expect([...network.tensors[0]!.values]).toEqual([...before])
    expect(loose.variable.dataSync()[0]).toBeCloseTo(-0.1, 4)
  })

  it('refuses inputs of another shape, variables it was not given and slopes that are no numbers', async () => {
    const { parameters, network } = await open()
    const operation = networkOperation(network)
    const optimizer = new KernelOptimizer(parameters, operation.variables, { learningRate: 0.1 })
    expect(() => operation.apply(tf.zeros([2, 4]))).toThrow(/input is \[2, 4\]; expected \[1 to 16, 3\]/)
    expect(() => operation.apply(tf.zeros([17, 3]))).toThrow(/input is \[17, 3\]/)
    const stranger = tf.variable(tf.scalar(1))
    expect(() => optimizer.minimize(() => tf.square(stranger), false, [stranger])).toThrow(/not given/)
    const broken = () => tf.mul(tf.sum(operation.apply(inputs())), Number.NaN) as tf.Scalar
    expect(() => optimizer.minimize(broken, false, operation.trainable)).toThrow(/gradient's length is NaN/)
  })

  it('keeps tensors and memory flat over 1,000 updates', async () => {
    const { parameters, network } = await open()
    const operation = networkOperation(network)
    const optimizer = new KernelOptimizer(parameters, operation.variables, { learningRate: 1e-3 })
    const [x, y] = [inputs(), targets()]
    const loss = () => tf.mean(tf.squaredDifference(operation.apply(x), y)) as tf.Scalar
    optimizer.minimize(loss, false, operation.trainable)
    const { numTensors, numBytes } = tf.memory()
    const { byteLength } = network.input.buffer
    for (let i = 0; i < 1000; i++) optimizer.minimize(loss, false, operation.trainable)
    expect(tf.memory()).toMatchObject({ numTensors, numBytes })
    expect(network.input.buffer.byteLength).toBe(byteLength)
    expect(byteLength).toBeGreaterThan(0)
    // A memory that had grown would have left this view without numbers.
    expect(network.output.some(value => value !== 0)).toBe(true)
  })
})
