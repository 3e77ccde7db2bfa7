/**
 * The kernels again as plain loops in single precision, sums in the same order: the base build multiplies, rounds, adds and
 * rounds, so products agree to the bit.
 */
const { fround } = Math

/** C = A B + bias with A [rows x inner], B [inner x columns]; bias first, then along `inner`. */
export function product(
  a: Float32Array,
  b: Float32Array,
  bias: Float32Array | null,
  rows: number,
  columns: number,
  inner: number,
): Float32Array {
  const c = new Float32Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = bias ? bias[j]! : 0
      for (let k = 0; k < inner; k++) sum = fround(sum + fround(a[i * inner + k]! * b[k * columns + j]!))
      c[i * columns + j] = sum
    }
  }
  return c
}

/** [rows x columns] -> [columns x rows] */
export function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = matrix[i * columns + j]!
  }
  return result
}

export interface PictureShape {
  readonly batch: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly kernel: number
}

/** [batch x rows x columns x kernel x kernel x channels] */
export function patchesOf(pictures: Float32Array, shape: PictureShape): Float32Array {
  const { batch, height, width, channels, kernel } = shape
  const result: number[] = []
  for (let n = 0; n < batch; n++) {
    for (let row = 0; row + kernel <= height; row++) {
      for (let column = 0; column + kernel <= width; column++) {
        for (let y = 0; y < kernel; y++) {
          for (let x = 0; x < kernel; x++) {
            for (let c = 0; c < channels; c++) {
              result.push(pictures[((n * height + row + y) * width + column + x) * channels + c]!)
            }
          }
        }
      }
    }
  }
  return Float32Array.from(result)
}
