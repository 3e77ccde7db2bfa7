/** Copying rows between matrices by plain loops: views would be garbage at every step. */

/** `rows` rows of `width` numbers from `from[start ...]`, into rows `stride` apart, from `offset` on. */
export function placeRows(
  from: Float32Array,
  start: number,
  width: number,
  rows: number,
  into: Float32Array,
  stride: number,
  offset: number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) into[i * stride + offset + j] = from[start + i * width + j]!
  }
}

/** The rows that `places` name, into rows `stride` apart, from `offset` on. */
export function gatherRows(
  from: Float32Array,
  width: number,
  places: Int32Array,
  into: Float32Array,
  stride: number,
  offset: number,
): void {
  for (let i = 0; i < places.length; i++) {
    const start = places[i]! * width
    for (let j = 0; j < width; j++) into[i * stride + offset + j] = from[start + j]!
  }
}
