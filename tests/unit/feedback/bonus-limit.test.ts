import { describe, expect, it } from 'vitest'
import { valueIteration } from '../../../src/core/planning.ts'
import { pondPath } from '../../../src/envs/pond-path.ts'
import { bonusFactor } from '../../../src/feedback/bonus-limit.ts'
import { reachable } from '../../../src/feedback/reachable.ts'
import { goalOutcomes } from '../../../src/feedback/reward-constant.ts'
import { asWished } from '../../../src/training/teaching/as-wished.ts'

describe.each([0, 1, 2, 3])('bonuses on Pond Path, layout %i', layout => {
  const world = pondPath.create({ layout })
  const { model } = world
  const reach = reachable(model)
  const limit = { model, reach, goal: goalOutcomes(model, reach.outcomes), discount: 0.99 }
  const stone = Float64Array.from(model.kind, kind => (model.kinds[kind] === 'pond' ? 1 : 0))
  const greedy = (worth: number) =>
    valueIteration(model, {
      discount: 0.99,
      reward: model.reward.map((amount, k) => amount + worth * stone[k]!),
    }).greedy
  const wished = asWished(world)!

  it('are paid as they are while they keep nobody from the flag', () => {
    expect(
      bonusFactor(
        limit,
        model.reward,
        stone.map(one => 0.02 * one),
      ),
    ).toBe(1)
  })

  it('are cut to what lets the robot pass by and arrive, however large they were learnt', () => {
    for (const learnt of [0.2, 1, 7]) {
      const bonus = stone.map(one => learnt * one)
      const worth = learnt * bonusFactor(limit, model.reward, bonus)
      expect(worth).toBeGreaterThan(0.03)
      expect(worth).toBeLessThan(0.06)
      expect(wished(greedy(worth))).toBe(true)
    }
    expect(wished(greedy(1))).toBe(false)
    expect(wished(greedy(0))).toBe(false)
  })
})
