import { describe, expect, it } from 'vitest'
import { duration, EpsilonGreedy } from '../../../src/agents/epsilon-greedy.ts'
import { Rng } from '../../../src/core/rng.ts'

/** Actions of one environment whose best action is always -1, so that random ones show. */
function walk(epsilon: number, lasts: boolean, steps: number): number[] {
  const exploration = new EpsilonGreedy(1, 3)
  const rng = Rng.fromSeed(1, 'exploration')
  return Array.from({ length: steps }, () => {
    const actions = Float32Array.of(-1)
    exploration.explore(actions, epsilon, lasts, rng)
    return actions[0]!
  })
}

describe('EpsilonGreedy', () => {
  it('takes each action alike with probability epsilon, else the best', () => {
    const path = walk(0.3, false, 30_000)
    for (const action of [0, 1, 2]) {
      const share = path.filter(taken => taken === action).length / path.length
      expect(Math.abs(share - 0.1)).toBeLessThan(0.01)
    }
    expect(walk(0, false, 100)).toEqual(new Array(100).fill(-1))
  })

  it('goes on with a random action for a while, when it lasts', () => {
    const repeats = (path: readonly number[]) =>
      path.slice(1).filter((action, i) => action >= 0 && action === path[i]).length
    expect(repeats(walk(0.1, true, 20_000))).toBeGreaterThan(5 * repeats(walk(0.1, false, 20_000)))
  })

  it('ends what lasts with its episode, in the place where one ended', () => {
    const exploration = new EpsilonGreedy(2, 3)
    const state = {
      arrays: { 'exploration.left': Int32Array.of(9, 9), 'exploration.lasting': Int32Array.of(1, 2) },
    }
    exploration.load({ ...state, numbers: {} })
    exploration.endEpisodes({
      size: 2,
      observations: new Float32Array(0),
      actions: new Float32Array(0),
      rewards: new Float64Array(0),
      nextObservations: new Float32Array(0),
      terminated: Uint8Array.of(0, 1),
      truncated: Uint8Array.of(0, 0),
    })
    const actions = Float32Array.of(-1, -1)
    exploration.explore(actions, 0, true, Rng.fromSeed(1, 'exploration'))
    expect([...actions]).toEqual([1, -1])
    expect([...exploration.save().arrays['exploration.left']!]).toEqual([8, 0])
  })
})

describe('duration', () => {
  it('has the probabilities n^-2 / zeta(2), up to 1000', () => {
    const zeta = Math.PI ** 2 / 6
    let below = 0
    for (let n = 1; n <= 5; n++) {
      expect(duration(below + 1e-9)).toBe(n)
      below += n ** -2 / zeta
      expect(duration(below - 1e-9)).toBe(n)
    }
    expect(duration(1 - 2 ** -32)).toBe(1000)
  })
})
