import { afterEach, describe, expect, it, vi } from 'vitest'
import { DenseNetwork, denseSpec, parameterCount } from '../../../src/nn/dense-network.ts'
import { type KernelMemory, openKernelMemory, relaxedIsSupported } from '../../../src/nn/kernel-memory.ts'
import { Parameters } from '../../../src/nn/parameters.ts'
import { fillNormal, largestDifference } from './arrays.ts'

const spec = denseSpec(11, [37, 18], 'tanh', 3)

function build(memory: KernelMemory) {
  const parameters = new Parameters(memory, [parameterCount(spec)])
  const network = new DenseNetwork(memory, spec, parameters.part(0), { batch: 9 })
  return { parameters, network }
}

function learn({ parameters, network }: ReturnType<typeof build>): Float32Array {
  fillNormal(parameters.part(0).weights, 1, 0.3)
  fillNormal(network.input, 2)
  for (let i = 0; i < 20; i++) {
    network.forward(9)
    network.outputGradient.set(network.output.map(output => output - 1))
    network.backward(9, { inputs: true })
    parameters.adam({ learningRate: 0.01, maxGradientNorm: 1 })
  }
  network.forward(9)
  return network.output.slice()
}

afterEach(() => {
  vi.restoreAllMocks()
})

const isRelaxed = await relaxedIsSupported()

describe('kernel memory', () => {
  it('hands out zeros, aligned to 64 bytes, that do not overlap', async () => {
    const arrays = await openKernelMemory(memory => [1, 16, 17, 0, 33].map(length => memory.floats(length)))
    expect(arrays.map(({ length }) => length)).toEqual([1, 16, 17, 0, 33])
    for (const array of arrays) {
      expect(array.byteOffset % 64).toBe(0)
      expect(array.every(value => value === 0)).toBe(true)
    }
    arrays.forEach((array, i) => {
      array.fill(i + 1)
    })
    arrays.forEach((array, i) => {
      expect(array.every(value => value === i + 1)).toBe(true)
    })
  })

  it('is as large as planned', async () => {
    const { buffer } = await openKernelMemory(memory => memory.floats(100_000))
    expect(buffer.byteLength).toBeGreaterThanOrEqual(400_000)
    expect(buffer.byteLength).toBeLessThan(400_000 + 3 * 65_536)
  })

  it('keeps networks of two memories apart', async () => {
    const [one, two] = [await openKernelMemory(build), await openKernelMemory(build)]
    fillNormal(two.parameters.part(0).weights, 7)
    const before = two.parameters.save()
    learn(one)
    expect(two.parameters.save()).toEqual(before)
    expect(one.network.input.buffer).not.toBe(two.network.input.buffer)
  })

  it('says plainly that a network is too large', async () => {
    const tooLarge = openKernelMemory(memory => memory.floats(300_000_000))
    await expect(tooLarge).rejects.toMatchObject({
      code: 'network-too-large',
      message: 'The networks would take 1145 MB; the most is 1024 MB. Take fewer units or smaller batches.',
    })
    vi.spyOn(WebAssembly, 'Memory').mockImplementation(function refuse() {
      throw new RangeError('could not allocate memory')
    } as never)
    await expect(openKernelMemory(build)).rejects.toThrow(
      /would take 1 MB; this machine does not give that much/,
    )
  })
})

describe('builds', () => {
  it('takes the base build unless the relaxed one is asked for and supported', async () => {
    const compiled = vi.spyOn(WebAssembly, 'compile')
    await openKernelMemory(build)
    await openKernelMemory(build, { relaxed: true })
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false)
    await openKernelMemory(build, { relaxed: true })
    const [base, relaxed, fallback] = compiled.mock.calls.map(([bytes]) => [...(bytes as Uint8Array)])
    expect(fallback).toEqual(base)
    if (isRelaxed) expect(relaxed).not.toEqual(base)
  })

  it('learns the same bits each time by the base build', async () => {
    const first = learn(await openKernelMemory(build))
    expect(learn(await openKernelMemory(build))).toEqual(first)
  })

  it.skipIf(!isRelaxed)('differs by rounding alone in the relaxed build', async () => {
    const base = learn(await openKernelMemory(build))
    const relaxed = learn(await openKernelMemory(build, { relaxed: true }))
    expect(largestDifference(relaxed, base)).toBeLessThan(1e-5)
  })
})
