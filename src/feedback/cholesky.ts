/** Symmetric positive definite systems, dense, row-major. Golub & Van Loan, "Matrix Computations", 4.2. */
import { PlaygroundError } from '../core/errors.ts'

/**
 * Lower factor L with A = L L^T. [n x n]
 * @throws PlaygroundError `not-positive-definite`.
 */
export function choleskyFactor(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const row = i * n
    for (let j = 0; j <= i; j++) {
      const above = j * n
      let sum = matrix[row + j]!
      for (let k = 0; k < j; k++) sum -= factor[row + k]! * factor[above + k]!
      if (i !== j) factor[row + j] = sum / factor[above + j]!
      else if (sum > 0) factor[row + i] = Math.sqrt(sum)
      else
        throw new PlaygroundError('not-positive-definite', `Pivot ${i} of ${n} is ${sum}; expected above 0.`)
    }
  }
  return factor
}

/** Solves L y = b. */
export function solveLower(factor: Float64Array, n: number, b: Float64Array): Float64Array {
  const y = Float64Array.from(b)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) y[i] = y[i]! - factor[i * n + k]! * y[k]!
    y[i] = y[i]! / factor[i * n + i]!
  }
  return y
}

/** Solves L^T x = y. */
export function solveUpper(factor: Float64Array, n: number, y: Float64Array): Float64Array {
  const x = Float64Array.from(y)
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = x[i]! - factor[k * n + i]! * x[k]!
    x[i] = x[i]! / factor[i * n + i]!
  }
  return x
}
