import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../../src/core/errors.ts'
import { createGridWorld, type GridWorldDescription, modelOf } from '../../../src/envs/grid-world.ts'

const describeMap = (map: string[], rest: Partial<GridWorldDescription> = {}): GridWorldDescription => ({
  map,
  goals: { G: 1 },
  stepReward: -0.1,
  maxEpisodeSteps: 50,
  ...rest,
})

/** Outcomes of an action as `cell letter:probability:reward:kind`, `!` at the end where the episode ends. */
function outcomes(description: GridWorldDescription, cell: number, action: number): string[] {
  const { model, board } = createGridWorld(description)
  const pair = board.stateAt[cell]! * 4 + action
  const rows: string[] = []
  for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) {
    const target = board.cellOfState[model.next[k]!]!
    const end = model.terminated[k] ? '!' : ''
    rows.push(
      `${target}:${model.probability[k]!.toFixed(2)}:${model.reward[k]}:${model.kinds[model.kind[k]!]}${end}`,
    )
  }
  return rows
}
const [UP, RIGHT, DOWN, LEFT] = [0, 1, 2, 3]

describe('moves', () => {
  const map = describeMap(['SF#', 'LGF'])

  it('walk, bump into walls and borders, and end in goals and lava', () => {
    expect(outcomes(map, 0, RIGHT)).toEqual(['1:1.00:-0.1:flower'])
    expect(outcomes(map, 1, RIGHT)).toEqual(['1:1.00:-0.1:flower'])
    expect(outcomes(map, 0, UP)).toEqual(['0:1.00:-0.1:floor'])
    expect(outcomes(map, 0, LEFT)).toEqual(['0:1.00:-0.1:floor'])
    expect(outcomes(map, 0, DOWN)).toEqual(['3:1.00:-1:lava!'])
    expect(outcomes(map, 1, DOWN)).toEqual(['4:1.00:1:goal!'])
    expect(outcomes(map, 5, UP)).toEqual(['5:1.00:-0.1:flower'])
  })

  it('loop on themselves, worth nothing, once the episode has ended', () => {
    expect(outcomes(map, 4, UP)).toEqual(['4:1.00:0:goal!'])
    expect(outcomes(map, 3, UP)).toEqual(['3:1.00:0:lava!'])
  })

  it('take each goal its own worth', () => {
    const two = describeMap(['1S2'], { goals: { 1: 0.5, 2: 3 } })
    expect(outcomes(two, 1, LEFT)).toEqual(['0:1.00:0.5:goal-1!'])
    expect(outcomes(two, 1, RIGHT)).toEqual(['2:1.00:3:goal-2!'])
    expect(createGridWorld(two).board.labels).toEqual(['+0.5', '', '+3'])
  })
})

describe('ice', () => {
  it('slips to both sides on leaving it', () => {
    const map = describeMap(['...', 'SIG', '.L.'])
    expect(outcomes(map, 4, RIGHT)).toEqual(['5:0.80:1:goal!', '1:0.10:-0.1:floor', '7:0.10:-1:lava!'])
    expect(outcomes(map, 3, RIGHT)).toEqual(['4:1.00:-0.1:ice'])
    expect(outcomes({ ...map, slip: 0 }, 4, RIGHT)).toEqual(['5:1.00:1:goal!'])
  })

  it('adds up ways that lead to the same square', () => {
    expect(outcomes(describeMap(['#I#', 'SG.']), 1, UP)).toEqual(['1:1.00:-0.1:ice'])
  })
})

describe('wind', () => {
  const map = describeMap(['...', 'S^G', '.v.'], { wind: 0.25 })

  it('pushes one square further after the move, not through walls nor out of a goal', () => {
    expect(outcomes(map, 4, LEFT)).toEqual(['3:0.75:-0.1:floor', '0:0.25:-0.1:floor'])
    expect(outcomes(map, 4, UP)).toEqual(['1:1.00:-0.1:floor'])
    expect(outcomes(map, 4, RIGHT)).toEqual(['5:1.00:1:goal!'])
    expect(outcomes(map, 7, UP)).toEqual(['4:0.75:-0.1:wind', '7:0.25:-0.1:wind'])
  })

  it('can push into a goal', () => {
    expect(outcomes(describeMap(['G..', 'S^.']), 4, LEFT)).toEqual(['3:0.50:-0.1:floor', '0:0.50:1:goal!'])
  })
})

describe('the world', () => {
  const world = createGridWorld(describeMap(['SF.', '#LG'], { hidden: { flower: -1 } }))
  const { model } = world

  it('holds states for free squares only', () => {
    expect(model.states).toBe(5)
    expect([...world.board.stateAt]).toEqual([0, 1, 2, -1, 3, 4])
    expect(model.kinds).toEqual(['floor', 'flower', 'lava', 'goal'])
  })

  it('hides what people mind in a table of its own', () => {
    const flower = model.kinds.indexOf('flower')
    expect(world.hiddenReward).toEqual(Float64Array.from(model.kind, kind => (kind === flower ? -1 : 0)))
    expect(createGridWorld(describeMap(['SFG'])).hiddenReward).toBeNull()
  })

  it('offers terms only for what the map holds', () => {
    expect(world.shapingTerms.map(term => term.id)).toEqual([
      'distance',
      'away',
      'flower',
      'lava',
      'step',
      'bump',
      'visits',
    ])
    const plain = createGridWorld(describeMap(['S.G']))
    expect(plain.shapingTerms.map(term => term.id)).toEqual(['distance', 'step', 'bump', 'visits'])
  })

  it('counts as solved 5 % below the best return', () => {
    expect(world.solvedReturn).toBeCloseTo(0.95 * 0.8, 12)
  })
})

describe('bad maps', () => {
  it.each<[string[], string]>([
    [['SG', 'S'], 'map[1]'],
    [['SG', 'S?'], 'map[1]'],
    [['S1'], 'map[0]'],
    [['..G'], 'map'],
    [['S..'], 'map'],
  ])('%j are refused', (map, path) => {
    let caught: unknown
    try {
      createGridWorld(describeMap(map))
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(PlaygroundError)
    expect(caught).toMatchObject({ code: 'bad-map', path })
  })
})

it('lays the same tables out for the same map', () => {
  const description = describeMap(['S^IG', '.F.L'])
  expect(modelOf(description)).toEqual(modelOf(description))
})
