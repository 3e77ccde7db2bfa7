/**
 * A square of rooms without walls or goal, in which every cell is worth something: two smooth bumps and noise between
 * them. Too rough to be known from a few answers, which makes it a fit place to see a learned reward over-optimised.
 */
import type { TabularWorld } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import { buildModel } from '../core/tabular-model.ts'

export interface BumpyWorldOptions {
  /** Cells on a side. */
  readonly side: number
  /** Steps of an episode. */
  readonly horizon: number
  /** Standard deviation of what is added to each cell. */
  readonly noise: number
}

/** Up, right, down, left, as [columns, rows]. */
const MOVES = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const
/** In cells. */
const BUMP_WIDTH = 1.5

/** The start is in the middle; entering (or staying in) a cell pays its worth, the mean over cells being 0. */
export function bumpyWorld({ side, horizon, noise }: BumpyWorldOptions, rng: Rng): TabularWorld {
  const cells = side * side
  const worth = worths(side, noise, rng)
  const cell = (column: number, row: number) => row * side + column
  const inside = (place: number) => Math.min(side - 1, Math.max(0, place))
  const model = buildModel({
    states: cells,
    actions: MOVES.length,
    kinds: ['floor'],
    startStates: [cell(Math.floor(side / 2), Math.floor(side / 2))],
    outcomesOf(state, action) {
      const [right, down] = MOVES[action]!
      const next = cell(inside((state % side) + right), inside(Math.floor(state / side) + down))
      return [{ probability: 1, next, reward: worth[next]!, terminated: false, kind: 'floor' }]
    },
  })
  const each = Int32Array.from({ length: cells }, (_, index) => index)
  return {
    form: 'tabular',
    model,
    board: {
      rows: side,
      columns: side,
      tiles: new Array(cells).fill('floor'),
      labels: new Array(cells).fill(''),
      edges: [],
      cellOfState: each,
      contextOfState: new Int32Array(cells),
      stateAt: each,
      markers: [[]],
      actionNames: ['up', 'right', 'down', 'left'],
      actionVectors: MOVES,
    },
    maxEpisodeSteps: horizon,
    solvedReturn: null,
    hiddenReward: null,
    shapingTerms: [],
  }
}

function worths(side: number, noise: number, rng: Rng): Float64Array {
  const bumps = [0, 1].map(() => ({ column: rng.uniform() * (side - 1), row: rng.uniform() * (side - 1) }))
  const raw = Float64Array.from({ length: side * side }, (_, index) => {
    const smooth = bumps.reduce((sum, bump) => {
      const across = ((index % side) - bump.column) / BUMP_WIDTH
      const along = (Math.floor(index / side) - bump.row) / BUMP_WIDTH
      const nearness = 1 / (1 + (across * across + along * along) / 2)
      return sum + nearness * nearness
    }, 0)
    return smooth + noise * rng.normal()
  })
  const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length
  return raw.map(value => value - mean)
}
