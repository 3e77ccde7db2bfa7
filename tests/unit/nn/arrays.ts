/** Arrays for the tests of networks: random numbers in, largest differences out. */
import { Rng } from '../../../src/core/rng.ts'

/** Standard normal times `scale`, from the seed alone. */
export function fillNormal(array: Float32Array, seed: number, scale = 1): Float32Array {
  const rng = Rng.fromSeed(seed, 'test')
  for (let i = 0; i < array.length; i++) array[i] = scale * rng.normal()
  return array
}

export const normals = (length: number, seed: number, scale = 1): Float32Array =>
  fillNormal(new Float32Array(length), seed, scale)

/** @throws when they differ in length, so that nothing passes for empty. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`lengths ${a.length} and ${b.length}`)
  let most = 0
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!)
    if (!(difference <= most)) most = difference
  }
  return most
}
