import { describe, expect, it } from 'vitest'
import { Adam, clipFactor, globalNorm } from '../../../src/nn/adam.ts'

describe('Adam', () => {
  it('steps by the learning rate against the sign at first, whatever the size of the slope', () => {
    const weights = Float32Array.of(1, 1, 1)
    new Adam(3).step(weights, Float32Array.of(1000, -0.1, 0), 1, 0.25)
    expect(weights[0]).toBeCloseTo(0.75, 6)
    expect(weights[1]).toBeCloseTo(1.25, 4)
    expect(weights[2]).toBe(1)
  })

  it('follows the paper on the second step', () => {
    const weights = Float32Array.of(0)
    const adam = new Adam(1)
    adam.step(weights, Float32Array.of(1), 1, 0.1)
    adam.step(weights, Float32Array.of(3), 1, 0.1)
    // m = 0.9 * 0.1 + 0.1 * 3 = 0.39, corrected by 1 - 0.81; v = 0.999 * 0.001 + 0.001 * 9, corrected by 1 - 0.998001
    const expected = -0.1 - (0.1 * (0.39 / 0.19)) / Math.sqrt(0.009999 / 0.001999)
    expect(weights[0]).toBeCloseTo(expected, 5)
  })

  it('takes the clip as a factor on the slope', () => {
    const adam = new Adam(1)
    adam.step(Float32Array.of(0), Float32Array.of(8), 0.25, 0.1)
    expect(adam.firstMoment[0]).toBeCloseTo(0.2, 6)
    expect(adam.secondMoment[0]).toBeCloseTo(0.004, 8)
  })
})

describe('clipping', () => {
  it('shortens only what is too long', () => {
    expect(globalNorm(Float32Array.of(3, 0, -4))).toBe(5)
    expect(clipFactor(5, 10)).toBe(1)
    expect(clipFactor(5, 2)).toBe(0.4)
  })
})
