import { describe, expect, it } from 'vitest'
import { Rng } from '../../../../src/core/rng.ts'
import {
  squashedGaussian,
  squashedGaussianSlopes,
  temperatureSlope,
} from '../../../../src/nn/heads/squashed-gaussian.ts'
import { rounded, slopesOf } from './finite-differences.ts'

/** Two rows: two means, then two log standard deviations. */
const outputs = [0.5, -1, -0.5, 0.25, /**/ 2, 0, -3, 1]
const noise = Float64Array.of(0.3, -1.2, 0.75, 2)

/** ln of the density of tanh(u), by the change of variables, straight from the definition. */
function logDensity(mean: number, logDeviation: number, u: number): number {
  const deviation = Math.exp(logDeviation)
  const gaussian = Math.exp(-0.5 * ((u - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI))
  return Math.log(gaussian / (1 - Math.tanh(u) ** 2))
}

function sample(at: ArrayLike<number>, rows = 2, dimensions = 2, z: Float64Array = noise) {
  const actions = new Float32Array(rows * dimensions)
  const logProbabilities = new Float64Array(rows)
  const mean = squashedGaussian(Float32Array.from(at), z, rows, dimensions, actions, logProbabilities)
  return { actions, logProbabilities, mean }
}

describe('squashedGaussian', () => {
  it('gives tanh of the sample and the log of its density', () => {
    const { actions, logProbabilities, mean } = sample(outputs)
    const sums = [0, 1].map(row => {
      let sum = 0
      for (let d = 0; d < 2; d++) {
        const [mu, logDeviation] = [outputs[4 * row + d]!, outputs[4 * row + 2 + d]!]
        const u = mu + Math.exp(logDeviation) * noise[2 * row + d]!
        expect(actions[2 * row + d]).toBeCloseTo(Math.tanh(u), 6)
        sum += logDensity(mu, logDeviation, u)
      }
      return sum
    })
    expect(rounded(logProbabilities, 6)).toEqual(rounded(sums, 6))
    expect(mean).toBeCloseTo((sums[0]! + sums[1]!) / 2, 6)
  })

  it('has a density that adds up to one over the actions', () => {
    const [mean, logDeviation] = [0.4, -0.3]
    const pieces = 20_000
    let total = 0
    for (let i = 0; i < pieces; i++) {
      const action = -1 + (2 * (i + 0.5)) / pieces
      const z = (Math.atanh(action) - mean) / Math.exp(logDeviation)
      const { logProbabilities } = sample([mean, logDeviation], 1, 1, Float64Array.of(z))
      total += (2 / pieces) * Math.exp(logProbabilities[0]!)
    }
    expect(total).toBeCloseTo(1, 4)
  })

  it('stays finite where tanh saturates', () => {
    const { logProbabilities } = sample([40, 2], 1, 1, Float64Array.of(0))
    // ln N(40; 40, e^2) - ln(1 - tanh(40)^2), of which the latter is 2 ln 2 - 80.
    const expected = -2 - 0.5 * Math.log(2 * Math.PI) + 80 - 2 * Math.log(2)
    expect(logProbabilities[0]).toBeCloseTo(expected, 9)
  })

  it('cuts log standard deviations to [-20, 2]', () => {
    const z = Float64Array.of(1)
    expect(sample([0, 9], 1, 1, z)).toEqual(sample([0, 2], 1, 1, z))
    expect(sample([0, -99], 1, 1, z)).toEqual(sample([0, -20], 1, 1, z))
  })

  it('agrees with the histogram of its samples', () => {
    const rng = Rng.fromSeed(5, 'noise')
    const count = 40_000
    const z = Float64Array.from({ length: count }, () => rng.normal())
    const at = Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 ? -0.5 : 0.3))
    const { actions } = sample(at, count, 1, z)
    for (const centre of [-0.5, 0, 0.5, 0.8]) {
      const share = actions.filter(action => Math.abs(action - centre) < 0.05).length / count / 0.1
      const u = Math.atanh(centre)
      expect(share).toBeCloseTo(Math.exp(logDensity(0.3, -0.5, u)), 1)
    }
  })
})

describe('squashedGaussianSlopes', () => {
  const temperature = 0.4
  /** Some loss of the actions with slopes that differ: L = sum c a^2 / 2. */
  const c = [1.5, -2, 0.5, 3]

  it('derives the loss through the sampled actions', () => {
    const { actions } = sample(outputs)
    const actionSlopes = actions.map((action, i) => c[i]! * action)
    const slopes = new Float32Array(8)
    const at = Float32Array.from(outputs)
    squashedGaussianSlopes(at, noise, actions, actionSlopes, temperature, 2, 2, slopes)
    const lossOf = (point: readonly number[]) => {
      let loss = 0
      for (let row = 0; row < 2; row++) {
        for (let d = 0; d < 2; d++) {
          const [mu, logDeviation] = [point[4 * row + d]!, point[4 * row + 2 + d]!]
          const u = mu + Math.exp(logDeviation) * noise[2 * row + d]!
          loss += (temperature * logDensity(mu, logDeviation, u)) / 2
          loss += (c[2 * row + d]! * Math.tanh(u) ** 2) / 2
        }
      }
      return loss
    }
    expect(rounded(slopes, 4)).toEqual(rounded(slopesOf(lossOf, outputs), 4))
  })

  it('leaves log standard deviations that were cut alone', () => {
    const at = Float32Array.of(0, 3, /**/ 0, -25)
    const z = Float64Array.of(0.1, 0.1)
    const { actions } = sample(at, 2, 1, z)
    const slopes = new Float32Array(4)
    squashedGaussianSlopes(at, z, actions, Float32Array.of(1, 1), temperature, 2, 1, slopes)
    expect([slopes[1], slopes[3]]).toEqual([0, 0])
    expect(slopes[0]).not.toBe(0)
  })
})

describe('temperatureSlope', () => {
  it('raises the temperature while the policy is less random than it should be', () => {
    // Entropy 0.5, target 1: ln(temperature) must grow, so the slope is below 0.
    expect(temperatureSlope(-0.5, 1)).toBe(-0.5)
    expect(temperatureSlope(-1.5, 1)).toBe(0.5)
  })
})
