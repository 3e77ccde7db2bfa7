import { describe, expect, it } from 'vitest'
import { valueIteration } from '../../../src/core/planning.ts'
import { outcomeFeatures, toOutcomes } from '../../../src/feedback/features.ts'
import { reachable } from '../../../src/feedback/reachable.ts'
import { constantSettler } from '../../../src/feedback/reward-constant.ts'
import { smallGarden } from './small-garden.ts'

const world = smallGarden()
const { model } = world
const reach = reachable(model)
const table = outcomeFeatures(world, 'none')
/** Reward per outcome from rewards of floor, flower and goal. */
const rewardOf = (floor: number, flower: number, goal: number) =>
  toOutcomes(table, Float64Array.of(floor, flower, goal))
const of = (kind: string, values: Float64Array) => [
  ...new Set(
    Array.from(
      reach.outcomes.filter(k => model.kinds[model.kind[k]!] === kind),
      k => values[k]!,
    ),
  ),
]

describe('the constant that comparisons cannot see', () => {
  const settleAll = constantSettler(world, reach, false)
  const settle = (learned: Float64Array) => settleAll(learned).base

  it('makes the usual step zero, keeps penalties and leaves the goal to the task', () => {
    const settled = settle(rewardOf(0.4, -0.6, 0.9))
    expect(of('floor', settled)).toEqual([0])
    expect(of('flower', settled)).toEqual([-1])
    expect(of('goal', settled)).toEqual([0])
  })

  it('does not depend on the constant', () => {
    const low = settle(rewardOf(-7, -8, -6.5))
    const high = settle(rewardOf(3, 2, 3.5))
    expect(high).toEqual(low)
  })

  it('keeps what is liked apart', () => {
    const { base, bonus } = settleAll(rewardOf(0, 2, 0))
    expect(of('flower', base)).toEqual([0])
    expect(of('flower', bonus)).toEqual([2])
    expect(of('floor', bonus)).toEqual([0])
  })

  it('keeps the robot from walking in circles, which the raw reward does not', () => {
    const raw = rewardOf(0.11, -0.9, 0.1)
    const arrives = (learned: Float64Array) => {
      const reward = model.reward.map((value, k) => value + learned[k]!)
      const { greedy } = valueIteration(model, { discount: 0.99, reward })
      let state = 0
      for (let step = 0; step < 20; step++) {
        const k = model.offsets[state * model.actions + greedy[state]!]!
        if (model.terminated[k]) return true
        state = model.next[k]!
      }
      return false
    }
    expect(arrives(raw)).toBe(false)
    expect(arrives(settle(raw))).toBe(true)
  })

  it('lets a reward that stands alone draw to the goal', () => {
    const alone = constantSettler(world, reach, true)(rewardOf(0.4, -0.6, 0.9)).base
    expect(of('goal', alone)[0]).toBeCloseTo(0.5, 12)
    expect(of('floor', alone)).toEqual([0])
  })
})
