import { describe, expect, it } from 'vitest'
import { think } from '../../../src/core/policy-snapshot.ts'
import { Rng } from '../../../src/core/rng.ts'
import { DenseNetwork, type DenseSpec, denseSpec, parameterCount } from '../../../src/nn/dense-network.ts'
import { openKernelMemory } from '../../../src/nn/kernel-memory.ts'
import { Parameters } from '../../../src/nn/parameters.ts'
import { fillNormal, largestDifference, normals } from './arrays.ts'

const BATCH = 9

async function open(spec: DenseSpec, learning = true) {
  const opened = await openKernelMemory(memory => {
    const parameters = new Parameters(memory, [parameterCount(spec)], learning)
    const network = new DenseNetwork(memory, spec, parameters.part(0), { batch: BATCH, learning })
    return { parameters, network }
  })
  fillNormal(opened.parameters.part(0).weights, 1, 0.4)
  fillNormal(opened.network.input, 2)
  return opened
}

const specs: DenseSpec[] = [
  denseSpec(8, [64, 64], 'tanh', 4),
  denseSpec(3, [5, 7], 'relu', 1),
  denseSpec(1, [17, 1, 13], 'tanh', 11),
  denseSpec(2, [], 'relu', 3),
]

describe.each(specs)('DenseNetwork %j', spec => {
  it('gives one input the same bits alone and in a batch of any size', async () => {
    const { network } = await open(spec)
    const [all, { outputs }] = [network.input.slice(), network]
    network.forward(BATCH)
    const together = network.output.slice()
    for (let size = 1; size < BATCH; size++) {
      for (let start = 0; start + size <= BATCH; start += size) {
        network.input.set(all.subarray(start * spec.inputs, (start + size) * spec.inputs))
        network.forward(size)
        expect(network.output.slice(0, size * outputs)).toEqual(
          together.slice(start * outputs, (start + size) * outputs),
        )
      }
    }
  })

  it('agrees with its snapshot, thought through in double precision', async () => {
    const { network } = await open(spec)
    const observation = network.input.slice(0, spec.inputs)
    network.forward(1)
    const policy = network.snapshot()
    const { activations } = think(
      {
        head: 'action-values',
        actionSpace: { kind: 'discrete', n: network.outputs },
        normalizer: null,
        policy,
        values: [],
        valueInputs: 'observation',
        valueScale: 1,
        deviations: null,
      },
      observation,
    )
    expect(largestDifference(network.output.subarray(0, network.outputs), activations.at(-1)!)).toBeLessThan(
      1e-5,
    )
    // A copy: what is learnt later does not change it.
    network.tensors[0]!.values.fill(9)
    expect(policy.layers[0]!.kernel.every(weight => weight === 9)).toBe(false)
  })

  it('writes its slopes anew each time, and none that were not asked for', async () => {
    const { parameters, network } = await open(spec)
    const slopes = normals(BATCH * network.outputs, 3)
    const derive = (by: { weights?: boolean; inputs?: boolean }) => {
      network.forward(BATCH)
      network.outputGradient.set(slopes)
      network.backward(BATCH, by)
    }
    derive({ weights: false, inputs: true })
    expect(parameters.gradient.every(slope => slope === 0)).toBe(true)
    const byInputs = network.inputGradient.slice()
    expect(byInputs.some(slope => slope !== 0)).toBe(true)
    network.inputGradient.fill(5)
    derive({})
    expect(network.inputGradient.every(slope => slope === 5)).toBe(true)
    const byWeights = parameters.gradient.slice()
    expect(byWeights.some(slope => slope !== 0)).toBe(true)
    derive({ inputs: true })
    expect(parameters.gradient).toEqual(byWeights)
    expect(network.inputGradient).toEqual(byInputs)
  })
})

describe('DenseNetwork', () => {
  const spec = denseSpec(6, [5, 4], 'tanh', 3)

  it('counts its weights, layer by layer the kernel and then the bias', async () => {
    expect(parameterCount(spec)).toBe(6 * 5 + 5 + 5 * 4 + 4 + 4 * 3 + 3)
    const { parameters, network } = await open(spec)
    const inOrder = network.tensors.flatMap(({ values }) => [...values])
    expect(inOrder).toEqual([...parameters.part(0).weights])
    expect(network.tensors.map(({ shape }) => shape)).toEqual([[6, 5], [5], [5, 4], [4], [4, 3], [3]])
  })

  it('starts orthogonal with the given gains, biases 0, from the seed alone', async () => {
    const { network } = await open(spec)
    network.initialize([2, 1, 0.01], Rng.fromSeed(1, 'test'))
    const [kernel, bias] = network.tensors
    for (let a = 0; a < 5; a++) {
      let dot = 0
      for (let row = 0; row < 6; row++) dot += kernel!.values[row * 5]! * kernel!.values[row * 5 + a]!
      expect(dot).toBeCloseTo(a === 0 ? 4 : 0, 5)
    }
    expect(bias!.values.every(value => value === 0)).toBe(true)
    expect(Math.max(...network.tensors[4]!.values.map(Math.abs))).toBeLessThanOrEqual(0.01)
    const { network: other } = await open(spec)
    other.initialize([2, 1, 0.01], Rng.fromSeed(1, 'test'))
    expect(other.tensors.map(({ values }) => values)).toEqual(network.tensors.map(({ values }) => values))
  })

  it('starts uniform within 1 / sqrt(inputs)', async () => {
    const { network } = await open(spec)
    network.initializeUniform(Rng.fromSeed(1, 'test'))
    for (const [i, inputs] of [6, 6, 5, 5, 4, 4].entries()) {
      const largest = Math.max(...network.tensors[i]!.values.map(Math.abs))
      expect(largest).toBeLessThanOrEqual(Math.fround(1 / Math.sqrt(inputs)))
      expect(largest).toBeGreaterThan(0.3 / Math.sqrt(inputs))
    }
  })

  it('reads the inputs of another network where asked to', async () => {
    const { one, two } = await openKernelMemory(memory => {
      const parameters = new Parameters(memory, [parameterCount(spec), parameterCount(spec)])
      const one = new DenseNetwork(memory, spec, parameters.part(0), { batch: BATCH })
      const two = new DenseNetwork(memory, spec, parameters.part(1), { batch: BATCH, input: one.input })
      return { one, two }
    })
    one.initialize([1, 1, 1], Rng.fromSeed(1, 'test'))
    two.tensors.forEach(({ values }, i) => {
      values.set(one.tensors[i]!.values)
    })
    fillNormal(one.input, 4)
    one.forward(BATCH)
    two.forward(BATCH)
    expect(two.output).toEqual(one.output)
    expect(two.output).not.toBe(one.output)
  })

  it('hands NaN in an input on to that row’s outputs alone', async () => {
    for (const activation of ['tanh', 'relu'] as const) {
      const { network } = await open(denseSpec(3, [6], activation, 2))
      network.input[3] = Number.NaN
      network.forward(3)
      expect([...network.output.subarray(0, 6)].map(Number.isNaN)).toEqual([
        false,
        false,
        true,
        true,
        false,
        false,
      ])
    }
  })

  it('takes no memory for slopes where nothing learns', async () => {
    const { network } = await open(spec, false)
    expect(network.outputGradient).toHaveLength(0)
    expect(network.inputGradient).toHaveLength(0)
    network.forward(BATCH)
    expect(network.output.some(output => output !== 0)).toBe(true)
  })
})
