import { describe, expect, it } from 'vitest'
import {
  actionValueTargets,
  doubleTargets,
  huberLoss,
  largestAction,
} from '../../../../src/nn/heads/temporal-difference.ts'
import { rounded, slopesOf } from './finite-differences.ts'

const rewards = Float64Array.of(1, 2, 3)
/** The last one's MDP has ended. */
const bootstraps = Float64Array.of(0.9, 0.5, 0)
/** The target network's. */
const judge = Float32Array.of(10, 20, /**/ 4, -4, /**/ 100, 200)
/** The online network would rather have the first action, then the second. */
const chooser = Float32Array.of(3, 2, /**/ -1, 0, /**/ 0, 1)

describe('targets', () => {
  it('takes the largest value of the target network', () => {
    const targets = new Float64Array(3)
    actionValueTargets(rewards, bootstraps, judge, 3, 2, targets)
    expect([...targets]).toEqual([1 + 0.9 * 20, 2 + 0.5 * 4, 3])
  })

  it('takes the value of the action that the online network would choose, in double Q-learning', () => {
    const targets = new Float64Array(3)
    doubleTargets(rewards, bootstraps, judge, chooser, 3, 2, targets)
    expect([...targets]).toEqual([1 + 0.9 * 10, 2 + 0.5 * -4, 3])
  })

  it('breaks ties to the lowest action', () => {
    expect(largestAction(Float32Array.of(9, 9, 1, 5, 5, 2), 0, 3)).toBe(0)
    expect(largestAction(Float32Array.of(9, 9, 1, 2, 5, 5), 1, 3)).toBe(1)
  })
})

describe('huberLoss', () => {
  const values = [0.5, -1, 2, /**/ 1, 0.25, 3, /**/ -2, 0, 1]
  const taken = Float32Array.of(2, 1, 0)
  /** Errors of 0.6, 3 and -5. */
  const targets = Float64Array.of(2.6, 3.25, -7)
  const weights = Float64Array.of(1, 0.5, 2)

  function lossOf(at: readonly number[]): number {
    let sum = 0
    for (let i = 0; i < 3; i++) {
      const distance = Math.abs(targets[i]! - at[3 * i + taken[i]!]!)
      sum += weights[i]! * (distance <= 1 ? distance ** 2 / 2 : distance - 0.5)
    }
    return sum / 3
  }

  it('gives the loss, its slopes at the actions taken, and the errors', () => {
    const slopes = new Float32Array(9).fill(7)
    const errors = new Float64Array(3)
    const loss = huberLoss(Float32Array.from(values), taken, targets, weights, 3, 3, slopes, errors)
    expect(loss).toBeCloseTo(lossOf(values), 12)
    expect(rounded(slopes)).toEqual(rounded(slopesOf(lossOf, values)))
    expect(rounded(errors)).toEqual([0.6, 3, -5])
    expect(slopes.filter(slope => slope !== 0)).toHaveLength(3)
  })
})
