/** What the end of an episode in a world of real-valued states means to somebody who watches. */
import type { RobotEvent } from '../core/frame.ts'

export interface EndedEpisode {
  readonly terminated: boolean
  readonly steps: number
  /** Undiscounted task return, the last step's reward included. */
  readonly sum: number
  /** The last step's reward. */
  readonly last: number
  /** Of the world, or null. */
  readonly solvedReturn: number | null
}

/**
 * An end that brings more than the steps before it did is the goal, one that brings less a fall. Where it brings the same, a
 * world that pays for every step ends with a fall, and one that charges for it at the goal. Who lasts out the time limit
 * with a return that counts as solved has reached the goal too.
 */
export function eventAtEnd({ terminated, steps, sum, last, solvedReturn }: EndedEpisode): RobotEvent {
  if (!terminated) return solvedReturn !== null && sum >= solvedReturn ? 'goal' : 'timeout'
  const usual = steps > 1 ? (sum - last) / (steps - 1) : 0
  const isBetter = Math.abs(last - usual) > 1e-9 ? last > usual : last <= 0
  return isBetter ? 'goal' : 'fell'
}
