import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openKernelMemory } from '../../../src/nn/kernel-memory.ts'
import { largestDifference, normals } from '../../unit/nn/arrays.ts'
import { patchesOf, product, transposed } from './naive.ts'

const ROOM = 4096
const [LINEAR, TANH, RELU] = [0, 1, 2]

/** Arrays of kernel memory, and what lies behind each of them: nothing may be written there. */
async function open(relaxed = false) {
  return openKernelMemory(
    memory => {
      const arrays = Array.from({ length: 6 }, () => memory.floats(ROOM))
      return { memory, arrays }
    },
    { relaxed },
  )
}
const { memory, arrays } = await open()
const { kernels } = memory

/** Puts `values` into array `i` with a mark behind them. @returns its pointer. */
function put(i: number, values: Float32Array): number {
  const array = arrays[i]!
  array.fill(777)
  array.set(values)
  return array.byteOffset
}

/** The first `length` numbers of array `i`. @throws when anything behind them was written. */
function take(i: number, length: number): Float32Array {
  const array = arrays[i]!
  for (let k = length; k < ROOM; k++)
    if (array[k] !== 777) throw new Error(`wrote ${array[k]} at ${k} of ${length}`)
  return array.slice(0, length)
}

const side = fc.integer({ min: 1, max: 33 })
const edge = fc.integer({ min: 1, max: 17 })
const seed = fc.integer({ min: 0, max: 1e6 })

describe('gemm', () => {
  it('is the product, to the bit, transposed or not, and writes nothing beside it', () => {
    const sizes = fc.tuple(side, edge, side, seed, fc.boolean(), fc.boolean(), fc.boolean())
    fc.assert(
      fc.property(sizes, ([rows, columns, inner, start, turnA, turnB, withBias]) => {
        const [a, b] = [normals(rows * inner, start), normals(inner * columns, start + 1)]
        const bias = withBias ? normals(columns, start + 2) : null
        const at = put(0, turnA ? transposed(a, rows, inner) : a)
        const bt = put(1, turnB ? transposed(b, inner, columns) : b)
        const [aRow, aColumn] = turnA ? [1, rows] : [inner, 1]
        const [bRow, bColumn] = turnB ? [1, inner] : [columns, 1]
        const panel = put(4, new Float32Array(0))
        const biasAt = bias ? put(2, bias) : 0
        const to = put(3, new Float32Array(0))
        kernels.gemm(at, aRow, aColumn, bt, bRow, bColumn, biasAt, to, rows, columns, inner, LINEAR, panel)
        expect(take(3, rows * columns)).toEqual(product(a, b, bias, rows, columns, inner))
        if (bias) take(2, columns)
      }),
    )
  })

  it('gives each row the bits that gemv gives it alone, whatever the activation', () => {
    const sizes = fc.tuple(
      side,
      fc.integer({ min: 1, max: 37 }),
      side,
      seed,
      fc.constantFrom(LINEAR, TANH, RELU),
    )
    fc.assert(
      fc.property(sizes, ([rows, columns, inner, start, activation]) => {
        const a = normals(rows * inner, start)
        const [at, bt] = [put(0, a), put(1, normals(inner * columns, start + 1))]
        const bias = put(2, normals(columns, start + 2))
        const panel = put(4, new Float32Array(0))
        const to = put(3, new Float32Array(0))
        kernels.gemm(at, inner, 1, bt, columns, 1, bias, to, rows, columns, inner, activation, panel)
        const together = take(3, rows * columns)
        for (let i = 0; i < rows; i++) {
          put(3, new Float32Array(0))
          kernels.gemv(at + 4 * i * inner, bt, bias, to, inner, columns, activation)
          expect(take(3, columns)).toEqual(together.slice(i * columns, (i + 1) * columns))
        }
      }),
    )
  })

  it.each([LINEAR, TANH, RELU])('hands NaN and infinity on, activation %i', activation => {
    for (const columns of [1, 3, 4, 8, 11, 16]) {
      for (const bad of [Number.NaN, Infinity]) {
        const a = Float32Array.of(1, 2, bad, 1)
        const [at, bt] = [put(0, a), put(1, new Float32Array(2 * columns).fill(0.5))]
        const bias = put(2, new Float32Array(columns))
        const [to, panel] = [put(3, new Float32Array(0)), put(4, new Float32Array(0))]
        kernels.gemm(at, 2, 1, bt, columns, 1, bias, to, 2, columns, 2, activation, panel)
        const expected = Number.isNaN(bad) ? Number.NaN : activation === TANH ? 1 : Infinity
        const [good, other] = [
          take(3, 2 * columns).subarray(0, columns),
          take(3, 2 * columns).subarray(columns),
        ]
        expect(good.every(Number.isFinite)).toBe(true)
        for (const value of other) {
          if (Number.isNaN(expected)) expect(value).toBeNaN()
          else expect(value).toBeCloseTo(expected, 6)
        }
      }
    }
  })
})

describe('activations', () => {
  it('tanh is within 5e-7 and odd; ReLU cuts', () => {
    const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(values, numbers => {
        const x = Float32Array.from(numbers)
        kernels.activate(put(0, x), x.length, TANH)
        const y = take(0, x.length)
        expect(largestDifference(y, x.map(Math.tanh))).toBeLessThan(5e-7)
        kernels.activate(
          put(
            0,
            x.map(value => -value),
          ),
          x.length,
          TANH,
        )
        expect(
          largestDifference(
            take(0, x.length),
            y.map(value => -value),
          ),
        ).toBe(0)
        kernels.activate(put(0, x), x.length, RELU)
        expect(
          largestDifference(
            take(0, x.length),
            x.map(value => Math.max(0, value)),
          ),
        ).toBe(0)
      }),
    )
  })

  it('multiplies slopes by those of the activation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 41 }), seed, (length, start) => {
        const [slopes, outputs] = [normals(length, start), normals(length, start + 1).map(Math.tanh)]
        kernels.activateBackward(put(0, slopes), put(1, outputs), length, TANH)
        const expected = slopes.map(
          (slope, i) => slope * Math.fround(1 - Math.fround(outputs[i]! * outputs[i]!)),
        )
        expect(take(0, length)).toEqual(expected)
        kernels.activateBackward(put(0, slopes), put(1, outputs), length, RELU)
        const open = slopes.map((slope, i) => (outputs[i]! > 0 ? slope : 0))
        expect(largestDifference(take(0, length), open)).toBe(0)
        kernels.activateBackward(put(0, slopes), put(1, outputs), length, LINEAR)
        expect(take(0, length)).toEqual(slopes)
      }),
    )
  })

  it('keeps NaN in values and slopes', () => {
    const x = Float32Array.of(1, Number.NaN, -1, 2, 3, Number.NaN)
    for (const activation of [TANH, RELU]) {
      kernels.activate(put(0, x), 6, activation)
      expect([...take(0, 6)].map(Number.isNaN)).toEqual([false, true, false, false, false, true])
      kernels.activateBackward(put(1, x), put(0, new Float32Array(6).fill(0.5)), 6, activation)
      expect([...take(1, 6)].map(Number.isNaN)).toEqual([false, true, false, false, false, true])
    }
  })
})

describe('sums', () => {
  it('columnSums adds down each column, to the bit', () => {
    fc.assert(
      fc.property(side, edge, seed, (rows, columns, start) => {
        const matrix = normals(rows * columns, start)
        const to = put(1, new Float32Array(0))
        kernels.columnSums(put(0, matrix), to, rows, columns)
        const ones = new Float32Array(rows).fill(1)
        expect(take(1, columns)).toEqual(product(ones, matrix, null, 1, columns, rows))
      }),
    )
  })

  it('sumOfSquares runs in eight lanes, added up at the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), seed, (eights, start) => {
        const x = normals(8 * eights, start)
        const lanes = new Float32Array(8)
        x.forEach((value, i) => {
          lanes[i % 8] = lanes[i % 8]! + Math.fround(value * value)
        })
        const halves = Float32Array.from({ length: 4 }, (_, i) => lanes[i]! + lanes[i + 4]!)
        const expected = halves.reduce((sum, value) => Math.fround(sum + value))
        expect(kernels.sumOfSquares(put(0, x), x.length)).toBe(expected)
      }),
    )
  })
})

describe('patches', () => {
  const shapes = fc
    .record({
      batch: fc.integer({ min: 1, max: 3 }),
      height: fc.integer({ min: 1, max: 7 }),
      width: fc.integer({ min: 1, max: 7 }),
      channels: fc.integer({ min: 1, max: 3 }),
      kernel: fc.integer({ min: 1, max: 3 }),
    })
    .filter(({ height, width, kernel }) => kernel <= height && kernel <= width)

  it('are the numbers under the kernel', () => {
    fc.assert(
      fc.property(shapes, seed, (shape, start) => {
        const { batch, height, width, channels, kernel } = shape
        const pictures = normals(batch * height * width * channels, start)
        const expected = patchesOf(pictures, shape)
        const to = put(1, new Float32Array(0))
        kernels.patches(put(0, pictures), to, batch, height, width, channels, kernel)
        expect(take(1, expected.length)).toEqual(expected)
      }),
    )
  })

  it('patchesBackward is the adjoint: <patches(x), y> = <x, patchesBackward(y)>', () => {
    fc.assert(
      fc.property(shapes, seed, (shape, start) => {
        const { batch, height, width, channels, kernel } = shape
        const x = normals(batch * height * width * channels, start)
        const there = patchesOf(x, shape)
        const y = normals(there.length, start + 1)
        const to = put(0, new Float32Array(0))
        kernels.patchesBackward(to, put(1, y), batch, height, width, channels, kernel)
        const back = take(0, x.length)
        const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
        expect(Math.abs(dot(there, y) - dot(x, back))).toBeLessThan(1e-4)
      }),
    )
  })
})
