/** The promises of the worlds drawn for this playground. */
import { describe, expect, it } from 'vitest'
import { finiteHorizonReturn, valueIteration } from '../../../src/core/planning.ts'
import { flowerPath } from '../../../src/envs/flower-path.ts'
import { flowerPathMap, routeReturns } from '../../../src/envs/flower-path-layouts.ts'
import { fourRooms } from '../../../src/envs/four-rooms.ts'
import { pondPath } from '../../../src/envs/pond-path.ts'
import { bestWay, pondPathMap } from '../../../src/envs/pond-path-layouts.ts'
import { twoGoals } from '../../../src/envs/two-goals.ts'
import { windyCrossing } from '../../../src/envs/windy-crossing.ts'

describe('Flower Path', () => {
  const world = flowerPath.create({})
  const { model } = world

  it('is drawn by hand: 10 steps over flowers, 14 around them', () => {
    const { best, flowerFree, wished } = routeReturns(flowerPathMap(0))
    expect(best).toBeCloseTo(1 - 9 * 0.05, 12)
    expect(flowerFree).toBeCloseTo(1 - 13 * 0.05, 12)
    expect(wished).toBeCloseTo(flowerFree, 12)
  })

  it('loses a flower point to the greedy robot and none to the one that knows the wish', () => {
    const hidden = world.hiddenReward!
    const greedy = valueIteration(model, { discount: 0.97 }).greedy
    const knowing = valueIteration(model, {
      discount: 0.97,
      reward: model.reward.map((amount, k) => amount + hidden[k]!),
    }).greedy
    expect(finiteHorizonReturn(model, 100, greedy, hidden)).toBeLessThanOrEqual(-1)
    expect(finiteHorizonReturn(model, 100, knowing, hidden)).toBe(0)
    expect(finiteHorizonReturn(model, 100, knowing)).toBeGreaterThan(0)
  })

  it('keeps its kinds in every layout, so that what was taught carries over', () => {
    for (const layout of [1, 2, 3, 4, 5]) {
      expect(flowerPath.create({ layout }).model.kinds).toEqual(model.kinds)
    }
  })

  it('draws different gardens, always the same for a number', () => {
    expect(flowerPathMap(7)).toEqual(flowerPathMap(7))
    expect(flowerPathMap(7)).not.toEqual(flowerPathMap(8))
    expect(() => flowerPath.create({ layout: 1.5 })).toThrow('env.layout')
  })
})

describe('Pond Path', () => {
  it.each([0, 1, 2, 3, 4, 5])('layout %i: stones are worth a way round, not a circle', layout => {
    const map = pondPathMap(layout)
    const shortest = bestWay(map, 1e-4)
    const wished = bestWay(map, 0.04)
    expect(wished.stones).toBeGreaterThanOrEqual(shortest.stones + 3)
    expect(wished.steps).toBeGreaterThan(shortest.steps)
    expect(wished.steps).toBeLessThan(25)
    expect(pondPath.create({ layout }).model.kinds).toEqual(['floor', 'pond', 'goal'])
  })
})

it('Two Goals pays patience', () => {
  const { model, maxEpisodeSteps } = twoGoals.create({})
  const returnAt = (discount: number) =>
    finiteHorizonReturn(model, maxEpisodeSteps!, valueIteration(model, { discount }).greedy)
  expect(returnAt(0.95)).toBeCloseTo(3 - 12 * 0.04, 12)
  expect(returnAt(0.9)).toBeCloseTo(1 - 2 * 0.04, 12)
})

it('Four Rooms has 104 squares and a way of 14 steps that chance finds now and then', () => {
  const { model } = fourRooms.create({})
  expect(model.states).toBe(104)
  expect(finiteHorizonReturn(model, 200, 'optimal')).toBeCloseTo(1 - 13 * 0.005, 12)
  const found = Float64Array.from(model.reward, amount => (amount === 1 ? 1 : 0))
  expect(finiteHorizonReturn(model, 200, 'random', found)).toBeGreaterThan(0.1)
})

it('Windy Crossing grows harder with the wind, and its best route changes', () => {
  const plans = [0, 0.5, 1].map(wind => {
    const { model } = windyCrossing.create({ wind })
    return {
      value: finiteHorizonReturn(model, 100, 'optimal'),
      plan: valueIteration(model, { discount: 0.99 }),
    }
  })
  expect(plans[0]!.value).toBeGreaterThan(plans[1]!.value)
  expect(plans[1]!.value).toBeGreaterThan(plans[2]!.value)
  expect(plans[0]!.plan.greedy).not.toEqual(plans[1]!.plan.greedy)
})
