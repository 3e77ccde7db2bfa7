import { describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { orthogonal } from '../../../src/nn/initial-weights.ts'

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

  it('comes from the seed alone', () => {
    expect(orthogonal(6, 5, 1, rng(1))).toEqual(orthogonal(6, 5, 1, rng(1)))
    expect(orthogonal(6, 5, 1, rng(1))).not.toEqual(orthogonal(6, 5, 1, rng(2)))
  })
})
