import { describe, expect, it } from 'vitest'
import { imitate } from '../../../src/lab/imitation.ts'

describe('learning by being shown', () => {
  it('comes to what the demonstrator gets, from whole episodes or from as many steps where the robot goes', async () => {
    const cloned = await imitate('FlowerPath-v0', 'bc', 3, 2)
    const aggregated = await imitate('FlowerPath-v0', 'dagger', 3, 2)
    expect(cloned.shownClips).toBe(3)
    expect(aggregated.shownClips).toBeGreaterThan(3)
    expect(aggregated.shownSteps).toBe(cloned.shownSteps)
    for (const { robotReturn, demonstratorReturn, randomReturn, shareOfTheWay } of [cloned, aggregated]) {
      expect(robotReturn).toBeCloseTo(demonstratorReturn, 9)
      expect(randomReturn).toBeLessThan(demonstratorReturn - 1)
      expect(shareOfTheWay).toBeCloseTo(1, 9)
    }
  })

  it('balances a pole after five good episodes of another, the same again by its seed', async () => {
    const result = await imitate('CartPole-v1', 'bc', 5, 1)
    expect(result.demonstratorReturn).toBeGreaterThan(475)
    expect(result.shareOfTheWay).toBeGreaterThan(0.8)
    expect(await imitate('CartPole-v1', 'bc', 5, 1)).toEqual(result)
    expect((await imitate('CartPole-v1', 'bc', 5, 2)).hash).not.toBe(result.hash)
  })
})
