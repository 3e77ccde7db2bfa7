import { describe, expect, it } from 'vitest'
import {
  changedStates,
  evaluatePolicy,
  finiteHorizonReturn,
  optimalReturnWithin,
  reachableStates,
  startValue,
  uniformPolicy,
  valueIteration,
} from '../../../src/core/planning.ts'
import { buildModel } from '../../../src/core/tabular-model.ts'

/**
 * A corridor 0 1 2 3 with its end at 3: action 0 goes left, 1 goes right. Entering 3 pays 1, every other step `step`.
 * State 4 is out of reach.
 */
const corridor = (step: number) =>
  buildModel({
    states: 5,
    actions: 2,
    kinds: ['floor', 'goal'],
    startStates: [1],
    outcomesOf(state, action) {
      if (state >= 3) return [{ probability: 1, next: state, reward: 0, terminated: true, kind: 'goal' }]
      const next = action === 0 ? Math.max(state - 1, 0) : state + 1
      const terminated = next === 3
      const kind = terminated ? 'goal' : 'floor'
      return [{ probability: 1, next, reward: terminated ? 1 : step, terminated, kind }]
    },
  })

/** One state; action 0 is a fair coin between the end with 1 and another try, action 1 ends with 0.4. */
const coin = buildModel({
  states: 1,
  actions: 2,
  kinds: ['x'],
  startStates: [0],
  outcomesOf: (_, action) =>
    action === 1
      ? [{ probability: 1, next: 0, reward: 0.4, terminated: true, kind: 'x' }]
      : [
          { probability: 0.5, next: 0, reward: 1, terminated: true, kind: 'x' },
          { probability: 0.5, next: 0, reward: 0, terminated: false, kind: 'x' },
        ],
})

describe('valueIteration', () => {
  it('finds the discounted optimum of a corridor by hand', () => {
    const { values, actionValues, greedy, converged } = valueIteration(corridor(-0.1), { discount: 0.9 })
    expect(converged).toBe(true)
    expect(values[2]).toBeCloseTo(1, 12)
    expect(values[1]).toBeCloseTo(-0.1 + 0.9, 12)
    expect(values[0]).toBeCloseTo(-0.1 + 0.9 * 0.8, 12)
    expect(values[3]).toBe(0)
    expect(actionValues[2 * 2]).toBeCloseTo(-0.1 + 0.9 * 0.8, 12)
    expect([...greedy]).toEqual([1, 1, 1, 0, 0])
  })

  it('solves the coin: V = 0.5 + 0.5 discount V', () => {
    const { values } = valueIteration(coin, { discount: 0.9 })
    expect(values[0]).toBeCloseTo(0.5 / (1 - 0.45), 12)
  })

  it('settles without discount where every good policy ends', () => {
    const { values, converged } = valueIteration(corridor(-0.1), { discount: 1 })
    expect(converged).toBe(true)
    expect(values[0]).toBeCloseTo(0.8, 12)
  })

  it('says so when undiscounted reward can be collected for ever', () => {
    const plan = valueIteration(corridor(0.1), { discount: 1, maxSweeps: 50 })
    expect(plan).toMatchObject({ sweeps: 50, converged: false })
  })

  it('plans for another reward', () => {
    const model = corridor(-0.1)
    const reward = model.reward.map(amount => -amount)
    expect([...valueIteration(model, { discount: 0.5, reward }).greedy.slice(0, 3)]).toEqual([0, 0, 0])
    expect(() => valueIteration(model, { discount: 0.5, reward: reward.slice(1) })).toThrow(/does not fit/)
  })
})

describe('policies', () => {
  it('evaluates one action per state and probabilities alike', () => {
    const model = corridor(-0.1)
    const actions = Int32Array.from([1, 1, 1, 0, 0])
    const probabilities = Float64Array.from([0, 1, 0, 1, 0, 1, 1, 0, 1, 0])
    const values = evaluatePolicy(model, actions, 0.9)
    expect(values).toEqual(evaluatePolicy(model, probabilities, 0.9))
    expect(values).toEqual(valueIteration(model, { discount: 0.9 }).values)
    expect(() => evaluatePolicy(model, new Float64Array(3), 0.9)).toThrow(/does not fit/)
  })

  it('evaluates the random policy of the coin', () => {
    const value = evaluatePolicy(coin, uniformPolicy(coin), 1)[0]
    expect(value).toBeCloseTo((0.25 + 0.5 * 0.4) / 0.75, 12)
  })
})

describe('finiteHorizonReturn', () => {
  it('knows the clock: with one try left the coin is still better, and more tries are better', () => {
    expect(optimalReturnWithin(coin, 0)).toBe(0)
    expect(optimalReturnWithin(coin, 1)).toBe(0.5)
    expect(optimalReturnWithin(coin, 2)).toBe(0.75)
    expect(finiteHorizonReturn(coin, 2, Int32Array.of(1))).toBe(0.4)
  })

  it('averages over start states and is cut by the limit', () => {
    const model = { ...corridor(-0.1), startStates: Int32Array.of(0, 2) }
    expect(finiteHorizonReturn(model, 2, 'optimal')).toBeCloseTo((-0.2 + 1) / 2, 12)
    expect(startValue(model, Float64Array.of(1, 9, 3, 9, 9))).toBe(2)
  })

  it('takes the random policy and another reward', () => {
    const model = corridor(-0.1)
    expect(finiteHorizonReturn(model, 2, 'random')).toBeCloseTo(0.5 * -0.2 + 0.25 * -0.2 + 0.25 * 0.9, 12)
    expect(finiteHorizonReturn(model, 7, 'random', new Float64Array(model.outcomes))).toBe(0)
  })
})

describe('changedStates', () => {
  it('names reachable states whose best action changed', () => {
    const model = corridor(-0.1)
    const dawdle = new Float64Array(model.outcomes).fill(0.5)
    expect(changedStates(model, 0.9, dawdle)).toEqual([0, 1, 2])
    expect(changedStates(model, 0.9, new Float64Array(model.outcomes))).toEqual([])
  })

  it('passes over terminal and unreachable states', () => {
    expect([...reachableStates(corridor(-0.1))]).toEqual([1, 1, 1, 0, 0])
  })
})
