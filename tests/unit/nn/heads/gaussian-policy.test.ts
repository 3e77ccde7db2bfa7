import { describe, expect, it } from 'vitest'
import { Rng } from '../../../../src/core/rng.ts'
import {
  deviationsOf,
  gaussianLogProbabilities,
  gaussianPolicyLoss,
  sampleGaussian,
} from '../../../../src/nn/heads/gaussian-policy.ts'
import { type Decisions, emptyFigures } from '../../../../src/nn/heads/policy-loss.ts'
import { slopesOf } from './finite-differences.ts'

const means = [0.5, -1, 2, 0.25, -0.75, 1.5]
const logDeviations = Float32Array.of(-0.5, 0.25)
const actions = Float32Array.of(1, -2, 1.5, 0, -1, 1)
const deviations = new Float64Array(2)
deviationsOf(logDeviations, deviations)

/** Of one row of a normal distribution with independent dimensions. */
const logDensity = (mean: readonly number[], logSigma: readonly number[], action: readonly number[]) =>
  mean.reduce((sum, mu, d) => {
    const sigma = Math.exp(logSigma[d]!)
    return (
      sum + Math.log(Math.exp(-0.5 * ((action[d]! - mu) / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI)))
    )
  }, 0)

const rowOf = (numbers: ArrayLike<number>, row: number) => [numbers[2 * row]!, numbers[2 * row + 1]!]

describe('gaussianLogProbabilities', () => {
  it('is the logarithm of the density', () => {
    const into = new Float64Array(3)
    gaussianLogProbabilities(Float32Array.from(means), logDeviations, deviations, actions, 3, into)
    for (let row = 0; row < 3; row++) {
      const expected = logDensity(rowOf(means, row), [...logDeviations], rowOf(actions, row))
      expect(into[row]).toBeCloseTo(expected, 10)
    }
  })
})

describe('sampleGaussian', () => {
  it('scatters around the means by the deviations', () => {
    const rng = Rng.fromSeed(1, 'test')
    const rows = 10_000
    const drawn = new Float32Array(2 * rows)
    const same = Float32Array.from({ length: 2 * rows }, (_, i) => (i % 2 ? -3 : 1))
    sampleGaussian(same, Float64Array.of(0.5, 2), rows, drawn, rng)
    for (const [d, mean, deviation] of [
      [0, 1, 0.5],
      [1, -3, 2],
    ] as const) {
      const numbers = drawn.filter((_, i) => i % 2 === d)
      const average = numbers.reduce((a, b) => a + b) / rows
      const squares = numbers.reduce((sum, x) => sum + (x - average) ** 2, 0) / rows
      expect(Math.abs(average - mean)).toBeLessThan(0.04 * deviation)
      expect(Math.abs(Math.sqrt(squares) - deviation)).toBeLessThan(0.03 * deviation)
    }
  })
})

describe('gaussianPolicyLoss', () => {
  const advantages = Float64Array.of(1.5, -0.7, 0.4)

  /** By means, then ln sigma. */
  function lossOf(at: readonly number[], { oldLogProbabilities }: Decisions, entropyWeight: number) {
    const logSigma = at.slice(6)
    const entropy = logSigma.reduce((sum, l) => sum + l + 0.5 * Math.log(2 * Math.PI * Math.E), 0)
    let sum = 0
    for (let row = 0; row < 3; row++) {
      const l = logDensity(rowOf(at, row), logSigma, rowOf(actions, row))
      const advantage = advantages[row]!
      if (oldLogProbabilities) {
        const ratio = Math.exp(l - oldLogProbabilities[row]!)
        sum -= Math.min(ratio * advantage, Math.min(1.2, Math.max(0.8, ratio)) * advantage)
      } else sum -= l * advantage
    }
    return sum / 3 - entropyWeight * entropy
  }

  const now = new Float64Array(3)
  gaussianLogProbabilities(Float32Array.from(means), logDeviations, deviations, actions, 3, now)
  const ratios = [0.9, 0.6, 1.5]
  const clipped = now.map((l, i) => l - Math.log(ratios[i]!))

  it.each([
    ['policy gradient', null],
    ['clipped surrogate', clipped],
  ])('gives the slopes by means and deviations: %s', (_, oldLogProbabilities) => {
    const decisions = { actions, advantages, oldLogProbabilities }
    const slopes = new Float32Array(6)
    const deviationSlopes = new Float32Array(2)
    const figures = emptyFigures()
    const weights = {
      clipRange: oldLogProbabilities ? 0.2 : Number.POSITIVE_INFINITY,
      entropyWeight: 0.3,
    }
    gaussianPolicyLoss(
      Float32Array.from(means),
      logDeviations,
      deviations,
      decisions,
      3,
      weights,
      slopes,
      deviationSlopes,
      figures,
    )
    const at = [...means, ...logDeviations]
    const expected = slopesOf(point => lossOf(point, decisions, 0.3), at)
    const found = [...slopes, ...deviationSlopes]
    expected.forEach((slope, i) => {
      expect(found[i]).toBeCloseTo(slope, 5)
    })
    expect(figures.policyLoss - 0.3 * figures.entropy).toBeCloseTo(lossOf(at, decisions, 0.3), 6)
    expect(figures.clipFraction).toBeCloseTo(oldLogProbabilities ? 2 / 3 : 0, 12)
  })
})
