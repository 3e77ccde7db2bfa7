import { describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { initialWeights, layersOf, orthogonal } from '../../../src/nn/initial-weights.ts'

const rng = (seed: number) => Rng.fromSeed(seed, 'test')

/** M M^T of rows, or M^T M of columns where there are fewer. */
function gram(matrix: Float32Array, rows: number, columns: number): number[][] {
  const tall = rows > columns
  const vectors = Array.from({ length: tall ? columns : rows }, (_, i) =>
    Array.from(
      { length: tall ? rows : columns },
      (_, k) => matrix[tall ? k * columns + i : i * columns + k]!,
    ),
  )
  return vectors.map(a => vectors.map(b => a.reduce((sum, value, k) => sum + value * b[k]!, 0)))
}

describe('orthogonal', () => {
  it.each([
    [7, 4],
    [4, 7],
    [5, 5],
  ])('makes the shorter side of %i x %i orthogonal', (rows, columns) => {
    const products = gram(orthogonal(rows, columns, 2, rng(1)), rows, columns)
    for (const [i, row] of products.entries()) {
      for (const [j, product] of row.entries()) expect(product).toBeCloseTo(i === j ? 4 : 0, 5)
    }
  })
})

describe('initialWeights', () => {
  const shape = { inputs: 6, hidden: [5], outputs: 3 }
  const start = { outputGain: 0.01, outputBias: 0.5 }

  it('lays layers out one behind the other', () => {
    expect(layersOf(shape)).toEqual([
      { inputs: 6, outputs: 5, kernel: 0, bias: 30 },
      { inputs: 5, outputs: 3, kernel: 35, bias: 50 },
    ])
    const weights = initialWeights(shape, start, rng(1))
    expect(weights).toHaveLength(53)
    expect([...weights.subarray(30, 35)]).toEqual([0, 0, 0, 0, 0])
    expect([...weights.subarray(50)]).toEqual([0.5, 0.5, 0.5])
    expect(Math.max(...weights.subarray(35, 50).map(Math.abs))).toBeLessThan(0.0101)
  })

  it('comes from the seed alone', () => {
    expect(initialWeights(shape, start, rng(1))).toEqual(initialWeights(shape, start, rng(1)))
    expect(initialWeights(shape, start, rng(1))).not.toEqual(initialWeights(shape, start, rng(2)))
  })
})
