import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../../src/core/base64.ts'

describe('base64', () => {
  it('is the one that everybody reads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const text = toBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(text)).toEqual(bytes)
      }),
    )
  })

  it('reads a part of a buffer', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => 7 * i)
    expect(toBase64(bytes.subarray(3, 36))).toBe(Buffer.from(bytes.subarray(3, 36)).toString('base64'))
  })

  it.each([
    '*',
    'A',
    'AB',
    'ABC',
    'A===',
    'AA=A',
    '====',
    'AAA A',
    'AAAA\n',
    'AAA-',
    'AAé',
    '=AAA',
    'AAA=AAAA',
  ])('refuses %j', text => {
    expect(fromBase64(text)).toBeNull()
  })
})
