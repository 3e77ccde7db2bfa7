import { describe, expect, it } from 'vitest'
import { Rng } from '../../../../src/core/rng.ts'
import {
  categoricalLogProbabilities,
  categoricalPolicyLoss,
  likeliestActions,
  sampleAction,
  softmax,
} from '../../../../src/nn/heads/categorical-policy.ts'
import { type Decisions, emptyFigures } from '../../../../src/nn/heads/policy-loss.ts'
import { slopesOf } from './finite-differences.ts'

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

describe('likeliestActions', () => {
  it('takes the largest logit, the lowest of several', () => {
    const taken = new Float32Array(3)
    likeliestActions(Float32Array.of(0, 2, 1, 3, 3, -1, -5, -4, -4), 3, 3, taken)
    expect([...taken]).toEqual([1, 0, 1])
  })
})

describe('categoricalLogProbabilities', () => {
  it('is the logarithm of the softmax', () => {
    const logits = [0.3, -0.8, 1.1, 50, 0.5, -0.25]
    const into = new Float64Array(2)
    categoricalLogProbabilities(Float32Array.from(logits), Float32Array.of(1, 0), 2, 3, into)
    const probabilities = probabilitiesOf(logits, 3)
    expect(into[0]).toBeCloseTo(Math.log(probabilities[1]!), 12)
    expect(into[1]).toBeCloseTo(Math.log(probabilities[3]!), 12)
  })
})

/** The same losses in doubles, written down plainly. */
function lossOf(logits: readonly number[], decisions: Decisions, clipRange: number, entropyWeight: number) {
  const { actions, advantages, oldLogProbabilities } = decisions
  const rows = advantages.length
  const width = logits.length / rows
  let sum = 0
  for (let row = 0; row < rows; row++) {
    const weights = logits.slice(row * width, (row + 1) * width).map(Math.exp)
    const total = weights.reduce((a, b) => a + b)
    const p = weights.map(weight => weight / total)
    const entropy = -p.reduce((all, q) => all + q * Math.log(q), 0)
    const l = Math.log(p[actions[row]!]!)
    const advantage = advantages[row]!
    if (oldLogProbabilities) {
      const ratio = Math.exp(l - oldLogProbabilities[row]!)
      const clipped = Math.min(1 + clipRange, Math.max(1 - clipRange, ratio))
      sum -= Math.min(ratio * advantage, clipped * advantage)
    } else sum -= l * advantage
    sum -= entropyWeight * entropy
  }
  return sum / rows
}

describe('categoricalPolicyLoss', () => {
  const logits = [0.3, -0.8, 1.1, 0, 0.5, -0.25, -0.6, 0.9, 0.2, 1.4, -0.3, 0.1]
  const actions = Float32Array.of(2, 0, 1, 0)
  const advantages = Float64Array.of(1.5, -0.7, -2, 0.4)

  function derive(decisions: Decisions, clipRange: number, entropyWeight: number) {
    const slopes = new Float32Array(12)
    const figures = emptyFigures()
    const weights = { clipRange, entropyWeight }
    categoricalPolicyLoss(Float32Array.from(logits), decisions, 4, 3, weights, slopes, figures)
    return { slopes, figures }
  }

  it('is the policy gradient where there is no old policy', () => {
    const decisions = { actions, advantages, oldLogProbabilities: null }
    const { slopes, figures } = derive(decisions, Number.POSITIVE_INFINITY, 0.4)
    const expected = slopesOf(at => lossOf(at, decisions, 9, 0.4), logits)
    for (let i = 0; i < 12; i++) expect(slopes[i]).toBeCloseTo(expected[i]!, 5)
    expect(figures.policyLoss).toBeCloseTo(lossOf(logits, decisions, 9, 0), 6)
    expect(figures.policyLoss - 0.4 * figures.entropy).toBeCloseTo(lossOf(logits, decisions, 9, 0.4), 6)
  })

  it('is the clipped surrogate, cut only on the side that gains', () => {
    const now = new Float64Array(4)
    categoricalLogProbabilities(Float32Array.from(logits), actions, 4, 3, now)
    // Ratios 1.3 (gains, cut), 1.3 (loses, kept), 0.7 (loses less, cut), 0.9 (inside).
    const ratios = [1.3, 1.3, 0.7, 0.9]
    const oldLogProbabilities = now.map((l, i) => l - Math.log(ratios[i]!))
    const decisions = { actions, advantages, oldLogProbabilities }
    const { slopes, figures } = derive(decisions, 0.2, 0.05)
    const expected = slopesOf(at => lossOf(at, decisions, 0.2, 0.05), logits)
    for (let i = 0; i < 12; i++) expect(slopes[i]).toBeCloseTo(expected[i]!, 5)
    const unpulled = derive(decisions, 0.2, 0).slopes
    const still = [0, 1, 2, 3].map(row => unpulled.slice(3 * row, 3 * row + 3).every(slope => slope === 0))
    expect(still).toEqual([true, false, true, false])
    expect(figures.policyLoss).toBeCloseTo(-(1.2 * 1.5 + 1.3 * -0.7 + 0.8 * -2 + 0.9 * 0.4) / 4, 6)
    expect(figures.clipFraction).toBe(0.75)
    const divergence = ratios.reduce((sum, ratio) => sum + ratio - 1 - Math.log(ratio), 0) / 4
    expect(figures.approximateKl).toBeCloseTo(divergence, 6)
  })
})
