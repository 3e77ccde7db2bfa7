/**
 * The arithmetic of networks in WebAssembly SIMD, four single-precision lanes at a time. Written in AssemblyScript and
 * compiled by scripts/build-kernels.mjs; all pointers are byte offsets into the one memory, all matrices row by row.
 *
 * Every sum starts with its bias and runs over the inner dimension in ascending order, whichever kernel does it, so one
 * observation gives the same bits alone and in a batch. The base build multiplies, rounds, adds and rounds, which every
 * engine does alike; the relaxed build may fuse the two where the machine can.
 */

// Activations, as in dense-network.ts.
const LINEAR: i32 = 0
const TANH: i32 = 1
const RELU: i32 = 2

/** Columns that one pass of `gemm` works on. */
const PANEL: i32 = 8

/** Room for one panel's row where a matrix has fewer columns left. */
const EDGE: usize = memory.data(32, 16)

/** Where callers may put their own data. */
export function heapBase(): usize {
  return __heap_base
}

// @ts-ignore: decorator
@inline function splat(x: f32): v128 {
  return f32x4.splat(x)
}

/** a b + c */
// @ts-ignore: decorator
@inline function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(c, f32x4.mul(a, b))
}

/**
 * tanh as an odd rational function of degree 13 over 6, cut where single precision saturates; error below 4e-7. The
 * coefficients are the well-known ones of Eigen's fast tanh (https://eigen.tuxfamily.org, MathFunctionsImpl.h).
 */
// @ts-ignore: decorator
@inline function tanh4(x: v128): v128 {
  const saturation = splat(7.90531110763549805)
  x = f32x4.pmin(f32x4.pmax(x, f32x4.neg(saturation)), saturation)
  const square = f32x4.mul(x, x)
  let over = splat(-2.76076847742355e-16)
  over = multiplyAdd(over, square, splat(2.00018790482477e-13))
  over = multiplyAdd(over, square, splat(-8.60467152213735e-11))
  over = multiplyAdd(over, square, splat(5.12229709037114e-08))
  over = multiplyAdd(over, square, splat(1.48572235717979e-05))
  over = multiplyAdd(over, square, splat(6.37261928875436e-04))
  over = multiplyAdd(over, square, splat(4.89352455891786e-03))
  over = f32x4.mul(over, x)
  let under = splat(1.19825839466702e-06)
  under = multiplyAdd(under, square, splat(1.18534705686654e-04))
  under = multiplyAdd(under, square, splat(2.26843463243900e-03))
  under = multiplyAdd(under, square, splat(4.89352518554385e-03))
  return f32x4.div(over, under)
}

/** NaN stays NaN in all of them. */
// @ts-ignore: decorator
@inline function activated(x: v128, activation: i32): v128 {
  if (activation == TANH) return tanh4(x)
  if (activation == RELU) return f32x4.pmax(x, splat(0))
  return x
}

/** y <- activation(y), in place. */
export function activate(y: usize, length: i32, activation: i32): void {
  const end = y + ((<usize>(length & ~3)) << 2)
  for (; y < end; y += 16) v128.store(y, activated(v128.load(y), activation))
  const rest = length & 3
  if (rest == 0) return
  memory.copy(EDGE, y, rest << 2)
  v128.store(EDGE, activated(v128.load(EDGE), activation))
  memory.copy(y, EDGE, rest << 2)
}

/** gradient <- gradient activation'(.), the slope told from the activation's own output. */
export function activateBackward(gradient: usize, output: usize, length: i32, activation: i32): void {
  const vectors = (<usize>(length & ~3)) << 2
  const bytes = (<usize>length) << 2
  let i: usize = 0
  if (activation == TANH) {
    for (; i < vectors; i += 16) {
      const y = v128.load(output + i)
      const slope = f32x4.sub(splat(1), f32x4.mul(y, y))
      v128.store(gradient + i, f32x4.mul(v128.load(gradient + i), slope))
    }
    for (; i < bytes; i += 4) {
      const y = load<f32>(output + i)
      store<f32>(gradient + i, load<f32>(gradient + i) * (1 - y * y))
    }
  } else if (activation == RELU) {
    for (; i < vectors; i += 16) {
      const open = f32x4.gt(v128.load(output + i), splat(0))
      v128.store(gradient + i, v128.and(v128.load(gradient + i), open))
    }
    for (; i < bytes; i += 4) if (!(load<f32>(output + i) > 0)) store<f32>(gradient + i, 0)
  }
}

/** Stores the first `columns` of eight lanes. */
// @ts-ignore: decorator
@inline function storePanel(to: usize, left: v128, right: v128, columns: i32, activation: i32): void {
  left = activated(left, activation)
  right = activated(right, activation)
  if (columns == PANEL) {
    v128.store(to, left)
    v128.store(to, right, 16)
  } else {
    v128.store(EDGE, left)
    v128.store(EDGE, right, 16)
    memory.copy(to, EDGE, (<usize>columns) << 2)
  }
}

/** Four rows of A times a packed panel of B. */
function fourRows(
  a: usize, rowBytes: usize, innerBytes: usize, panel: usize, inner: i32,
  bias0: v128, bias1: v128, c: usize, cRowBytes: usize, columns: i32, activation: i32,
): void {
  let r00 = bias0, r01 = bias1, r10 = bias0, r11 = bias1
  let r20 = bias0, r21 = bias1, r30 = bias0, r31 = bias1
  let a1 = a + rowBytes, a2 = a1 + rowBytes, a3 = a2 + rowBytes
  const end = panel + ((<usize>inner) << 5)
  for (; panel < end; panel += 32) {
    const b0 = v128.load(panel), b1 = v128.load(panel, 16)
    let x = v128.load32_splat(a)
    r00 = multiplyAdd(x, b0, r00)
    r01 = multiplyAdd(x, b1, r01)
    x = v128.load32_splat(a1)
    r10 = multiplyAdd(x, b0, r10)
    r11 = multiplyAdd(x, b1, r11)
    x = v128.load32_splat(a2)
    r20 = multiplyAdd(x, b0, r20)
    r21 = multiplyAdd(x, b1, r21)
    x = v128.load32_splat(a3)
    r30 = multiplyAdd(x, b0, r30)
    r31 = multiplyAdd(x, b1, r31)
    a += innerBytes
    a1 += innerBytes
    a2 += innerBytes
    a3 += innerBytes
  }
  storePanel(c, r00, r01, columns, activation)
  storePanel(c + cRowBytes, r10, r11, columns, activation)
  storePanel(c + 2 * cRowBytes, r20, r21, columns, activation)
  storePanel(c + 3 * cRowBytes, r30, r31, columns, activation)
}

/** One row of A times a packed panel of B. */
function oneRow(
  a: usize, innerBytes: usize, panel: usize, inner: i32,
  sum0: v128, sum1: v128, c: usize, columns: i32, activation: i32,
): void {
  const end = panel + ((<usize>inner) << 5)
  for (; panel < end; panel += 32) {
    const x = v128.load32_splat(a)
    sum0 = multiplyAdd(x, v128.load(panel), sum0)
    sum1 = multiplyAdd(x, v128.load(panel, 16), sum1)
    a += innerBytes
  }
  storePanel(c, sum0, sum1, columns, activation)
}

/** Copies columns j .. j + columns - 1 of B [inner x .], filled up with zeros to eight, one row behind the other. */
function packPanel(b: usize, rowBytes: usize, columnBytes: usize, inner: i32, columns: i32, panel: usize): void {
  const end = panel + ((<usize>inner) << 5)
  if (columns == PANEL && columnBytes == 4) {
    for (; panel < end; panel += 32, b += rowBytes) {
      v128.store(panel, v128.load(b))
      v128.store(panel, v128.load(b, 16), 16)
    }
    return
  }
  for (; panel < end; panel += 32, b += rowBytes) {
    for (let j: usize = 0; j < 8; j++) {
      store<f32>(panel + (j << 2), j < <usize>columns ? load<f32>(b + j * columnBytes) : 0)
    }
  }
}

/**
 * C <- activation(A B + bias), C [rows x columns] without gaps. A and B may be transposed: element (i, k) of A lies at
 * a + i aRow + k aColumn, strides in elements, likewise B. `bias` 0 means none. `panel` has room for inner x 8 floats.
 */
export function gemm(
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bColumn: usize,
  bias: usize, c: usize, rows: i32, columns: i32, inner: i32, activation: i32, panel: usize,
): void {
  const aRowBytes = aRow << 2, aColumnBytes = aColumn << 2
  const bRowBytes = bRow << 2, bColumnBytes = bColumn << 2
  const cRowBytes = (<usize>columns) << 2
  for (let j = 0; j < columns; j += PANEL) {
    const width = min(columns - j, PANEL)
    packPanel(b + <usize>j * bColumnBytes, bRowBytes, bColumnBytes, inner, width, panel)
    let bias0 = splat(0), bias1 = bias0
    if (bias) {
      const from = bias + ((<usize>j) << 2)
      if (width == PANEL) {
        bias0 = v128.load(from)
        bias1 = v128.load(from, 16)
      } else {
        memory.fill(EDGE, 0, 32)
        memory.copy(EDGE, from, (<usize>width) << 2)
        bias0 = v128.load(EDGE)
        bias1 = v128.load(EDGE, 16)
      }
    }
    let i = 0
    let from = a
    let to = c + ((<usize>j) << 2)
    for (; i + 4 <= rows; i += 4, from += aRowBytes << 2, to += cRowBytes << 2) {
      fourRows(from, aRowBytes, aColumnBytes, panel, inner, bias0, bias1, to, cRowBytes, width, activation)
    }
    for (; i < rows; i++, from += aRowBytes, to += cRowBytes) {
      oneRow(from, aColumnBytes, panel, inner, bias0, bias1, to, width, activation)
    }
  }
}

/** y <- activation(x W + bias) for one x [inner] and W [inner x columns]: acting for a single observation. */
export function gemv(x: usize, w: usize, bias: usize, y: usize, inner: i32, columns: i32, activation: i32): void {
  const rowBytes = (<usize>columns) << 2
  const end = x + ((<usize>inner) << 2)
  let j = 0
  for (; j + 16 <= columns; j += 16) {
    const at = (<usize>j) << 2
    let r0 = v128.load(bias + at), r1 = v128.load(bias + at, 16)
    let r2 = v128.load(bias + at, 32), r3 = v128.load(bias + at, 48)
    let row = w + at
    for (let from = x; from < end; from += 4, row += rowBytes) {
      const signal = v128.load32_splat(from)
      r0 = multiplyAdd(signal, v128.load(row), r0)
      r1 = multiplyAdd(signal, v128.load(row, 16), r1)
      r2 = multiplyAdd(signal, v128.load(row, 32), r2)
      r3 = multiplyAdd(signal, v128.load(row, 48), r3)
    }
    v128.store(y + at, activated(r0, activation))
    v128.store(y + at, activated(r1, activation), 16)
    v128.store(y + at, activated(r2, activation), 32)
    v128.store(y + at, activated(r3, activation), 48)
  }
  for (; j + 4 <= columns; j += 4) {
    const at = (<usize>j) << 2
    let r = v128.load(bias + at)
    let row = w + at
    for (let from = x; from < end; from += 4, row += rowBytes) {
      r = multiplyAdd(v128.load32_splat(from), v128.load(row), r)
    }
    v128.store(y + at, activated(r, activation))
  }
  // The last one to three columns, in the lanes of one vector, as `gemm` would.
  const rest = columns - j
  if (rest == 0) return
  const at = (<usize>j) << 2
  const restBytes = (<usize>rest) << 2
  memory.copy(EDGE, bias + at, restBytes)
  let r = v128.load(EDGE)
  let row = w + at
  for (let from = x; from < end; from += 4, row += rowBytes) {
    let b = v128.load32_zero(row)
    if (rest > 1) b = v128.load32_lane(row, b, 1, 4)
    if (rest > 2) b = v128.load32_lane(row, b, 2, 8)
    r = multiplyAdd(v128.load32_splat(from), b, r)
  }
  v128.store(EDGE, activated(r, activation))
  memory.copy(y + at, EDGE, restBytes)
}

/** sums[j] <- sum over rows of M[i, j]. */
export function columnSums(matrix: usize, sums: usize, rows: i32, columns: i32): void {
  const rowBytes = (<usize>columns) << 2
  const bytes = <usize>rows * rowBytes
  let j: usize = 0
  for (; j + 16 <= rowBytes; j += 16) {
    let sum = splat(0)
    for (let from = matrix + j, end = from + bytes; from < end; from += rowBytes) sum = f32x4.add(sum, v128.load(from))
    v128.store(sums + j, sum)
  }
  for (; j < rowBytes; j += 4) {
    let sum: f32 = 0
    for (let from = matrix + j, end = from + bytes; from < end; from += rowBytes) sum += load<f32>(from)
    store<f32>(sums + j, sum)
  }
}

/** Sum of squares, for the gradient's norm. `length` is a multiple of 8. */
export function sumOfSquares(x: usize, length: i32): f32 {
  let sum0 = splat(0), sum1 = sum0
  for (const end = x + ((<usize>length) << 2); x < end; x += 32) {
    const left = v128.load(x), right = v128.load(x, 16)
    sum0 = multiplyAdd(left, left, sum0)
    sum1 = multiplyAdd(right, right, sum1)
  }
  const sum = f32x4.add(sum0, sum1)
  return f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)
}

/**
 * One step of Adam on `length` weights, a multiple of 8:
 *   m <- b1 m + (1 - b1) g     v <- b2 v + (1 - b2) g^2     w <- w - rate m / (sqrt(v correction) + epsilon)
 * with g = scale gradient (clipping), rate = learning rate / (1 - b1^t) and correction = 1 / (1 - b2^t).
 */
export function adam(
  weights: usize, gradient: usize, first: usize, second: usize, length: i32,
  b1: f32, b2: f32, rate: f32, correction: f32, epsilon: f32, scale: f32,
): void {
  const keep1 = splat(b1), keep2 = splat(b2), add1 = splat(1 - b1), add2 = splat(1 - b2)
  const bytes = (<usize>length) << 2
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = f32x4.mul(v128.load(gradient + i), splat(scale))
    const m = multiplyAdd(keep1, v128.load(first + i), f32x4.mul(add1, g))
    const v = multiplyAdd(keep2, v128.load(second + i), f32x4.mul(f32x4.mul(add2, g), g))
    v128.store(first + i, m)
    v128.store(second + i, v)
    const length = f32x4.add(f32x4.sqrt(f32x4.mul(v, splat(correction))), splat(epsilon))
    v128.store(weights + i, f32x4.sub(v128.load(weights + i), f32x4.div(f32x4.mul(splat(rate), m), length)))
  }
}

/** One step of RMSprop: v <- keep v + (1 - keep) g^2, w <- w - rate g / sqrt(v + epsilon); `length` a multiple of 8. */
export function rmsprop(
  weights: usize, gradient: usize, second: usize, length: i32, keep: f32, rate: f32, epsilon: f32, scale: f32,
): void {
  const bytes = (<usize>length) << 2
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = f32x4.mul(v128.load(gradient + i), splat(scale))
    const v = multiplyAdd(splat(keep), v128.load(second + i), f32x4.mul(f32x4.mul(splat(1 - keep), g), g))
    v128.store(second + i, v)
    const step = f32x4.div(f32x4.mul(splat(rate), g), f32x4.sqrt(f32x4.add(v, splat(epsilon))))
    v128.store(weights + i, f32x4.sub(v128.load(weights + i), step))
  }
}

/** to <- (1 - share) to + share from: how target networks follow; `length` a multiple of 8. */
export function follow(to: usize, from: usize, length: i32, share: f32): void {
  const bytes = (<usize>length) << 2
  for (let i: usize = 0; i < bytes; i += 16) {
    const kept = f32x4.mul(splat(1 - share), v128.load(to + i))
    v128.store(to + i, multiplyAdd(splat(share), v128.load(from + i), kept))
  }
}

/**
 * Patches of a batch of pictures as rows of a matrix, so that a convolution is one `gemm`.
 * pictures [batch x height x width x channels], stride 1, no padding; patches [batch x rows x columns x (kernel kernel
 * channels)] with rows = height - kernel + 1, columns = width - kernel + 1.
 */
export function patches(
  pictures: usize, to: usize, batch: i32, height: i32, width: i32, channels: i32, kernel: i32,
): void {
  const rows = height - kernel + 1, columns = width - kernel + 1
  const runBytes = (<usize>(kernel * channels)) << 2
  for (let picture = 0; picture < batch; picture++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        for (let y = 0; y < kernel; y++, to += runBytes) {
          const at = ((picture * height + row + y) * width + column) * channels
          memory.copy(to, pictures + ((<usize>at) << 2), runBytes)
        }
      }
    }
  }
}

/** The transpose of `patches`: adds every patch's numbers back onto the pictures they were taken from. */
export function patchesBackward(
  pictures: usize, from: usize, batch: i32, height: i32, width: i32, channels: i32, kernel: i32,
): void {
  const rows = height - kernel + 1, columns = width - kernel + 1
  const run = kernel * channels
  memory.fill(pictures, 0, (<usize>(batch * height * width * channels)) << 2)
  for (let picture = 0; picture < batch; picture++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        for (let y = 0; y < kernel; y++) {
          let to = pictures + ((<usize>(((picture * height + row + y) * width + column) * channels)) << 2)
          for (let i = 0; i < run; i++, to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from))
        }
      }
    }
  }
}
