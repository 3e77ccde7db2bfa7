/**
 * A robot that acts on the page for a person to praise, or to take over from: episode after episode by its newest
 * policy, at a pace a person can follow. Apart from the training and its random streams. Time is handed in.
 */
import type { LiveEpisode, RecentSteps } from './live-episode.ts'

/** An episode that ended stays to be seen, and to be praised, this long. */
const REST_MILLISECONDS = 1200
/** A page that was busy or hidden does not catch up with more than this. */
const LONGEST_FRAME_MILLISECONDS = 100
/** Nobody has reacted yet to what began less than this ago: the signal was meant for the episode before. */
const QUICKEST_REACTION_MILLISECONDS = 250
/** Signals are about the steps of this long. */
const PRAISED_MILLISECONDS = 3000

interface RobotParts {
  begin(number: number): LiveEpisode
  /** What it does now; null while there is no policy. [actionSize] */
  act(episode: LiveEpisode): ArrayLike<number> | null
}

export class LiveRobot {
  episode: LiveEpisode
  private before: LiveEpisode | null = null
  private readonly parts: RobotParts
  private number = 0
  private elapsed = 0
  private rested = 0
  private stepMilliseconds = 1

  constructor(parts: RobotParts) {
    this.parts = parts
    this.episode = parts.begin(0)
  }

  /** Lets real time pass. @param now the end of it. @returns did it take a step, or begin anew? */
  advance(milliseconds: number, stepMilliseconds: number, now: number): boolean {
    const passed = Math.min(milliseconds, LONGEST_FRAME_MILLISECONDS)
    this.stepMilliseconds = stepMilliseconds
    if (this.episode.finished !== 'no') return this.rest(passed)
    this.elapsed += passed
    let moved = false
    while (this.elapsed >= stepMilliseconds && this.episode.finished === 'no') {
      const action = this.parts.act(this.episode)
      if (!action) {
        this.elapsed = 0
        break
      }
      this.elapsed -= stepMilliseconds
      this.episode.step(action, now)
      moved = true
    }
    return moved
  }

  /** How far the drawing is on its way to the newest state, 0 to 1. */
  get progress(): number {
    return this.episode.finished === 'no'
      ? Math.min(1, this.elapsed / this.stepMilliseconds)
      : Math.min(1, (this.elapsed + this.rested) / this.stepMilliseconds)
  }

  /** The steps that a signal of now is about; null before there are any. */
  recent(now: number): RecentSteps | null {
    const { begunAt } = this.episode
    const early = begunAt === null || now - begunAt < QUICKEST_REACTION_MILLISECONDS
    const seen = early ? (this.before ?? this.episode) : this.episode
    return seen.recent(PRAISED_MILLISECONDS, now)
  }

  private rest(milliseconds: number): boolean {
    this.rested += milliseconds
    if (this.rested < REST_MILLISECONDS) return false
    this.before = this.episode
    this.episode = this.parts.begin(++this.number)
    this.rested = 0
    this.elapsed = 0
    return true
  }
}
