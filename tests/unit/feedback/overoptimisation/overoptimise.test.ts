import { describe, expect, it } from 'vitest'
import type { TabularWorld } from '../../../../src/core/environment.ts'
import { tabularWorld } from '../../../../src/envs/registry.ts'
import { overoptimise, pessimistic } from '../../../../src/feedback/overoptimisation/overoptimise.ts'
import { fitLinearLaw, fitLogLaw } from '../../../../src/feedback/overoptimisation/scaling-law.ts'

const world = tabularWorld('FlowerPath-v0', { layout: 3 })
const truth = (of: TabularWorld) => of.model.reward.map((reward, k) => reward + (of.hiddenReward?.[k] ?? 0))
const sure = (mean: Float64Array) => ({ mean, draws: [mean, mean, mean] })

describe('over-optimisation', () => {
  it('of the true reward itself climbs from the reference to the best possible', () => {
    const [curve] = overoptimise(world, sure(truth(world))).curves
    expect(curve!.distance).toHaveLength(40)
    expect([...curve!.trueReturn]).toEqual([...curve!.learnedReturn])
    expect(curve!.end).toBeCloseTo(1, 3)
    expect(curve!.peak).toBe(curve!.end)
    expect(curve!.trueReturn[0]).toBeLessThan(0.2)
    for (let i = 1; i < 40; i++) {
      expect(curve!.trueReturn[i]).toBeGreaterThanOrEqual(curve!.trueReturn[i - 1]! - 1e-9)
      expect(curve!.distance[i]).toBeGreaterThanOrEqual(curve!.distance[i - 1]! - 1e-9)
    }
  })

  it('of the opposite loses true return as it gains learned return', () => {
    const [curve] = overoptimise(world, sure(truth(world).map(reward => -reward))).curves
    expect(curve!.learnedReturn.at(-1)).toBeCloseTo(1, 3)
    expect(curve!.end).toBeLessThan(-0.5)
    expect(curve!.peak).toBe(Math.max(...curve!.trueReturn))
  })

  it('stands on task plus learned reward where the learned one only adds', () => {
    const learned = sure(world.hiddenReward!)
    expect(overoptimise(world, learned, { taskWeight: 1 }).curves[0]!.end).toBeCloseTo(1, 3)
    expect(overoptimise(world, learned).curves[0]!.end).toBeLessThan(0.9)
  })

  it('of nothing stays where it is', () => {
    const [curve] = overoptimise(world, sure(new Float64Array(world.model.outcomes))).curves
    expect(Math.max(...curve!.distance)).toBe(0)
    expect([...curve!.trueReturn, ...curve!.learnedReturn].every(value => Math.abs(value) < 1e-12)).toBe(true)
    expect(curve!.logFit).toEqual({ a: 0, b: 0, r2: 0 })
  })

  it('changes nothing by caution where the draws agree', () => {
    const { curves } = overoptimise(world, sure(truth(world)), { repairs: ['pessimism', 'kl'] })
    expect(curves.map(({ repair }) => repair)).toEqual(['none', 'pessimism', 'kl'])
    for (const curve of curves) expect(curve.end).toBeCloseTo(curves[0]!.end, 6)
  })

  it('stops early where the draws contradict each other about the whole gain, and never looks at the truth', () => {
    const reward = truth(world)
    const spread = [0.2, 1, 1.8].map(scale => reward.map(value => value * scale))
    const wild = [-4, 1, 6].map(scale => reward.map(value => value * scale))
    const stop = (draws: Float64Array[], of = world) =>
      overoptimise(of, { mean: reward, draws }, { repairs: ['kl'] }).curves[1]!.distance.length
    expect(stop(wild)).toBe(1)
    expect(stop(spread)).toBe(40)
    const liar: TabularWorld = { ...world, hiddenReward: reward.map(value => -7 * value) }
    expect(stop(wild, liar)).toBe(1)
    expect(stop(spread, liar)).toBe(40)
  })

  it('avoids, when pessimistic, what the draws disagree about', () => {
    const mean = Float64Array.of(1, 1, 1)
    const draws = [Float64Array.of(1, 0, 1), Float64Array.of(1, 2, 1)]
    const [first, second, third] = pessimistic({ mean, draws }, 1)
    expect([first, third]).toEqual([1, 1])
    expect(second).toBeCloseTo(1 - Math.SQRT2, 12)
  })

  it('draws the curve of what more labels taught, and refuses to without them', () => {
    const wrong = sure(truth(world).map(reward => -reward))
    const { curves } = overoptimise(world, wrong, {
      repairs: ['labels', 'labels'],
      afterMoreLabels: sure(truth(world)),
    })
    expect(curves.map(({ repair }) => repair)).toEqual(['none', 'labels'])
    expect(curves[1]!.end).toBeCloseTo(1, 3)
    expect(() => overoptimise(world, wrong, { repairs: ['labels'] })).toThrow(
      expect.objectContaining({ code: 'bad-repair' }),
    )
  })

  it('measures the distance from the reference it is given', () => {
    const { model } = world
    const down = new Float64Array(model.states * model.actions).map((_, pair) => (pair % 4 === 2 ? 1 : 0))
    const [curve] = overoptimise(world, sure(truth(world)), { reference: down }).curves
    expect(Math.max(...curve!.distance)).toBe(0)
  })

  it('has fewer points, but not few, where a world is large, and as many as are asked for', () => {
    const taxi = tabularWorld('Taxi-v4', {})
    const points = (of: TabularWorld, options = {}) =>
      overoptimise(of, sure(of.model.reward), options).curves[0]!.distance.length
    expect(points(world)).toBe(40)
    expect(points(taxi)).toBeGreaterThanOrEqual(12)
    expect(points(taxi)).toBeLessThan(40)
    expect(points(taxi, { strengths: 3 })).toBe(3)
    // Its horizon counts too.
    expect(points(taxi, { horizon: 10 })).toBe(40)
  })

  it('reports its time by the clock it is given', () => {
    let time = 5
    const now = () => (time *= 2)
    expect(overoptimise(world, sure(truth(world)), { now, strengths: 2 }).milliseconds).toBe(10)
    expect(overoptimise(world, sure(truth(world)), { strengths: 2 }).milliseconds).toBe(0)
  })
})

describe('the fitted laws', () => {
  const distance = Float64Array.from({ length: 40 }, (_, i) => (i + 1) / 8)

  it('give back the numbers a curve was made of', () => {
    const log = fitLogLaw(
      distance,
      distance.map(d => d * (0.7 - 0.3 * Math.log(d))),
    )
    expect(log.a).toBeCloseTo(0.7, 9)
    expect(log.b).toBeCloseTo(0.3, 9)
    expect(log.r2).toBeCloseTo(1, 9)
    const linear = fitLinearLaw(
      distance,
      distance.map(d => d * (0.7 - 0.3 * d)),
    )
    expect(linear.a).toBeCloseTo(0.7, 9)
    expect(linear.b).toBeCloseTo(0.3, 9)
    expect(linear.r2).toBeCloseTo(1, 9)
  })

  it('fit the other law worse', () => {
    const curve = distance.map(d => d * (0.7 - 0.3 * Math.log(d)))
    expect(fitLinearLaw(distance, curve).r2).toBeLessThan(fitLogLaw(distance, curve).r2)
  })

  it('take a policy at no distance as it is', () => {
    const withNone = Float64Array.of(0, 1, 2, 3)
    expect(fitLogLaw(withNone, withNone).r2).toBeCloseTo(1, 9)
  })
})
