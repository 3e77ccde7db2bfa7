/**
 * The base build gives the same bits on every engine. An engine (or a change of kernels, heads or first weights) that does
 * not ends in another hash; a change that is meant to alter learning writes the new one here.
 */
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { fixedTraining } from './fixed-training.ts'

const EXPECTED = '7924b7ccd939e98091372e20b0e5d2e185c2a0e61e6f16c64b8494d53d8dec24'

it('ends in the same bits as ever, and the same twice', async () => {
  const [first, second] = [await fixedTraining(), await fixedTraining()]
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  expect(hash(second)).toBe(hash(first))
  expect(first.some(byte => byte !== 0)).toBe(true)
  expect(new Float32Array(first.buffer).every(Number.isFinite)).toBe(true)
  expect(hash(first)).toBe(EXPECTED)
})
