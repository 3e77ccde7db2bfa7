/**
 * Someone who can do the task: plays it from any state, and says what to do in one. Teachers show and correct by it; live
 * trainers praise by it. `training/demonstrator.ts` makes one for every world.
 */
import type { Clip } from '../core/label.ts'

/** State index of a grid world; the whole state of a control world. [stateSize] */
export type ClipStart = Clip['start']

export interface Demonstrator {
  /** The best action it knows: an index, or a box's numbers. [actionSize] */
  best(state: ClipStart | Float64Array): readonly number[]
  /** A state that episodes start in. */
  start(seed: number): ClipStart
  /**
   * Plays from `start` with the chance of `seed`, until the MDP ends or for `steps` steps; replays exactly.
   * @param lead actions that lead from there to where it takes over; none when left out.
   */
  play(start: ClipStart, seed: number, steps: number, lead?: readonly number[]): Clip
}
