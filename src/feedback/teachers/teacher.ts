/** What a teacher can be asked for: one method for each kind of feedback. `simulated-teacher.ts` has the ones for measurement. */
import type { World } from '../../core/environment.ts'
import type { Clip, Comparison, Query, Rating, Signal, Strength } from '../../core/label.ts'
import type { Rng } from '../../core/rng.ts'
import type { ClipStart, Demonstrator } from '../demonstrator.ts'

/** What an answer depends on. */
export type Question = Pick<Query, 'left' | 'right' | 'modelVersion'> & {
  /** Mean true return of the learner's last episodes; without it the thresholds of `skip` and `equal` are the world's own. */
  readonly recentReturn?: number | null
}

/** A demonstration from `start`, or where the actions in `lead` lead from there, with the chance of `seed`, for at most `steps` steps. */
export interface DemonstrationRequest {
  readonly start: ClipStart
  readonly seed: number
  readonly steps: number
  readonly lead?: readonly number[]
}

export interface Correction {
  /** Steps of the clip before the moment it went wrong. */
  readonly at: number
  /** Starts in the state that the clip has reached then. */
  readonly better: Clip
}

export interface SignalContext {
  /** Labels so far. */
  readonly given?: number
  /** How good the step was, in rating points above neutral; one point of the signal's sign where it is not known. */
  readonly points?: number
}

export interface Teacher {
  /** As written, such as `mistake:0.1`. */
  readonly name: string
  answer(question: Question, world: World, rng: Rng): Comparison
  /** How much better the chosen side is; null for answers that choose none. */
  strength(question: Question, answer: Comparison, world: World): Strength
  /**
   * The sum of task and hidden reward of a clip, each step measured against the world's usual step (the median over
   * what can happen, so 0 is neutral), two points for the largest single deviation, rounded; in a world of real-valued
   * states, where clips have many steps, three points for a mean that far from the usual. `given`: labels so far.
   */
  rate(clip: Clip, world: World, rng: Rng, given?: number): Rating
  /** Plays as the demonstrator does, but for the teacher's own faults. Replays exactly. */
  demonstrate(
    request: DemonstrationRequest,
    world: World,
    demonstrator: Demonstrator,
    rng: Rng,
    given?: number,
  ): Clip
  /** Takes over where the clip first goes wrong, or at `at`, for as many steps as are left of it. */
  correct(
    clip: Clip,
    world: World,
    demonstrator: Demonstrator,
    rng: Rng,
    options?: { readonly given?: number; readonly at?: number },
  ): Correction
  /** What becomes of a praise or scold that a faultless trainer means to give; null where nothing is said. */
  distort(signal: Signal, rng: Rng, context?: SignalContext): Signal | null
}
