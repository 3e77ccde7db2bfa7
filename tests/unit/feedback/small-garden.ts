/** A garden of 2 x 4 cells for tests: a straight way over flowers, a detour without. Deterministic unless `slip`. */
import type { Board } from '../../../src/core/board.ts'
import type { TabularWorld } from '../../../src/core/environment.ts'
import { type Clip, LABEL_SCHEMA } from '../../../src/core/label.ts'
import { buildModel, type Outcome } from '../../../src/core/tabular-model.ts'

const MAP = 'SFFG....'
const ROWS = 2
const COLUMNS = 4
const KIND = { S: 'floor', '.': 'floor', F: 'flower', G: 'goal' } as const
export const UP = 0
export const RIGHT = 1
export const DOWN = 2
export const LEFT = 3
const MOVES = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const

export function smallGarden(slip = 0): TabularWorld {
  const walk = (cell: number, action: number): number => {
    const column = (cell % COLUMNS) + MOVES[action]![0]
    const row = Math.floor(cell / COLUMNS) + MOVES[action]![1]
    return column < 0 || column >= COLUMNS || row < 0 || row >= ROWS ? cell : row * COLUMNS + column
  }
  const enter = (cell: number, probability: number): Outcome => {
    const goal = MAP[cell] === 'G'
    const kind = KIND[MAP[cell] as keyof typeof KIND]
    return { probability, next: cell, reward: goal ? 1 : -0.05, terminated: goal, kind }
  }
  const model = buildModel({
    states: MAP.length,
    actions: 4,
    kinds: ['floor', 'flower', 'goal'],
    startStates: [0],
    outcomesOf: (cell, action) => {
      if (MAP[cell] === 'G')
        return [{ probability: 1, next: cell, reward: 0, terminated: true, kind: 'goal' }]
      if (slip === 0) return [enter(walk(cell, action), 1)]
      return [enter(walk(cell, action), 1 - slip), enter(walk(cell, (action + 1) % 4), slip)]
    },
  })
  const cells = Int32Array.from({ length: MAP.length }, (_, cell) => cell)
  const board: Board = {
    rows: ROWS,
    columns: COLUMNS,
    tiles: Array.from(MAP, letter => KIND[letter as keyof typeof KIND]),
    labels: Array.from(MAP, () => ''),
    edges: [],
    cellOfState: cells,
    contextOfState: new Int32Array(MAP.length),
    stateAt: cells,
    markers: [[]],
    actionNames: ['up', 'right', 'down', 'left'],
    actionVectors: MOVES,
  }
  return {
    form: 'tabular',
    model,
    board,
    maxEpisodeSteps: 20,
    solvedReturn: null,
    hiddenReward: Float64Array.from(model.kind, kind => (model.kinds[kind] === 'flower' ? -1 : 0)),
    shapingTerms: [],
  }
}

export const clip = (start: number, ...actions: number[]): Clip => ({ start, seed: 1, actions })

export const uniformOver = (world: TabularWorld): Float64Array =>
  new Float64Array(world.model.states * world.model.actions).fill(1 / world.model.actions)

/** What every label carries beside its answer. */
export const given = (index: number) => ({
  schema: LABEL_SCHEMA as typeof LABEL_SCHEMA,
  id: `label-${index}`,
  env: 'small-garden',
  envSettings: {},
  worldHash: '',
  seed: 1,
  rater: 'person',
  shownAt: '2026-01-01T00:00:00.000Z',
  answeredAt: '2026-01-01T00:00:01.000Z',
  modelVersion: index,
  policyStep: 0,
  queryRule: 'information',
  reason: '',
  check: null,
  inputDevice: 'keyboard' as const,
  replaces: null,
})
