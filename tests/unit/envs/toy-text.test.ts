/** What the golden tables do not cover: settings, limits, rain, the fickle passenger. */
import { describe, expect, it } from 'vitest'
import { finiteHorizonReturn, startValue, valueIteration } from '../../../src/core/planning.ts'
import { Rng } from '../../../src/core/rng.ts'
import { sampleOutcome, sampleStart, type TabularModel } from '../../../src/core/tabular-model.ts'
import { cliffWalkingSlippery } from '../../../src/envs/cliff-walking.ts'
import { frozenLake, frozenLake8x8 } from '../../../src/envs/frozen-lake.ts'
import { taxi } from '../../../src/envs/taxi.ts'

const rowsOf = (model: TabularModel, state: number, action: number) => {
  const pair = state * model.actions + action
  const rows: [number, number, number, number][] = []
  for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) {
    rows.push([model.probability[k]!, model.next[k]!, model.reward[k]!, model.terminated[k]!])
  }
  return rows
}
const taxiState = (row: number, column: number, passenger: number, destination: number) =>
  ((row * 5 + column) * 5 + passenger) * 4 + destination

describe('FrozenLake', () => {
  it('limits small lakes to 100 steps and larger ones to 200', () => {
    expect(frozenLake.create({}).maxEpisodeSteps).toBe(100)
    expect(frozenLake.create({ map_name: '8x8' }).maxEpisodeSteps).toBe(200)
    expect(frozenLake.create({ desc: 'SFFFF/FFFFG' }).maxEpisodeSteps).toBe(100)
    expect(frozenLake8x8.create({}).maxEpisodeSteps).toBe(200)
  })

  it("carries Gymnasium's thresholds for the standard lakes only", () => {
    expect(frozenLake.create({}).solvedReturn).toBe(0.7)
    expect(frozenLake8x8.create({}).solvedReturn).toBe(0.85)
    expect(frozenLake.create({ is_slippery: false }).solvedReturn).toBeCloseTo(0.93, 12)
  })

  it('lays out success rate, schedule and several starts', () => {
    const { model, board } = frozenLake.create({
      desc: 'SH/FS/FG',
      success_rate: 0.5,
      reward_schedule: '5, -2, -0.1',
    })
    expect([...model.startStates]).toEqual([0, 3])
    expect(rowsOf(model, 0, 2)).toEqual([
      [0.25, 2, -0.1, 0],
      [0.5, 1, -2, 1],
      [0.25, 0, -0.1, 0],
    ])
    expect(rowsOf(model, 1, 0)).toEqual([[1, 1, 0, 1]])
    expect(board.labels[5]).toBe('+5')
    expect(board.tiles).toEqual(['start', 'hole', 'ice', 'start', 'ice', 'goal'])
  })

  it.each([
    ['SFX/FFG', "has 'X' in row 1"],
    ['SFF/FG', 'has 2 letters in row 2; expected 3'],
    ['SFF//FFG', 'has 0 letters in row 2'],
    ['FFF/FFG', 'has no start'],
  ])('refuses the map %s', (desc, problem) => {
    expect(() => frozenLake.create({ desc })).toThrow(problem)
  })

  it.each(['1,0', '1,0,x', '1,,0', '1,0,Infinity'])('refuses the schedule %s', schedule => {
    expect(() => frozenLake.create({ reward_schedule: schedule })).toThrow('three numbers')
  })
})

it('CliffWalkingSlippery-v1 is slippery by default', () => {
  expect(rowsOf(cliffWalkingSlippery.create({}).model, 36, 1)).toEqual([
    [1 / 3, 24, -1, 0],
    [1 / 3, 36, -100, 0],
    [1 / 3, 36, -1, 0],
  ])
})

describe('Taxi in the rain', () => {
  const { model } = taxi.create({ is_rainy: true })
  const skid = (1 - 0.8) / 2

  it('skids left, then right of its heading', () => {
    const at = (row: number, column: number) => taxiState(row, column, 4, 0)
    expect(rowsOf(model, at(2, 2), 0)).toEqual([
      [0.8, at(3, 2), -1, 0],
      [skid, at(2, 3), -1, 0],
      [skid, at(2, 1), -1, 0],
    ])
    expect(rowsOf(model, at(2, 2), 3)).toEqual([
      [0.8, at(2, 1), -1, 0],
      [skid, at(3, 2), -1, 0],
      [skid, at(1, 2), -1, 0],
    ])
  })

  it('stays put when the way is blocked, and walls stop a skid', () => {
    const at = (row: number, column: number) => taxiState(row, column, 4, 0)
    expect(rowsOf(model, at(0, 1), 2).map(row => row[1])).toEqual([at(0, 1), at(0, 1), at(0, 1)])
    expect(rowsOf(model, at(0, 1), 0).map(row => row[1])).toEqual([at(1, 1), at(0, 1), at(0, 0)])
    expect(rowsOf(model, at(0, 0), 5)).toEqual([[1, at(0, 0) - 16, 20, 1]])
  })

  it('has the value that Gymnasium 1.3.0 gives, 2.24762932 at discount 0.99', () => {
    expect(startValue(model, valueIteration(model, { discount: 0.99 }).values)).toBeCloseTo(2.24762932, 8)
  })
})

describe('a fickle passenger', () => {
  const { model, board } = taxi.create({ fickle_passenger: true })
  const aboard = taxiState(2, 2, 4, 1)

  it('may change the destination on the first real move, and is settled then', () => {
    const moved = (destination: number) => 500 + taxiState(1, 2, 4, destination)
    const rows = rowsOf(model, aboard, 1)
    expect(rows.map(row => row[1])).toEqual([moved(0), moved(1), moved(2), moved(3)])
    expect(rows.map(row => row[0])).toEqual([0.3 / 3, 0.7, 0.3 / 3, 0.3 / 3])
    expect(rowsOf(model, 500 + aboard, 1)).toEqual([[1, moved(1), -1, 0]])
  })

  it('does not change by bumping, picking up or before boarding', () => {
    const corner = taxiState(4, 4, 4, 1)
    expect(rowsOf(model, corner, 0)).toEqual([[1, corner, -1, 0]])
    expect(rowsOf(model, taxiState(0, 0, 0, 1), 4)).toEqual([[1, taxiState(0, 0, 4, 1), -1, 0]])
    expect(rowsOf(model, taxiState(2, 2, 0, 1), 1)).toEqual([[1, taxiState(1, 2, 0, 1), -1, 0]])
  })

  it('gives the returns of a flag drawn at reset and never shown, as Gymnasium does it', () => {
    const dry = taxi.create({}).model
    const { greedy } = valueIteration(model, { discount: 1 })
    const rng = Rng.fromSeed(5, 'fickle')
    const episodes = 4000
    let total = 0
    for (let episode = 0; episode < episodes; episode++) {
      let state = sampleStart(dry, rng)
      let willChange = rng.uniform() < 0.3
      let hasMoved = false
      for (let step = 0; step < 200; step++) {
        const outcome = sampleOutcome(dry, state, greedy[state + (hasMoved ? 500 : 0)]!, rng)
        const before = state
        state = dry.next[outcome]!
        total += dry.reward[outcome]!
        if (dry.terminated[outcome]) break
        const isAboard = Math.floor(before / 4) % 5 === 4
        if (!isAboard || Math.floor(before / 20) === Math.floor(state / 20)) continue
        hasMoved = true
        if (willChange) state = state - (state % 4) + ((before + 1 + rng.integer(3)) % 4)
        willChange = false
      }
    }
    const expected = finiteHorizonReturn(model, 200, greedy)
    expect(Math.abs(total / episodes - expected)).toBeLessThan(0.2)
  })

  it('shows its states in contexts of their own', () => {
    expect(board.markers).toHaveLength(40)
    expect(taxi.create({}).board.markers).toHaveLength(20)
    expect(board.markers[17]).toEqual([{ cell: 4, kind: 'destination' }])
    expect(board.markers[1]).toEqual([
      { cell: 4, kind: 'destination' },
      { cell: 0, kind: 'passenger' },
    ])
  })
})
