/**
 * The books of a run over real-valued states: sums of every robot's running episode, curves of finished ones, and what
 * happened to the first robot, the one a person sees. Nothing the learner sees depends on it but where the time limit cuts.
 */
import type { RobotEvent } from '../core/frame.ts'
import type { RewardParts } from '../core/run-config.ts'
import { EpisodeCurves } from './curves.ts'
import { eventAtEnd } from './episode-end.ts'

/** Least notable first. */
const EVENTS: readonly RobotEvent[] = ['none', 'timeout', 'fell', 'goal']

export class ControlLog {
  /** Finished episodes. */
  episode = 0
  readonly curves = new EpisodeCurves()
  /** Steps of running episodes; of an ended one its length until the next begins. [robots] */
  readonly episodeSteps: Int32Array
  /** Undiscounted sums of the same. [robots] each */
  private readonly rewards: Float64Array
  private readonly shapingRewards: Float64Array
  private readonly learnedRewards: Float64Array
  /** What the first robot's last step brought: reward, shaping, learned. [3] */
  private readonly last = new Float64Array(3)
  /** Place in EVENTS of the most notable event since `takeEvent`. */
  private event = 0
  private readonly solvedReturn: number | null

  /** @param solvedReturn of the world. */
  constructor(robots: number, solvedReturn: number | null) {
    this.solvedReturn = solvedReturn
    this.episodeSteps = new Int32Array(robots)
    this.rewards = new Float64Array(robots)
    this.shapingRewards = new Float64Array(robots)
    this.learnedRewards = new Float64Array(robots)
  }

  begin(robot: number): void {
    this.episodeSteps[robot] = 0
    this.rewards[robot] = 0
    this.shapingRewards[robot] = 0
    this.learnedRewards[robot] = 0
  }

  /** Enters one step. @param learned weight included. */
  account(robot: number, reward: number, shaping: number, learned: number): void {
    this.episodeSteps[robot]!++
    this.rewards[robot]! += reward
    this.shapingRewards[robot]! += shaping
    this.learnedRewards[robot]! += learned
    if (robot > 0) return
    this.last[0] = reward
    this.last[1] = shaping
    this.last[2] = learned
  }

  /** Closes an episode whose last step has been entered. */
  finish(robot: number, terminated: boolean): void {
    this.episode++
    this.curves.add(
      this.rewards[robot]!,
      this.shapingRewards[robot]!,
      this.learnedRewards[robot]!,
      this.episodeSteps[robot]!,
    )
    if (robot > 0) return
    const event = eventAtEnd({
      terminated,
      steps: this.episodeSteps[0]!,
      sum: this.rewards[0]!,
      last: this.last[0]!,
      solvedReturn: this.solvedReturn,
    })
    this.event = Math.max(this.event, EVENTS.indexOf(event))
  }

  takeEvent(): RobotEvent {
    const event = EVENTS[this.event]!
    this.event = 0
    return event
  }

  /** What the first robot's last step brought; zeros before its first. */
  lastReward(): RewardParts {
    return { reward: this.last[0]!, shapingReward: this.last[1]!, learnedReward: this.last[2]! }
  }

  /** Sums of the first robot's running episode. */
  parts(): RewardParts {
    return {
      reward: this.rewards[0]!,
      shapingReward: this.shapingRewards[0]!,
      learnedReward: this.learnedRewards[0]!,
    }
  }

  save() {
    return {
      episode: this.episode,
      curves: this.curves.save(),
      episodeSteps: this.episodeSteps.slice(),
      rewards: this.rewards.slice(),
      shapingRewards: this.shapingRewards.slice(),
      learnedRewards: this.learnedRewards.slice(),
      last: this.last.slice(),
    }
  }

  load(saved: ReturnType<ControlLog['save']>): void {
    this.episode = saved.episode
    this.curves.load(saved.curves)
    this.episodeSteps.set(saved.episodeSteps)
    this.rewards.set(saved.rewards)
    this.shapingRewards.set(saved.shapingRewards)
    this.learnedRewards.set(saved.learnedRewards)
    this.last.set(saved.last)
  }
}
