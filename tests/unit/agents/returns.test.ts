import { describe, expect, it } from 'vitest'
import {
  discountedReturns,
  explainedVariance,
  generalisedAdvantages,
  lambdaReturns,
  tdTargets,
} from '../../../src/agents/returns.ts'

/** Two episodes in a row: the first ends at step 1 (as told), the second is cut at step 3, and a third has begun. */
const stretch = (end: 'terminated' | 'truncated') => ({
  rewards: [1, 2, 3, 4, 5],
  terminated: [0, end === 'terminated' ? 1 : 0, 0, 0, 0],
  truncated: [0, end === 'truncated' ? 1 : 0, 0, 1, 0],
  nextValues: [10, 20, 30, 40, 50],
})

const rounded = (values: Float64Array) => Array.from(values, value => Number(value.toFixed(10)))

describe('tdTargets', () => {
  it('leaves the future out only where the MDP ended', () => {
    expect(rounded(tdTargets(stretch('terminated'), 0.5))).toEqual([6, 2, 18, 24, 30])
    expect(rounded(tdTargets(stretch('truncated'), 0.5))).toEqual([6, 12, 18, 24, 30])
  })
})

describe('discountedReturns', () => {
  it('sums to the end of each episode, bootstrapping where one was cut or still runs', () => {
    // G4 = 5 + 50/2; G3 = 4 + 40/2 (cut); G2 = 3 + G3/2; G1 = 2 (ended); G0 = 1 + G1/2
    expect(rounded(discountedReturns(stretch('terminated'), 0.5))).toEqual([2, 2, 15, 24, 30])
    expect(rounded(discountedReturns(stretch('truncated'), 0.5))).toEqual([7, 12, 15, 24, 30])
  })

  it('does not let a return leak over an episode boundary', () => {
    const first = discountedReturns({ ...stretch('terminated'), rewards: [1, 2, 300, 400, 500] }, 0.5)
    expect(rounded(first.subarray(0, 2))).toEqual([2, 2])
  })
})

describe('lambdaReturns', () => {
  it('is the TD target at 0 and the return at 1', () => {
    const cut = stretch('truncated')
    expect(lambdaReturns(cut, 0.9, 0)).toEqual(tdTargets(cut, 0.9))
    expect(lambdaReturns(cut, 0.9, 1)).toEqual(discountedReturns(cut, 0.9))
  })

  it('mixes the two in between', () => {
    // G2 = 3 + 0.5 (0.5 * 30 + 0.5 * G3), G3 = 24
    expect(rounded(lambdaReturns(stretch('terminated'), 0.5, 0.5))[2]).toBe(16.5)
  })
})

describe('generalisedAdvantages', () => {
  const values = [1, 1, 1, 1, 1]
  const advantagesOf = (
    from: ReturnType<typeof stretch>,
    expected: readonly number[],
    discount: number,
    lambda: number,
  ) => {
    const advantages = new Float64Array(5)
    generalisedAdvantages(from, expected, 1, discount, lambda, advantages)
    return rounded(advantages)
  }

  it('adds up discounted TD errors inside an episode', () => {
    // TD errors 5, 1, 17, 23, 29; A0 = 5 + 0.25 * 1, A2 = 17 + 0.25 * 23
    expect(advantagesOf(stretch('terminated'), values, 0.5, 0.5)).toEqual([5.25, 1, 22.75, 23, 29])
  })

  it('starts anew behind a truncation, whose own error keeps its bootstrap', () => {
    // TD errors 5, 11, 17, 23, 29; the cut at step 1 keeps steps 2 ... out of A1
    expect(advantagesOf(stretch('truncated'), values, 0.5, 0.5)).toEqual([7.75, 11, 22.75, 23, 29])
  })

  it('is the return minus the value at lambda 1', () => {
    const cut = stretch('truncated')
    const consistent = [1, 10, 2, 30, 3]
    const returns = discountedReturns(cut, 0.5)
    expect(advantagesOf(cut, consistent, 0.5, 1)).toEqual(rounded(returns.map((g, t) => g - consistent[t]!)))
  })

  it('keeps environments side by side apart', () => {
    // Two environments, three steps: the first terminates at step 1, the second is truncated there.
    const side = {
      rewards: [1, 10, 2, 20, 3, 30],
      terminated: [0, 0, 1, 0, 0, 0],
      truncated: [0, 0, 0, 1, 0, 0],
      nextValues: [4, 8, 100, 12, 6, 16],
    }
    const advantages = new Float64Array(6)
    generalisedAdvantages(side, [2, 4, 6, 8, 10, 12], 2, 0.5, 0.5, advantages)
    // First: A2 = 3 + 3 - 10, A1 = 2 - 6, A0 = 1 + 2 - 2 + A1 / 4. Second: A2 = 30 + 8 - 12, A1 = 20 + 6 - 8, A0 = 10 + 4 - 4 + A1 / 4.
    expect(rounded(advantages)).toEqual([0, 14.5, -4, 18, -4, 26])
  })
})

describe('explainedVariance', () => {
  it('is 1 for what was foreseen up to a constant, 0 for a constant, below for worse', () => {
    const returns = Float64Array.of(1, 2, 3, 6)
    expect(explainedVariance(Float64Array.of(3, 4, 5, 8), returns)).toBe(1)
    expect(explainedVariance(new Float64Array(4), returns)).toBe(0)
    expect(explainedVariance(Float64Array.of(0.5, 1, 1.5, 3), returns)).toBeCloseTo(0.75, 12)
    expect(explainedVariance(Float64Array.of(-1, -2, -3, -6), returns)).toBeCloseTo(-3, 12)
  })

  it('is 0 where returns are all alike', () => {
    expect(explainedVariance(Float64Array.of(1, 2), Float64Array.of(5, 5))).toBe(0)
  })
})
