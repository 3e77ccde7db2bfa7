/**
 * A wish in place of the task, for the simulated teacher alone: each step is worth what it adds to the wish's measure over the
 * clip so far, so that a clip's sum is the measure of the whole clip. Learners are paid by the world as ever.
 */
import type { ControlWorld } from '../../core/environment.ts'
import { nearestId, PlaygroundError } from '../../core/errors.ts'
import { type Wish, type WishFigures, wishesOf } from '../../envs/pip/wishes.ts'
import { evaluateControl, type GreedyPolicy } from '../control-evaluation.ts'

/** Of an exam. */
export const WISH_EPISODES = 20

/** Looks have seeds far from those of runs and exams. */
const LOOK_SEEDS = 1_000_000

/** @throws PlaygroundError `bad-flag`, path `--wish`. */
export function wishNamed(env: string, id: string): Wish {
  const known = wishesOf(env)
  const wish = known.find(each => each.id === id)
  if (wish) return wish
  const ids = known.map(each => each.id)
  const near = nearestId(id, ids)
  const expected =
    ids.length === 0
      ? 'a world with wishes that can be measured, such as Hopper-v5'
      : `${near ? `'${near}', as ` : ''}one of ${ids.join(', ')}`
  throw new PlaygroundError(
    'bad-flag',
    `--wish is '${id.slice(0, 60)}', with --env ${env}; expected ${expected}.`,
    { path: '--wish' },
  )
}

export const wishedWorld = (world: ControlWorld, wish: Wish): ControlWorld => ({
  ...world,
  wishedRewards(states) {
    const { stateSize, stepSeconds } = world
    const progress = wish.progress({ states, stateSize, count: states.length / stateSize, stepSeconds })
    return Float64Array.from({ length: progress.length - 1 }, (_, t) => progress[t + 1]! - progress[t]!)
  },
})

export interface WishExam extends WishFigures {
  readonly episodes: number
  /** Of the measure, over episodes. */
  readonly standardDeviation: number
  /** Mean undiscounted. */
  readonly taskReturn: number
}

/** Whole episodes of a deterministic policy, each measured by itself. */
export function examineWish(
  world: ControlWorld,
  policy: GreedyPolicy,
  wish: Wish,
  seed: number,
  episodes = WISH_EPISODES,
): WishExam {
  const { stateSize, stepSeconds } = world
  const seen = Array.from({ length: episodes }, (): number[] => [])
  const { meanLength, meanReturn } = evaluateControl(world, policy, episodes, seed, (episode, state) => {
    for (const number of state) seen[episode]!.push(number)
  })
  const measures = seen.map(states =>
    wish.measure({ states, stateSize, count: states.length / stateSize, stepSeconds }),
  )
  const measure = meanOf(measures)
  return {
    episodes,
    measure,
    standardDeviation: Math.sqrt(meanOf(measures.map(value => (value - measure) ** 2))),
    forward: meanOf(seen.map(states => states[states.length - stateSize]! - states[0]!)),
    length: meanLength,
    taskReturn: meanReturn,
  }
}

/** Is the wish fulfilled by now? One exam is lucky now and then, so a second one must agree; no two begin alike. */
export function looker(world: ControlWorld, policy: GreedyPolicy, wish: Wish, seed: number): () => boolean {
  let next = LOOK_SEEDS * (1 + seed)
  const isFulfilled = () => wish.goal?.isReached(examineWish(world, policy, wish, next++), null) ?? false
  return () => isFulfilled() && isFulfilled()
}

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length
