import { describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { evaluateGreedy, exactReturn } from '../../../src/training/evaluation.ts'
import { corridor, tinyWorld } from './tiny-worlds.ts'

const rng = () => Rng.fromSeed(1, 'test')

/** One step, worth 1 with probability 0.3. */
const coin = tinyWorld(
  {
    states: 2,
    actions: 1,
    kinds: ['win', 'lose'],
    startStates: [0],
    outcomesOf: () => [
      { probability: 0.3, next: 1, reward: 1, terminated: true, kind: 'win' },
      { probability: 0.7, next: 1, reward: 0, terminated: true, kind: 'lose' },
    ],
  },
  null,
)

describe('evaluation by episodes', () => {
  it('sums the task reward up to the end', () => {
    const right = new Int32Array(6).fill(1)
    expect(evaluateGreedy(corridor(5, null), right, 3, rng())).toEqual({
      episodes: 3,
      meanReturn: 1,
      standardDeviation: 0,
      returns: [1, 1, 1],
      meanLength: 5,
    })
  })

  it('cuts at the time limit, or after 1000 steps where there is none', () => {
    const left = new Int32Array(6)
    expect(evaluateGreedy(corridor(5, 40), left, 2, rng()).meanLength).toBe(40)
    expect(evaluateGreedy(corridor(5, null), left, 2, rng()).meanLength).toBe(1000)
  })

  it('gives mean and standard deviation over episodes', () => {
    const { meanReturn, standardDeviation, returns } = evaluateGreedy(coin, new Int32Array(2), 4000, rng())
    expect(returns).toHaveLength(4000)
    expect(meanReturn).toBeCloseTo(exactReturn(coin, new Int32Array(2)), 1)
    expect(standardDeviation).toBeCloseTo(Math.sqrt(meanReturn * (1 - meanReturn)), 9)
  })
})

describe('exact return', () => {
  it('is the expectation', () => {
    expect(exactReturn(coin, new Int32Array(2))).toBeCloseTo(0.3, 12)
    // Goes right with probability 1/2: reaches the end of two in exactly two steps with 1/4.
    expect(exactReturn(corridor(2, 2), new Float64Array(6).fill(0.5))).toBeCloseTo(0.25, 12)
  })

  it('takes another reward', () => {
    const right = new Int32Array(6).fill(1)
    const world = corridor(5, null)
    expect(exactReturn(world, right, new Float64Array(world.model.outcomes).fill(2))).toBe(10)
  })
})
