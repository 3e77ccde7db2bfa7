/**
 * Maps of Pond Path. Layout 0 is drawn by hand; the others come from their number as seed and are drawn again until value
 * iteration proves what the world promises: no shortest way to the flag meets as many stepping stones as the way that is best
 * for task plus hidden reward, and the best way stays the same when stones are worth a little less or more.
 */
import { finiteHorizonReturn, valueIteration } from '../core/planning.ts'
import { Rng } from '../core/rng.ts'
import type { TabularModel } from '../core/tabular-model.ts'
import { type GridWorldDescription, modelOf } from './grid-world.ts'

const size = 8

/** Reward and limits of every layout; the map comes on top. */
export const pondPathRules = {
  goals: { G: 1 },
  stepReward: -0.05,
  maxEpisodeSteps: 100,
  hidden: { pond: 0.04 },
} satisfies Omit<GridWorldDescription, 'map'>

const drawnByHand = [
  '........',
  '.......G',
  '..PPPP..',
  '..P.##..',
  '..P..#..',
  '..P.....',
  '...S....',
  '........',
]

/** Worth of a stone between which the best way has to be the same, around what it is. */
const WORTHS = [0.034, 0.04, 0.05]
const DISCOUNTS = [0.98, 1]

/** @param layout 0 to 9999. @returns 8 rows of 8 letters. */
export function pondPathMap(layout: number): readonly string[] {
  if (layout === 0) return drawnByHand
  const rng = Rng.fromSeed(layout, 'pond-path')
  for (;;) {
    const map = drawMap(rng)
    if (keepsPromises(map)) return map
  }
}

/** Steps and stones of the best way when stones are worth `worth`; steps are the most of 100 where it never arrives. */
export interface Way {
  readonly steps: number
  readonly stones: number
}

export function bestWay(map: readonly string[], worth: number, discount = 1): Way {
  const model = modelOf({ ...pondPathRules, map })
  const stone = stones(model)
  const reward = model.reward.map((amount, k) => amount + worth * stone[k]!)
  const { greedy } = valueIteration(model, { discount, reward, maxSweeps: 300 })
  const count = (of: Float64Array) => finiteHorizonReturn(model, pondPathRules.maxEpisodeSteps, greedy, of)
  return { steps: count(new Float64Array(model.outcomes).fill(1)), stones: count(stone) }
}

/** The most stones on any shortest way: worth so little that no step more is taken for them. */
const onShortest = (map: readonly string[]): Way => bestWay(map, 1e-4)

function keepsPromises(map: readonly string[]): boolean {
  const shortest = onShortest(map)
  if (shortest.steps < 8 || shortest.steps > 14) return false
  const ways = WORTHS.flatMap(worth => DISCOUNTS.map(discount => bestWay(map, worth, discount)))
  return ways.every(
    ({ steps, stones: met }) =>
      steps === ways[0]!.steps &&
      met === ways[0]!.stones &&
      steps > shortest.steps &&
      met >= shortest.stones + 3,
  )
}

function drawMap(rng: Rng): readonly string[] {
  const squares = new Array<string>(size * size).fill('.')
  const between = (low: number, high: number) => low + rng.integer(high - low + 1)
  const rectangle = (column: number, row: number, width: number, height: number, letter: string) => {
    for (let y = row; y < Math.min(size, row + height); y++) {
      for (let x = column; x < Math.min(size, column + width); x++) {
        if (squares[y * size + x] === '.') squares[y * size + x] = letter
      }
    }
  }
  rectangle(between(0, 7), between(5, 7), 1, 1, 'S')
  rectangle(between(0, 7), between(0, 2), 1, 1, 'G')
  const isFlat = rng.integer(2) === 1
  const [length, depth] = [between(4, 6), between(1, 2)]
  rectangle(between(0, 5), between(0, 5), isFlat ? length : depth, isFlat ? depth : length, 'P')
  for (let piece = between(2, 4); piece > 0; piece--) {
    const wall = between(2, 3)
    const across = rng.integer(2) === 1
    rectangle(between(0, 6), between(0, 6), across ? wall : 1, across ? 1 : wall, '#')
  }
  return Array.from({ length: size }, (_, row) => squares.slice(row * size, (row + 1) * size).join(''))
}

const stones = ({ kind, kinds }: TabularModel): Float64Array =>
  Float64Array.from(kind, index => (kinds[index] === 'pond' ? 1 : 0))
