/**
 * Orthogonal first weights: a random orthonormal basis times a gain, so that signals neither swell nor fade on the way.
 *
 * Andrew Saxe, James McClelland and Surya Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear
 * neural networks", ICLR 2014 (https://arxiv.org/abs/1312.6120). Gain sqrt(2) behind rectified layers: Kaiming He et al.,
 * "Delving deep into rectifiers", ICCV 2015 (https://arxiv.org/abs/1502.01852).
 */
import type { Rng } from '../core/rng.ts'

/** A matrix [rows x columns] whose shorter side's vectors are orthogonal, each of length `gain`. */
export function orthogonal(rows: number, columns: number, gain: number, rng: Rng): Float32Array {
  const wide = columns > rows
  const basis = orthonormalBasis(Math.min(rows, columns), Math.max(rows, columns), rng)
  const matrix = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      matrix[row * columns + column] = gain * (wide ? basis[row]![column]! : basis[column]![row]!)
    }
  }
  return matrix
}

/** Modified Gram-Schmidt on random normal vectors, whose directions are uniform on the sphere. */
function orthonormalBasis(count: number, length: number, rng: Rng): Float64Array[] {
  const basis: Float64Array[] = []
  while (basis.length < count) {
    const vector = Float64Array.from({ length }, () => rng.normal())
    for (const other of basis) {
      const overlap = dot(vector, other)
      for (let i = 0; i < length; i++) vector[i]! -= overlap * other[i]!
    }
    const norm = Math.sqrt(dot(vector, vector))
    // Rounding would rule a vector that all but lies in the others' span.
    if (norm > 1e-6) basis.push(vector.map(value => value / norm))
  }
  return basis
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
