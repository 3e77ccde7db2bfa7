import { describe, expect, it } from 'vitest'
import {
  halfSquaredLoss,
  leastOfTwinsLoss,
  meanValueLoss,
  twinTargets,
} from '../../../../src/nn/heads/twin-q.ts'
import { rounded, slopesOf } from './finite-differences.ts'

const first = [1, -2, 0.5]
const second = [3, -2.5, 0.25]

describe('twinTargets', () => {
  it('takes the lower critic and pays for entropy, but not behind an end', () => {
    const targets = new Float64Array(3)
    twinTargets(
      Float64Array.of(1, 1, 1),
      Float64Array.of(0.5, 0.9, 0),
      Float32Array.from(first),
      Float32Array.from(second),
      0.1,
      Float64Array.of(-2, 3, 50),
      3,
      targets,
    )
    expect(rounded(targets)).toEqual(
      [1 + 0.5 * (1 + 0.2), 1 + 0.9 * (-2.5 - 0.3), 1].map(y => rounded([y])[0]),
    )
  })
})

describe('losses', () => {
  it('halves the squared error', () => {
    const targets = Float64Array.of(0, 1, 2)
    const slopes = new Float32Array(3)
    const lossOf = (at: readonly number[]) =>
      at.reduce((sum, q, i) => sum + (q - targets[i]!) ** 2 / 2, 0) / 3
    expect(halfSquaredLoss(Float32Array.from(first), targets, 3, slopes)).toBeCloseTo(lossOf(first), 9)
    expect(rounded(slopes)).toEqual(rounded(slopesOf(lossOf, first)))
  })

  it('lets an actor climb the lower of two critics', () => {
    const slopes = [new Float32Array(3), new Float32Array(3)] as const
    const lossOf = (at: readonly number[]) =>
      -[0, 1, 2].reduce((sum, i) => sum + Math.min(at[i]!, at[3 + i]!), 0) / 3
    const both = [...first, ...second]
    const loss = leastOfTwinsLoss(Float32Array.from(first), Float32Array.from(second), 3, ...slopes)
    expect(loss).toBeCloseTo(lossOf(both), 9)
    expect(rounded([...slopes[0], ...slopes[1]])).toEqual(rounded(slopesOf(lossOf, both)))
  })

  it('lets an actor climb one critic', () => {
    const slopes = new Float32Array(4)
    expect(meanValueLoss(Float32Array.of(1, 2, 6), 3, slopes)).toBeCloseTo(-3, 9)
    expect(rounded(slopes)).toEqual(rounded([-1 / 3, -1 / 3, -1 / 3, 0]))
  })
})
