import { describe, expect, it } from 'vitest'
import { ExplorationNoise } from '../../../src/agents/exploration-noise.ts'
import type { Batch } from '../../../src/core/agent.ts'
import { Rng } from '../../../src/core/rng.ts'

const lasting = { exploration: 'ornstein-uhlenbeck', noiseDeviation: 0.3, noiseSteps: 20 }
const fresh = { exploration: 'gaussian', noiseDeviation: 0.3, noiseSteps: 20 }

/** What noise alone does to the action 0, step by step. */
function walk(settings: Record<string, string | number>, steps: number): number[] {
  const noise = new ExplorationNoise(1, 1, settings)
  const rng = Rng.fromSeed(1, 'noise')
  return Array.from({ length: steps }, () => {
    const actions = new Float32Array(1)
    noise.disturb(actions, rng)
    return actions[0]!
  })
}

const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b) / numbers.length
const covariance = (numbers: readonly number[], lag: number) =>
  mean(numbers.slice(lag).map((x, i) => x * numbers[i]!))

const ended = (terminated: number[], truncated: number[]): Batch => ({
  size: terminated.length,
  observations: new Float32Array(0),
  actions: new Float32Array(0),
  rewards: new Float64Array(0),
  nextObservations: new Float32Array(0),
  terminated: Uint8Array.from(terminated),
  truncated: Uint8Array.from(truncated),
})

describe('ExplorationNoise', () => {
  it('keeps its deviation and fades over its steps, when it lasts', () => {
    const path = walk(lasting, 200_000)
    expect(Math.abs(mean(path))).toBeLessThan(0.02)
    const variance = covariance(path, 0)
    expect(Math.sqrt(variance)).toBeCloseTo(0.3, 1)
    expect(Math.abs(Math.sqrt(variance) - 0.3)).toBeLessThan(0.02)
    for (const lag of [1, 5, 20, 40]) {
      expect(Math.abs(covariance(path, lag) / variance - Math.exp(-lag / 20))).toBeLessThan(0.04)
    }
  })

  it('forgets at once, when it does not', () => {
    const path = walk(fresh, 50_000)
    const variance = covariance(path, 0)
    expect(Math.abs(Math.sqrt(variance) - 0.3)).toBeLessThan(0.01)
    expect(Math.abs(covariance(path, 1) / variance)).toBeLessThan(0.02)
  })

  it('cuts the sum to [-1, 1]', () => {
    const path = walk({ ...fresh, noiseDeviation: 3 }, 1000)
    expect(Math.max(...path)).toBe(1)
    expect(Math.min(...path)).toBe(-1)
  })

  it('begins at 0 with every episode, in the place where one ended', () => {
    const noise = new ExplorationNoise(3, 2, lasting)
    const rng = Rng.fromSeed(1, 'noise')
    noise.disturb(new Float32Array(6), rng)
    const before = noise.save().arrays.noise!
    noise.endEpisodes(ended([0, 1, 0], [0, 0, 1]))
    expect([...noise.save().arrays.noise!]).toEqual([before[0], before[1], 0, 0, 0, 0])
  })

  it('goes on from what it saved', () => {
    const noise = new ExplorationNoise(1, 2, lasting)
    noise.disturb(new Float32Array(2), Rng.fromSeed(1, 'noise'))
    const other = new ExplorationNoise(1, 2, lasting)
    other.load(noise.save())
    const [a, b] = [new Float32Array(2), new Float32Array(2)]
    noise.disturb(a, Rng.fromSeed(2, 'noise'))
    other.disturb(b, Rng.fromSeed(2, 'noise'))
    expect(a).toEqual(b)
  })
})
