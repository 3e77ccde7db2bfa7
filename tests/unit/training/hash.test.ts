import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashOf } from '../../../src/training/hash.ts'

describe('hash', () => {
  it('is SHA-256 in lower-case hex', () => {
    expect(hashOf('abc')).toBe(createHash('sha256').update('abc;').digest('hex'))
    expect(hashOf(1)).toBe(
      createHash('sha256')
        .update(new Uint8Array(Float64Array.of(1).buffer))
        .digest('hex'),
    )
  })

  it('does not depend on the order of keys', () => {
    expect(hashOf({ a: 1, b: [2, null] })).toBe(hashOf({ b: [2, null], a: 1 }))
  })

  it('tells the last bit, names, kinds and places apart', () => {
    const values = [
      { a: Float64Array.of(0.1) },
      { a: Float64Array.of(0.1 + 2 ** -56) },
      { b: Float64Array.of(0.1) },
      { a: Float32Array.of(0.1) },
      { a: [0.1] },
      { a: 0.1 },
      { a: Float64Array.of(0.1, 0) },
      { a: Int32Array.of(1), b: Int32Array.of(2) },
      { a: Int32Array.of(2), b: Int32Array.of(1) },
      [[1], []],
      [[], [1]],
    ]
    expect(new Set(values.map(hashOf)).size).toBe(values.length)
  })

  it('sees only the part of a buffer that a view shows', () => {
    const buffer = Float64Array.of(1, 2, 3)
    expect(hashOf(buffer.subarray(1, 2))).toBe(hashOf(Float64Array.of(2)))
  })
})
