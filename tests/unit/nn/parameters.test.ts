import { describe, expect, it } from 'vitest'
import { openKernelMemory } from '../../../src/nn/kernel-memory.ts'
import { Parameters, type ParametersState } from '../../../src/nn/parameters.ts'
import { normals } from './arrays.ts'

const open = (lengths: number[], learning = true) =>
  openKernelMemory(memory => new Parameters(memory, lengths, learning))
const step = { learningRate: 0.1, maxGradientNorm: Infinity }

describe('Parameters', () => {
  it('gives each part its own share of one vector, padded by zeros that stay', async () => {
    const parameters = await open([3, 2, 4])
    for (const [i, length] of [3, 2, 4].entries()) {
      expect(parameters.part(i).weights).toHaveLength(length)
      parameters.part(i).weights.fill(i + 1)
      parameters.part(i).gradient.fill(10 * (i + 1))
    }
    expect([...parameters.weights]).toEqual([1, 1, 1, 2, 2, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0])
    for (let i = 0; i < 5; i++) parameters.adam(step)
    for (let i = 0; i < 5; i++) parameters.rmsprop(step)
    expect([...parameters.weights.subarray(9)]).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('steps by the learning rate against the sign at first, whatever the size of the slope', async () => {
    const parameters = await open([3])
    parameters.weights.fill(1, 0, 3)
    parameters.gradient.set([1000, -0.1, 0])
    parameters.adam({ learningRate: 0.25, maxGradientNorm: Infinity })
    expect(parameters.weights[0]).toBeCloseTo(0.75, 5)
    expect(parameters.weights[1]).toBeCloseTo(1.25, 4)
    expect(parameters.weights[2]).toBe(1)
  })

  it('reports the whole gradient’s length and shortens it where it is too long', async () => {
    const [free, clipped] = [await open([1, 1]), await open([1, 1])]
    for (const parameters of [free, clipped]) parameters.gradient.set([3, -4])
    expect(free.adam({ ...step, maxGradientNorm: 10 })).toBe(5)
    expect(clipped.adam({ ...step, maxGradientNorm: 1 })).toBe(5)
    expect(free.firstMoment[0]).toBeCloseTo(0.3, 6)
    expect(clipped.firstMoment[0]).toBeCloseTo(0.06, 6)
    expect(clipped.firstMoment[1]).toBeCloseTo(-0.08, 6)
  })

  it.each([Number.NaN, Infinity])('refuses a gradient with %f and leaves the weights', async bad => {
    const parameters = await open([5])
    parameters.weights.fill(1)
    parameters.gradient[3] = bad
    expect(() => parameters.adam(step)).toThrow(expect.objectContaining({ code: 'not-finite' }))
    expect(() => parameters.rmsprop(step)).toThrow(/gradient's length is/)
    expect(parameters.weights.every(weight => weight === 1)).toBe(true)
  })

  it.each(['adam', 'rmsprop'] as const)('goes on from a saved state bit for bit, %s', async rule => {
    const [one, two] = [await open([11]), await open([11])]
    const learn = (parameters: Parameters, from: number) => {
      for (let i = from; i < from + 4; i++) {
        parameters.part(0).gradient.set(normals(11, i))
        parameters[rule](step)
      }
    }
    one.weights.set(normals(11, 50))
    learn(one, 0)
    const saved = one.save()
    two.load(saved)
    learn(one, 4)
    learn(two, 4)
    expect(two.save()).toEqual(one.save())
    // What was saved is a copy.
    expect(saved).not.toEqual(one.save())
  })

  it('saves of a target the weights alone', async () => {
    const [target, other] = [await open([4], false), await open([4], false)]
    target.weights.fill(2)
    expect(Object.keys(target.save().arrays)).toEqual(['weights'])
    other.load(target.save())
    expect(other.save()).toEqual(target.save())
  })

  it.each<[string, (state: ParametersState) => ParametersState, RegExp]>([
    [
      'another length',
      ({ arrays, numbers }) => ({ arrays: { ...arrays, firstMoment: new Float32Array(9) }, numbers }),
      /firstMoment is Float32Array of 9; expected Float32Array of 8/,
    ],
    ['no weights', ({ numbers }) => ({ arrays: {}, numbers }), /weights is missing/],
    ['no powers', ({ arrays }) => ({ arrays, numbers: {} }), /firstPower or secondPower is missing/],
  ])('refuses a state with %s and stays as it is', async (_, spoil, message) => {
    const parameters = await open([6])
    parameters.gradient.fill(1, 0, 6)
    parameters.adam(step)
    const before = parameters.save()
    const other = { arrays: { ...before.arrays, weights: normals(8, 1) }, numbers: before.numbers }
    expect(() => parameters.load(spoil(other))).toThrow(message)
    expect(parameters.save()).toEqual(before)
  })
})
