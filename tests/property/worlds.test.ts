/** Laws that hold for any model, any lake and any garden. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changedStates,
  evaluatePolicy,
  finiteHorizonReturn,
  uniformPolicy,
  valueIteration,
} from '../../src/core/planning.ts'
import { buildModel, type TabularModel } from '../../src/core/tabular-model.ts'
import { flowerPath } from '../../src/envs/flower-path.ts'
import { flowerPathMap, flowerPathRules, routeReturns } from '../../src/envs/flower-path-layouts.ts'
import { frozenLake } from '../../src/envs/frozen-lake.ts'
import { createGridWorld } from '../../src/envs/grid-world.ts'

const amount = fc.integer({ min: -8, max: 8 }).map(n => n / 4)

/** A model of 2 to 6 states, 1 to 3 actions and two outcomes each. */
const models: fc.Arbitrary<TabularModel> = fc
  .record({ states: fc.integer({ min: 2, max: 6 }), actions: fc.integer({ min: 1, max: 3 }) })
  .chain(({ states, actions }) =>
    fc
      .array(
        fc.record({
          split: fc.integer({ min: 0, max: 4 }),
          next: fc.tuple(fc.nat(states - 1), fc.nat(states - 1)),
          reward: fc.tuple(amount, amount),
          terminated: fc.tuple(fc.boolean(), fc.boolean()),
        }),
        { minLength: states * actions, maxLength: states * actions },
      )
      .map(pairs =>
        buildModel({
          states,
          actions,
          kinds: ['x'],
          startStates: [0],
          outcomesOf(state, action) {
            const { split, next, reward, terminated } = pairs[state * actions + action]!
            return [0, 1].map(i => ({
              probability: i === 0 ? split / 4 : 1 - split / 4,
              next: next[i]!,
              reward: reward[i]!,
              terminated: terminated[i]!,
              kind: 'x',
            }))
          },
        }),
      ),
  )

describe('planning', () => {
  it('solves the Bellman equation, above every fixed policy', () => {
    fc.assert(
      fc.property(models, model => {
        const { values, actionValues, greedy } = valueIteration(model, { discount: 0.9 })
        const random = evaluatePolicy(model, uniformPolicy(model), 0.9)
        const followed = evaluatePolicy(model, greedy, 0.9)
        values.forEach((value, state) => {
          const row = actionValues.subarray(state * model.actions, (state + 1) * model.actions)
          expect(Math.max(...row)).toBeCloseTo(value, 10)
          expect(value).toBeGreaterThanOrEqual(random[state]! - 1e-9)
          expect(followed[state]).toBeCloseTo(value, 8)
        })
      }),
    )
  })

  it('finds that potential shaping changes no best action', () => {
    fc.assert(
      fc.property(models, fc.array(amount, { minLength: 6, maxLength: 6 }), (model, phi) => {
        const shaping = new Float64Array(model.outcomes)
        for (let pair = 0; pair < model.states * model.actions; pair++) {
          const before = phi[Math.floor(pair / model.actions)]!
          for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) {
            shaping[k] = (model.terminated[k] ? 0 : 0.9 * phi[model.next[k]!]!) - before
          }
        }
        expect(changedStates(model, 0.9, shaping)).toEqual([])
      }),
    )
  })
})

describe('FrozenLake', () => {
  const lakes = fc
    .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 2, max: 6 }) })
    .chain(({ rows, columns }) =>
      fc
        .array(fc.constantFrom('F', 'F', 'F', 'H', 'S'), {
          minLength: rows * columns,
          maxLength: rows * columns,
        })
        .map(letters => {
          const text = ['S', ...letters.slice(1, -1), 'G'].join('')
          return Array.from({ length: rows }, (_, row) => text.slice(row * columns, (row + 1) * columns))
        }),
    )

  it('makes sound tables of any map and success rate', () => {
    fc.assert(
      fc.property(lakes, fc.double({ min: 0, max: 1, noNaN: true }), (rows, success) => {
        const { model, board } = frozenLake.create({ desc: rows.join('/'), success_rate: success })
        const letters = rows.join('')
        expect(model.states).toBe(letters.length)
        expect(model.startStates).toHaveLength(letters.replace(/[^S]/g, '').length)
        for (let pair = 0; pair < model.states * 4; pair++) {
          const letter = letters[Math.floor(pair / 4)]!
          const [from, to] = [model.offsets[pair]!, model.offsets[pair + 1]!]
          expect(to - from).toBe('GH'.includes(letter) ? 1 : 3)
          expect(model.probability.subarray(from, to).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
          for (let k = from; k < to; k++) {
            const entered = letters[model.next[k]!]!
            expect(model.terminated[k] === 1).toBe('GH'.includes(entered))
            expect(model.reward[k]).toBe(entered === 'G' && letter !== 'G' ? 1 : 0)
          }
        }
        expect(board.tiles.filter(tile => tile === 'hole')).toHaveLength(letters.replace(/[^H]/g, '').length)
      }),
      { numRuns: 50 },
    )
  })
})

describe('text maps', () => {
  it('make sound tables of any squares', () => {
    const squares = fc.array(fc.constantFrom(...'..FFIL#^>v<'), { minLength: 14, maxLength: 14 })
    const chance = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(squares, chance, chance, (letters, wind, slip) => {
        const text = ['S', ...letters, 'G'].join('')
        const map = [0, 4, 8, 12].map(start => text.slice(start, start + 4))
        const { model, board } = createGridWorld({
          map,
          goals: { G: 1 },
          stepReward: -0.1,
          wind,
          slip,
          maxEpisodeSteps: 10,
        })
        for (let pair = 0; pair < model.states * 4; pair++) {
          const [from, to] = [model.offsets[pair]!, model.offsets[pair + 1]!]
          expect(model.probability.subarray(from, to).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
          expect(new Set(model.next.subarray(from, to)).size).toBe(to - from)
        }
        for (const state of model.next) expect(text[board.cellOfState[state]!]).not.toBe('#')
      }),
    )
  })
})

describe('Flower Path', () => {
  it('promises flowers on the best route and a way round them in 50 layouts', () => {
    for (let layout = 0; layout < 50; layout++) {
      const map = flowerPathMap(layout * 199)
      const { best, flowerFree, wished } = routeReturns(map)
      expect(best - flowerFree).toBeGreaterThan(0.05)
      expect(flowerFree).toBeGreaterThan(-0.2)
      expect(wished).toBeCloseTo(flowerFree, 9)

      const { model, hiddenReward, maxEpisodeSteps } = flowerPath.create({ layout: layout * 199 })
      const { greedy } = valueIteration(model, { discount: 0.97 })
      expect(finiteHorizonReturn(model, maxEpisodeSteps!, greedy)).toBeCloseTo(best, 9)
      expect(finiteHorizonReturn(model, maxEpisodeSteps!, greedy, hiddenReward!)).toBeLessThanOrEqual(-1)
      expect(map.join('')).toMatch(/^[.#SGFL]{64}$/)
    }
    expect(flowerPathRules).toMatchObject({ stepReward: -0.05, lavaReward: -1, maxEpisodeSteps: 100 })
  })
})
