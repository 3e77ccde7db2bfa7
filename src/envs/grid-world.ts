/**
 * Grid worlds drawn as text. One letter a square:
 *
 *   .  floor     #  wall     S  start (one of them, by chance)     F  flower     P  stepping stone in a pond
 *   G 1 2 ... 9  goals, each with its own worth; entering one ends the episode
 *   L  lava: ends the episode                                       ^ > v <  wind
 *   I  ice: leaving it, the move goes ahead with 1 - slip and to its left or right with slip / 2 each
 *
 * Wind: leaving a windy square, after the move, the robot is pushed one square further with probability `wind`, unless
 * the move ended the episode or a wall stands there; Sutton & Barto, "Reinforcement Learning: An Introduction", 2nd ed.,
 * 2018, example 6.5 (http://incompleteideas.net/book/the-book-2nd.html), where the push is certain. A move into a wall or
 * over the border keeps the robot in its square. The entered square gives the reward: a goal its worth, lava its own, any
 * other the step's.
 */
import type { Board, TileKind } from '../core/board.ts'
import type { ShapingTerm, TabularWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { optimalReturnWithin } from '../core/planning.ts'
import { buildModel, type Outcome, type TabularModel } from '../core/tabular-model.ts'
import { awayFrom, bumping, closerToGoal, eachStep, entering, newSquares } from './shaping-terms.ts'

export interface GridWorldDescription {
  /** Rows of equal length. */
  readonly map: readonly string[]
  /** Worth of entering each goal, by its letter. */
  readonly goals: Readonly<Record<string, number>>
  readonly stepReward: number
  /** Default -1. */
  readonly lavaReward?: number
  /** Chance that a move off ice goes to a side. Default 0.2. */
  readonly slip?: number
  /** Chance that wind pushes. Default 0.5. */
  readonly wind?: number
  readonly maxEpisodeSteps: number
  /** Solved within this share of the best possible return. Default 0.05. */
  readonly solvedWithin?: number
  /** What the simulated teacher minds: amount by kind. */
  readonly hidden?: Readonly<Record<string, number>>
}

/** Up, right, down, left, as [columns, rows]. */
const moves = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const
const actionNames = ['up', 'right', 'down', 'left']
const windLetters = '^>v<'

/** Kinds, in the order a model lists those on its map; goals follow, `goal` for G and `goal-N` for a digit. */
const kindOfLetter: Readonly<Record<string, string>> = {
  '.': 'floor',
  S: 'floor',
  I: 'ice',
  F: 'flower',
  P: 'pond',
  '^': 'wind',
  '>': 'wind',
  v: 'wind',
  '<': 'wind',
  L: 'lava',
}
const tileOfLetter: Readonly<Record<string, TileKind>> = {
  '.': 'floor',
  S: 'start',
  I: 'ice',
  F: 'flower',
  P: 'pond',
  '^': 'wind-up',
  '>': 'wind-right',
  v: 'wind-down',
  '<': 'wind-left',
  L: 'lava',
  '#': 'wall',
}

/**
 * Builds the world of a text map. States are the squares without a wall, in reading order.
 * @throws PlaygroundError `bad-map` for ragged rows, unknown letters, or a map without start or goal; path `map[row]`.
 */
export function createGridWorld(description: GridWorldDescription): TabularWorld {
  checkMap(description)
  const model = modelOf(description)
  const { hidden, maxEpisodeSteps, solvedWithin = 0.05 } = description
  const optimum = optimalReturnWithin(model, maxEpisodeSteps)
  return {
    form: 'tabular',
    model,
    board: boardOf(description),
    maxEpisodeSteps,
    solvedReturn: optimum - solvedWithin * Math.abs(optimum),
    hiddenReward: hidden ? Float64Array.from(model.kind, kind => hidden[model.kinds[kind]!] ?? 0) : null,
    shapingTerms: shapingTermsOf(model),
  }
}

/** The exact tables of a text map. */
export function modelOf(description: GridWorldDescription): TabularModel {
  const { map, goals, stepReward, lavaReward = -1, slip = 0.2, wind = 0.5 } = description
  const columns = map[0]!.length
  const letters = map.join('')
  const { cellOfState, stateOfCell } = numberStates(letters)

  const walk = (cell: number, direction: number): number => {
    const [right, down] = moves[direction]!
    const column = (cell % columns) + right
    const row = Math.floor(cell / columns) + down
    if (column < 0 || column >= columns || row < 0 || row >= map.length) return cell
    const target = row * columns + column
    return letters[target] === '#' ? cell : target
  }
  const isEnd = (cell: number) => letters[cell] === 'L' || isGoal(letters[cell]!)
  const enter = (cell: number, probability: number): Outcome => {
    const letter = letters[cell]!
    const reward = isGoal(letter) ? goals[letter]! : letter === 'L' ? lavaReward : stepReward
    return { probability, next: stateOfCell[cell]!, reward, terminated: isEnd(cell), kind: kindOf(letter) }
  }
  return buildModel({
    states: cellOfState.length,
    actions: moves.length,
    kinds: kindsOf(letters),
    startStates: cellOfState.flatMap((cell, state) => (letters[cell] === 'S' ? [state] : [])),
    outcomesOf(state, action) {
      const cell = cellOfState[state]!
      const letter = letters[cell]!
      if (isEnd(cell)) {
        return [{ probability: 1, next: state, reward: 0, terminated: true, kind: kindOf(letter) }]
      }
      const chances = new Map<number, number>()
      const add = (target: number, probability: number) => {
        if (probability > 0) chances.set(target, (chances.get(target) ?? 0) + probability)
      }
      const headings =
        letter === 'I'
          ? [[action, 1 - slip] as const, [action + 3, slip / 2] as const, [action + 1, slip / 2] as const]
          : [[action, 1] as const]
      const windDirection = windLetters.indexOf(letter)
      for (const [heading, probability] of headings) {
        const moved = walk(cell, heading % 4)
        const push = windDirection < 0 || isEnd(moved) ? 0 : wind
        add(moved, probability * (1 - push))
        add(push === 0 ? moved : walk(moved, windDirection), probability * push)
      }
      return [...chances].map(([target, probability]) => enter(target, probability))
    },
  })
}

function boardOf({ map, goals }: GridWorldDescription): Board {
  const letters = map.join('')
  const { cellOfState, stateOfCell } = numberStates(letters)
  return {
    rows: map.length,
    columns: map[0]!.length,
    tiles: Array.from(letters, letter => tileOfLetter[letter] ?? 'goal'),
    labels: Array.from(letters, letter => (isGoal(letter) ? signed(goals[letter]!) : '')),
    edges: [],
    cellOfState: Int32Array.from(cellOfState),
    contextOfState: new Int32Array(cellOfState.length),
    stateAt: stateOfCell,
    markers: [[]],
    actionNames,
    actionVectors: moves,
  }
}

function shapingTermsOf(model: TabularModel): ShapingTerm[] {
  const terms = [closerToGoal(model)]
  if (model.kinds.includes('lava')) terms.push(awayFrom(model, 'lava', 'lava'))
  if (model.kinds.includes('flower')) {
    terms.push(
      entering(model, 'flower', {
        title: 'Stepping on a flower',
        help: 'Counts every step onto a flower: below zero the robot learns to spare them.',
        suggestedWeight: -0.6,
      }),
    )
  }
  if (model.kinds.includes('pond')) {
    terms.push(
      entering(model, 'pond', {
        title: 'Stepping on a stone',
        help: 'Counts every stepping stone in the pond: a little above zero the robot comes by, much and it never leaves.',
        suggestedWeight: 0.04,
      }),
    )
  }
  if (model.kinds.includes('lava')) {
    terms.push(
      entering(model, 'lava', {
        title: 'Stepping into lava',
        help: 'Counts every fall into lava, on top of what the task takes.',
        suggestedWeight: -0.5,
      }),
    )
  }
  return [...terms, eachStep(model), bumping(model, () => true), newSquares()]
}

function checkMap({ map, goals }: GridWorldDescription): void {
  map.forEach((row, index) => {
    const unknown = Array.from(row).find(letter => !(letter in tileOfLetter) && !(letter in goals))
    if (unknown !== undefined)
      refuseMap(`map[${index}]`, `has '${unknown}'; expected a letter of the map's legend`)
    if (row.length === 0 || row.length !== map[0]!.length) {
      refuseMap(`map[${index}]`, `has ${row.length} squares; expected ${map[0]!.length || 'one or more'}`)
    }
  })
  const letters = map.join('')
  if (!letters.includes('S')) refuseMap('map', 'has no start; expected at least one S')
  if (!Array.from(letters).some(isGoal)) refuseMap('map', 'has no goal; expected at least one G or digit')
}

function refuseMap(path: string, problem: string): never {
  throw new PlaygroundError('bad-map', `${path} ${problem}.`, { path })
}

function numberStates(letters: string): { cellOfState: number[]; stateOfCell: Int32Array } {
  const cellOfState = Array.from(letters, (_, cell) => cell).filter(cell => letters[cell] !== '#')
  const stateOfCell = new Int32Array(letters.length).fill(-1)
  cellOfState.forEach((cell, state) => {
    stateOfCell[cell] = state
  })
  return { cellOfState, stateOfCell }
}

function kindsOf(letters: string): string[] {
  const goals = [...new Set(Array.from(letters).filter(isGoal))].sort().map(kindOf)
  const others = Object.entries(kindOfLetter).flatMap(([letter, kind]) =>
    letters.includes(letter) ? kind : [],
  )
  return [...new Set(['floor', ...others, ...goals])]
}

const isGoal = (letter: string) => letter === 'G' || (letter >= '1' && letter <= '9')
const kindOf = (letter: string) => kindOfLetter[letter] ?? (letter === 'G' ? 'goal' : `goal-${letter}`)
const signed = (value: number) => (value > 0 ? `+${value}` : String(value))
