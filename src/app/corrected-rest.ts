/** What is left of a clip from a moment on: what a correction is put beside. */
import {
  type Beginning,
  clipFrom,
  momentOf,
  replayClip,
  replayControlClip,
  shownActions,
} from '../core/clip-replay.ts'
import type { World } from '../core/environment.ts'
import type { Clip } from '../core/label.ts'
import { numbersPerStep } from './live-episode.ts'

/** That moment, as a clip begins in it, and what comes after. */
export interface ClipRest extends Beginning {
  /** Null where chance takes another way when it starts there. */
  readonly clip: Clip | null
  readonly steps: number
  /** Undiscounted task return. */
  readonly return: number
}

/** Chance that has been this way may be met again among so many seeds. */
const SEEDS = 2000

/**
 * @param at steps of the clip before that moment, at least 0 and below what it has.
 * @throws PlaygroundError `bad-clip` when the clip does not fit the world.
 */
export function restOfClip(world: World, clip: Clip, at: number): ClipRest {
  const actions = shownActions(world, clip).slice(at * numbersPerStep(world))
  if (world.form === 'control') {
    const { states, rewards, steps } = replayControlClip(world, clip)
    const { stateSize } = world
    if (world.restoredBy === 'episode') {
      const moment = momentOf(world, clip, at)
      return {
        ...moment,
        clip: clipFrom(world, moment, clip.seed, actions),
        steps: steps - at,
        return: rewards.subarray(at).reduce((sum, reward) => sum + reward, 0),
      }
    }
    const start = [...states.subarray(at * stateSize, (at + 1) * stateSize)]
    const rest = rewards.subarray(at)
    const seed = seedThat(clip.seed, next =>
      alike(replayControlClip(world, { start, seed: next, actions }).states, states.subarray(at * stateSize)),
    )
    return {
      start,
      lead: [],
      clip: seed === null ? null : { start, seed, actions },
      steps: steps - at,
      return: rest.reduce((sum, reward) => sum + reward, 0),
    }
  }
  const { model } = world
  const { states, outcomes } = replayClip(model, clip)
  const start = states[at]!
  const rest = states.subarray(at)
  const seed = seedThat(clip.seed, next =>
    alike(replayClip(model, { start, seed: next, actions }).states, rest),
  )
  return {
    start,
    lead: [],
    clip: seed === null ? null : { start, seed, actions },
    steps: outcomes.length - at,
    return: outcomes.subarray(at).reduce((sum, outcome) => sum + model.reward[outcome]!, 0),
  }
}

function seedThat(first: number, fits: (seed: number) => boolean): number | null {
  for (let i = 0; i < SEEDS; i++) if (fits(first + i)) return first + i
  return null
}

const alike = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.prototype.every.call(a, (value, i) => value === b[i])
