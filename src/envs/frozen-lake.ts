/**
 * FrozenLake-v1 and FrozenLake8x8-v1: cross the ice to the flag without falling into a hole; on slippery ice a move
 * goes to either side as often as it fails. Tables equal to Gymnasium 1.3.0's `P`, row for row
 * (https://gymnasium.farama.org/environments/toy_text/frozen_lake/): slippery outcomes in the order a - 1, a, a + 1
 * with probabilities (1 - success_rate) / 2, success_rate, (1 - success_rate) / 2; holes and goal loop on themselves,
 * terminated, with reward 0. Settings carry Gymnasium's argument names.
 *
 * Time limit: 100 steps for maps of up to 16 squares under FrozenLake-v1, 200 for larger ones and for FrozenLake8x8-v1.
 * (Gymnasium's FrozenLake-v1 keeps 100 for any map unless told otherwise; the recorded 8x8 data was told 200.)
 */
import type { Board, TileKind } from '../core/board.ts'
import type { EnvironmentDefinition, TabularWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { optimalReturnWithin } from '../core/planning.ts'
import {
  decodeSettings,
  flagOf,
  numberOf,
  type SettingsSchema,
  type SettingValues,
  textOf,
} from '../core/settings.ts'
import { buildModel, type Outcome } from '../core/tabular-model.ts'
import { awayFrom, bumping, closerToGoal, eachStep, entering, newSquares } from './shaping-terms.ts'

const maps: Readonly<Record<string, readonly string[]>> = {
  '4x4': ['SFFF', 'FHFH', 'FFFH', 'HFFG'],
  '8x8': ['SFFFFFFF', 'FFFFFFFF', 'FFFHFFFF', 'FFFFFHFF', 'FFFHFFFF', 'FHHFFFHF', 'FHFFHFHF', 'FFFHFFFG'],
}

/** Left, down, right, up, as [columns, rows]. */
const moves = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
] as const

const kinds: Readonly<Record<string, string>> = { S: 'ice', F: 'ice', H: 'hole', G: 'goal' }
const tiles: Readonly<Record<string, TileKind>> = { S: 'start', F: 'ice', H: 'hole', G: 'goal' }

const settingsFor = (mapName: string): SettingsSchema => ({
  map_name: {
    kind: 'choice',
    label: 'Map',
    help: 'Which of the two standard lakes to cross.',
    default: mapName,
    options: Object.keys(maps).map(value => ({ value, label: value })),
  },
  desc: {
    kind: 'text',
    label: 'Own map',
    help: 'A map of your own: rows of S (start), F (ice), H (hole) and G (goal) joined by /; empty uses the map above.',
    default: '',
    maxLength: 2600,
  },
  is_slippery: {
    kind: 'boolean',
    label: 'Slippery ice',
    help: 'On slippery ice a move can slide to either side instead.',
    default: true,
  },
  success_rate: {
    kind: 'number',
    label: 'Success rate',
    plain: 'grip',
    help: 'On slippery ice, how often a move goes where it was meant to.',
    default: 1 / 3,
    min: 0,
    max: 1,
  },
  reward_schedule: {
    kind: 'text',
    label: 'Reward schedule',
    help: 'Reward for reaching the goal, a hole and ice: three numbers joined by commas.',
    default: '1,0,0',
    maxLength: 80,
  },
})

function defineFrozenLake(
  id: string,
  title: string,
  mapName: string,
  threshold: number,
): EnvironmentDefinition<TabularWorld> {
  const settings = settingsFor(mapName)
  return {
    id,
    title,
    group: 'Toy text',
    task: 'Cross the slippery ice to the flag without falling into a hole.',
    solved: `Solved when the flag is reached in ${threshold * 100} of 100 trips; on changed lakes, within 7 % of the best possible return.`,
    settings,
    create(values) {
      const decoded = decodeSettings(settings, values, 'env')
      const isStandard = Object.keys(settings).every(key => decoded[key] === settings[key]!.default)
      return createLake(decoded, mapName === '8x8' ? 200 : 100, isStandard ? threshold : null)
    },
  }
}

export const frozenLake = defineFrozenLake('FrozenLake-v1', 'Frozen Lake', '4x4', 0.7)
export const frozenLake8x8 = defineFrozenLake('FrozenLake8x8-v1', 'Frozen Lake 8x8', '8x8', 0.85)

function createLake(settings: SettingValues, smallLimit: number, threshold: number | null): TabularWorld {
  const desc = textOf(settings, 'desc')
  const rows = desc === '' ? maps[textOf(settings, 'map_name')]! : parseMap(desc)
  const [goalReward, holeReward, iceReward] = parseSchedule(textOf(settings, 'reward_schedule'))
  const columns = rows[0]!.length
  const letters = rows.join('')
  const success = numberOf(settings, 'success_rate')
  const failure = (1 - success) / 2
  const slippery = flagOf(settings, 'is_slippery')
  const rewards: Readonly<Record<string, number>> = {
    G: goalReward,
    H: holeReward,
    F: iceReward,
    S: iceReward,
  }

  const moveTo = (state: number, direction: number, probability: number): Outcome => {
    const [right, down] = moves[direction]!
    const column = clamp((state % columns) + right, columns)
    const row = clamp(Math.floor(state / columns) + down, rows.length)
    const next = row * columns + column
    const letter = letters[next]!
    return {
      probability,
      next,
      reward: rewards[letter]!,
      terminated: isEnd(letter),
      kind: kinds[letter]!,
    }
  }
  const model = buildModel({
    states: letters.length,
    actions: moves.length,
    kinds: ['ice', 'hole', 'goal'],
    startStates: Array.from(letters, (_, cell) => cell).filter(cell => letters[cell] === 'S'),
    outcomesOf(state, action) {
      const letter = letters[state]!
      if (isEnd(letter)) {
        return [{ probability: 1, next: state, reward: 0, terminated: true, kind: kinds[letter]! }]
      }
      if (!slippery) return [moveTo(state, action, 1)]
      return [
        moveTo(state, (action + 3) % 4, failure),
        moveTo(state, action, success),
        moveTo(state, (action + 1) % 4, failure),
      ]
    },
  })
  const maxEpisodeSteps = letters.length > 16 ? 200 : smallLimit
  const optimum = optimalReturnWithin(model, maxEpisodeSteps)
  return {
    form: 'tabular',
    model,
    board: boardOf(letters, rows.length, columns, goalReward),
    maxEpisodeSteps,
    solvedReturn: threshold ?? optimum - 0.07 * Math.abs(optimum),
    hiddenReward: null,
    shapingTerms: [
      closerToGoal(model),
      awayFrom(model, 'hole', 'the holes'),
      eachStep(model),
      bumping(model, () => true),
      entering(model, 'hole', {
        title: 'Falling into a hole',
        help: 'Counts every fall: below zero it makes the robot more careful than the task asks.',
        suggestedWeight: -0.5,
      }),
      newSquares(),
    ],
  }
}

function boardOf(letters: string, rows: number, columns: number, goalReward: number): Board {
  const cells = Int32Array.from(letters, (_, cell) => cell)
  return {
    rows,
    columns,
    tiles: Array.from(letters, letter => tiles[letter]!),
    labels: Array.from(letters, letter => (letter === 'G' ? signed(goalReward) : '')),
    edges: [],
    cellOfState: cells,
    contextOfState: new Int32Array(cells.length),
    stateAt: cells.slice(),
    markers: [[]],
    actionNames: ['left', 'down', 'right', 'up'],
    actionVectors: moves,
  }
}

function parseMap(desc: string): readonly string[] {
  const rows = desc.split('/')
  const refuse = (message: string): never => {
    throw new PlaygroundError('bad-setting', `env.desc ${message}`, { path: 'env.desc' })
  }
  rows.forEach((row, index) => {
    const wrong = row.match(/[^SFHG]/)
    if (wrong) refuse(`has '${wrong[0]}' in row ${index + 1}; expected only the letters S, F, H and G.`)
    if (row.length === 0 || row.length !== rows[0]!.length) {
      refuse(`has ${row.length} letters in row ${index + 1}; expected ${rows[0]!.length || 'one or more'}.`)
    }
  })
  if (!desc.includes('S')) refuse('has no start; expected at least one S.')
  return rows
}

function parseSchedule(text: string): readonly [number, number, number] {
  const numbers = text.split(',').map(part => (part.trim() === '' ? Number.NaN : Number(part)))
  if (numbers.length !== 3 || !numbers.every(Number.isFinite)) {
    throw new PlaygroundError(
      'bad-setting',
      `env.reward_schedule is '${text}'; expected three numbers joined by commas: goal, hole, ice.`,
      { path: 'env.reward_schedule' },
    )
  }
  return numbers as unknown as readonly [number, number, number]
}

const isEnd = (letter: string) => letter === 'H' || letter === 'G'
const clamp = (value: number, size: number) => Math.min(Math.max(value, 0), size - 1)
const signed = (value: number) => (value > 0 ? `+${value}` : String(value))
