/** What both loops, tabular and batched, have in common: how a run drives, shows and saves them. */
import type { RngState } from '../core/rng.ts'
import type { EpisodeTape } from './episode-tape.ts'

export interface TrainingLoop {
  /** Off: the policy goes on acting, nothing is learnt. */
  learning: boolean
  /** Environment steps taken, all robots counted. */
  readonly steps: number
  /** Of the first robot: its running episode, or the finished one until the next step. */
  readonly shown: ShownRobot
  /** Takes at least `steps` steps. @returns steps taken. */
  advance(steps: number): number
  /** TD errors of the newest steps since the last call, oldest first: state and error by turns. */
  takeTdErrors(): Float64Array
  save(): LoopState
  load(state: LoopState): void
}

export interface ShownRobot {
  readonly tape: EpisodeTape
  readonly state: number
  /** The last step's outcome, -1 before the first. */
  readonly lastOutcome: number
}

/** One robot's place in its world. */
export interface RobotState {
  readonly state: number
  readonly lastOutcome: number
  /** Has its episode ended? Then the next step begins another. */
  readonly ended: boolean
  readonly tape: ReturnType<EpisodeTape['save']>
  /** Drives the running episode. */
  readonly luck: RngState
}

export interface LoopState {
  readonly steps: number
  readonly robots: readonly RobotState[]
  readonly agentRng: RngState
  readonly environmentRng: RngState
}
