import { describe, expect, it } from 'vitest'
import { clippedValueError, valueError } from '../../../../src/nn/heads/value-error.ts'
import { rounded, slopesOf } from './finite-differences.ts'

const values = Float32Array.of(1, 2, -3, 0.5, 4)
const targets = Float64Array.of(2, 0, -2.5, 3, 4.5)

describe('valueError', () => {
  it('is the weighted mean square and its slopes', () => {
    const slopes = new Float32Array(5)
    const error = valueError(values, targets, 5, 0.5, slopes)
    expect(error).toBeCloseTo((1 + 4 + 0.25 + 6.25 + 0.25) / 5, 12)
    expect(rounded(slopes)).toEqual(rounded([-1, 2, -0.5, -2.5, -0.5].map(difference => difference / 5)))
  })

  it('looks at as many rows as it is told', () => {
    const slopes = new Float32Array(5).fill(9)
    expect(valueError(values, targets, 1, 1, slopes)).toBe(1)
    expect([...slopes]).toEqual([-2, 9, 9, 9, 9])
  })
})

describe('clippedValueError', () => {
  // Moved 0.1 (inside), towards the target too far, away from it, towards it too far, towards it and past it.
  const old = Float64Array.of(0.9, 3, -2, -1, 5)

  it('lets nothing be gained by moving beyond the clip range', () => {
    const loss = (at: readonly number[]) =>
      at.reduce((sum, v, i) => {
        const clipped = old[i]! + Math.min(0.3, Math.max(-0.3, v - old[i]!))
        return sum + 2 * Math.max((v - targets[i]!) ** 2, (clipped - targets[i]!) ** 2)
      }, 0) / 5
    const slopes = new Float32Array(5)
    const error = clippedValueError(values, old, targets, 5, 0.3, 2, slopes)
    expect(2 * error).toBeCloseTo(loss([...values]), 6)
    slopesOf(loss, [...values]).forEach((slope, i) => {
      expect(slopes[i]).toBeCloseTo(slope, 5)
    })
    expect([...slopes].map(slope => slope === 0)).toEqual([false, true, false, true, false])
  })
})
