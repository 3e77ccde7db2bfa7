import { describe, expect, it } from 'vitest'
import { createGridWorld } from '../../../src/envs/grid-world.ts'
import {
  amountWhere,
  awayFrom,
  bumping,
  closeness,
  closerToGoal,
  entering,
  forEachOutcome,
  ofKind,
  stepsTo,
} from '../../../src/envs/shaping-terms.ts'
import { taxi } from '../../../src/envs/taxi.ts'

const { model } = createGridWorld({
  map: ['S...1', '##.#.', 'L..F2'],
  goals: { 1: 1, 2: 2 },
  stepReward: 0,
  maxEpisodeSteps: 20,
})

describe('distances', () => {
  it('count steps to the nearest goal', () => {
    const steps = stepsTo(model, ofKind(model, 'goal'))
    expect([...steps.slice(0, 5)]).toEqual([4, 3, 2, 1, 1])
    expect(steps[5]).toBe(3)
  })

  it('become a potential from 0 at the goal to -1 farthest away', () => {
    const term = closerToGoal(model)
    expect(term.kind).toBe('potential')
    expect([...closeness(Float64Array.of(1, 4, Infinity, 2))]).toEqual([-0.25, -1, -1, -0.5])
    expect([...closeness(Float64Array.of(Infinity, Infinity))]).toEqual([-1, -1])
  })

  it('fade three steps from a hazard', () => {
    const term = awayFrom(model, 'lava', 'lava')
    if (term.kind !== 'potential') throw new Error('expected a potential')
    expect(term.potential[8]).toBeCloseTo(-2 / 3, 12)
    expect(term.potential[0]).toBe(0)
  })

  it('lead a taxi to the passenger first', () => {
    const cab = taxi.create({}).model
    const steps = stepsTo(cab, ofKind(cab, 'goal'))
    const waitingAtR = ((0 * 5 + 0) * 5 + 0) * 4 + 2
    const aboard = waitingAtR + 16
    expect(steps[waitingAtR]).toBe(6)
    expect(steps[aboard]).toBe(5)
  })
})

describe('free terms', () => {
  it('count bumps but not the end', () => {
    const term = bumping(model, () => true)
    if (term.kind !== 'free') throw new Error('expected a free term')
    const bumps: number[] = []
    forEachOutcome(model, (outcome, state) => {
      if (term.amount[outcome] === 1) bumps.push(state)
    })
    expect(bumps.filter(state => state === 0)).toHaveLength(3)
    expect(bumps).not.toContain(4)
  })

  it('count outcomes of a kind', () => {
    const words = { title: 'x', help: 'x.', suggestedWeight: -1 }
    const flower = entering(model, 'flower', words)
    if (flower.kind !== 'free') throw new Error('expected a free term')
    expect(flower.amount).toEqual(amountWhere(model, k => model.kinds[model.kind[k]!] === 'flower'))
    expect(flower.amount.reduce((a, b) => a + b)).toBeGreaterThan(0)
  })
})
