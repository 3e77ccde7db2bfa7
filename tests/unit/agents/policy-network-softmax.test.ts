import { describe, expect, it } from 'vitest'
import { policyGradient, sampleAction, softmax } from '../../../src/agents/policy-network-softmax.ts'
import { Rng } from '../../../src/core/rng.ts'

const probabilitiesOf = (logits: number[], actions: number) => {
  const probabilities = new Float64Array(logits.length)
  softmax(Float32Array.from(logits), logits.length / actions, actions, probabilities)
  return probabilities
}

describe('softmax', () => {
  it('normalises each row and does not overflow', () => {
    const probabilities = probabilitiesOf([0, 0, 1000, 0, -1000, -1000], 2)
    expect([...probabilities]).toEqual([0.5, 0.5, 1, 0, 0.5, 0.5])
  })
})

describe('sampleAction', () => {
  it('draws by the row’s probabilities', () => {
    const rng = Rng.fromSeed(1, 'test')
    const probabilities = Float64Array.from([1, 0, 0, 0.2, 0.5, 0.3])
    const counts = [0, 0, 0]
    for (let i = 0; i < 20_000; i++) counts[sampleAction(probabilities, 1, 3, rng)]!++
    expect(counts[0]! / 20_000).toBeCloseTo(0.2, 1.7)
    expect(counts[1]! / 20_000).toBeCloseTo(0.5, 1.7)
    expect(sampleAction(probabilities, 0, 3, rng)).toBe(0)
  })
})

describe('policyGradient', () => {
  it('is the slope of the mean loss', () => {
    const logits = [0.3, -0.8, 1.1, 0, 0.5, -0.25]
    const taken = Int32Array.of(2, 0)
    const advantages = Float64Array.of(1.5, -0.7)
    const entropyWeight = 0.4
    const loss = (at: number[]) => {
      // Doubles here: finite differences need more digits than logits have.
      let sum = 0
      for (let row = 0; row < 2; row++) {
        const weights = at.slice(row * 3, row * 3 + 3).map(Math.exp)
        const total = weights[0]! + weights[1]! + weights[2]!
        const p = weights.map(weight => weight / total)
        const entropy = -p.reduce((all, q) => all + q * Math.log(q), 0)
        sum += -advantages[row]! * Math.log(p[taken[row]!]!) - entropyWeight * entropy
      }
      return sum / 2
    }
    const slopes = new Float32Array(6)
    policyGradient(probabilitiesOf(logits, 3), 3, taken, advantages, entropyWeight, slopes)
    for (let i = 0; i < 6; i++) {
      const shifted = (by: number) => logits.map((z, k) => (k === i ? z + by : z))
      expect(slopes[i]).toBeCloseTo((loss(shifted(1e-5)) - loss(shifted(-1e-5))) / 2e-5, 5)
    }
  })
})
