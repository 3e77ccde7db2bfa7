/**
 * CliffWalking-v1 and CliffWalkingSlippery-v1: reach the flag along a cliff edge. Each step costs 1; a fall costs 100 and
 * puts the robot back at the start without ending the episode. Sutton & Barto, "Reinforcement Learning: An
 * Introduction", 2nd ed., 2018, example 6.6 (http://incompleteideas.net/book/the-book-2nd.html). Tables equal to Gymnasium
 * 1.3.0's `P` (https://gymnasium.farama.org/environments/toy_text/cliff_walking/), where slippery moves go to a - 1, a and
 * a + 1, a third each, and the flag's own rows move on (episodes end there, so nobody sees them).
 *
 * Like Gymnasium's, these have no time limit.
 */
import type { Board } from '../core/board.ts'
import type { EnvironmentDefinition, TabularWorld } from '../core/environment.ts'
import { startValue, valueIteration } from '../core/planning.ts'
import { decodeSettings, flagOf, type SettingsSchema } from '../core/settings.ts'
import { buildModel, type Outcome } from '../core/tabular-model.ts'
import { awayFrom, bumping, closerToGoal, eachStep, entering, newSquares } from './shaping-terms.ts'

const rows = 4
const columns = 12
const start = 36
const goal = 47

/** Up, right, down, left, as [columns, rows]. */
const moves = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const

const settingsFor = (slippery: boolean): SettingsSchema => ({
  is_slippery: {
    kind: 'boolean',
    label: 'Slippery ground',
    help: 'On slippery ground a move goes to either side two times in three.',
    default: slippery,
  },
})

function defineCliff(id: string, title: string, slippery: boolean): EnvironmentDefinition<TabularWorld> {
  const settings = settingsFor(slippery)
  return {
    id,
    title,
    group: 'Toy text',
    task: 'Walk along the cliff edge to the flag in as few steps as you can; a fall puts you back at the start.',
    solved: slippery
      ? 'Solved within 15 % of the best mean return that slippery ground allows.'
      : 'Solved with a return of -13: the shortest way, along the very edge.',
    settings,
    create: values => createCliff(flagOf(decodeSettings(settings, values, 'env'), 'is_slippery')),
  }
}

export const cliffWalking = defineCliff('CliffWalking-v1', 'Cliff Edge', false)
export const cliffWalkingSlippery = defineCliff('CliffWalkingSlippery-v1', 'Slippery Cliff', true)

const isCliff = (cell: number) => cell > start && cell < goal

function createCliff(slippery: boolean): TabularWorld {
  const model = buildModel({
    states: rows * columns,
    actions: moves.length,
    kinds: ['floor', 'cliff', 'goal'],
    startStates: [start],
    outcomesOf(state, action) {
      if (!slippery) return [moveTo(state, action, 1)]
      return [action + 3, action, action + 1].map(direction => moveTo(state, direction % 4, 1 / 3))
    },
  })
  const optimum = startValue(model, valueIteration(model, { discount: 1 }).values)
  return {
    form: 'tabular',
    model,
    board,
    maxEpisodeSteps: null,
    solvedReturn: slippery ? 1.15 * optimum : optimum,
    hiddenReward: null,
    shapingTerms: [
      closerToGoal(model),
      awayFrom(model, 'cliff', 'the cliff'),
      eachStep(model),
      bumping(model, outcome => model.kinds[model.kind[outcome]!] !== 'cliff'),
      entering(model, 'cliff', {
        title: 'Falling off the cliff',
        help: 'Counts every fall: below zero it makes the robot more careful than the task asks.',
        suggestedWeight: -1,
      }),
      newSquares(),
    ],
  }
}

function moveTo(state: number, direction: number, probability: number): Outcome {
  const [right, down] = moves[direction]!
  const column = Math.min(Math.max((state % columns) + right, 0), columns - 1)
  const row = Math.min(Math.max(Math.floor(state / columns) + down, 0), rows - 1)
  const cell = row * columns + column
  if (isCliff(cell)) return { probability, next: start, reward: -100, terminated: false, kind: 'cliff' }
  const terminated = cell === goal
  return { probability, next: cell, reward: -1, terminated, kind: terminated ? 'goal' : 'floor' }
}

const cells = Array.from({ length: rows * columns }, (_, cell) => cell)

const board: Board = {
  rows,
  columns,
  tiles: cells.map(cell =>
    isCliff(cell) ? 'cliff' : cell === start ? 'start' : cell === goal ? 'goal' : 'floor',
  ),
  labels: cells.map(() => ''),
  edges: [],
  cellOfState: Int32Array.from(cells),
  contextOfState: new Int32Array(cells.length),
  stateAt: Int32Array.from(cells),
  markers: [[]],
  actionNames: ['up', 'right', 'down', 'left'],
  actionVectors: moves,
}
