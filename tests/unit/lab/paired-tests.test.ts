import { describe, expect, it } from 'vitest'
import { signFlipTest, signTest } from '../../../src/lab/paired-tests.ts'

describe('the sign test', () => {
  it('counts which way pairs went', () => {
    // 2 (C(10, 0) + C(10, 1)) / 2^10
    expect(signTest([1, 2, 3, 4, 5, 6, 7, 8, 9, -1])).toBeCloseTo(22 / 1024, 12)
    expect(signTest([5, 5, 5, 5, 5])).toBeCloseTo(2 / 32, 12)
  })

  it('leaves out ties and cannot tell where nothing differs', () => {
    expect(signTest([0, 0, 3, 3, 3, 3, 3, 0])).toBeCloseTo(2 / 32, 12)
    expect(signTest([1, -1])).toBe(1)
    expect(signTest([])).toBe(1)
  })
})

describe('the permutation test', () => {
  it('is the share of sign changes that leaves as much', () => {
    // Of 8 sums of +-1 +-2 +-4, those of 7 and -7.
    expect(signFlipTest([1, 2, 4])).toBeCloseTo(2 / 8, 12)
    // And of at least 5: 7, 5, -5, -7.
    expect(signFlipTest([-1, 2, 4])).toBeCloseTo(4 / 8, 12)
    expect(signFlipTest([0, 0])).toBe(1)
  })

  it('agrees with counting for twelve pairs', () => {
    const differences = [3, -1, 4, 1, -5, 9, 2, 6, -5, 3, 5, 8]
    const observed = differences.reduce((a, b) => a + b)
    let count = 0
    for (let signs = 0; signs < 4096; signs++) {
      const sum = differences.reduce((total, d, i) => total + ((signs >> i) & 1 ? d : -d), 0)
      if (Math.abs(sum) >= observed) count++
    }
    expect(signFlipTest(differences)).toBeCloseTo(count / 4096, 12)
  })
})
