/**
 * A person acting in place of the robot, for a demonstration or a correction: turn by turn in a grid world, in a control
 * world at a steady pace from the first press on, with what is held.
 */
import type { World } from '../core/environment.ts'
import { type HeldAxes, isHeld } from '../core/play-axes.ts'
import type { LiveEpisode } from './live-episode.ts'
import { PlayInput } from './play-input.ts'

const LONGEST_FRAME_MILLISECONDS = 100

/** Where it begins, so that it can begin there again. */
export interface HandStart {
  readonly kind: 'demo' | 'correct'
  readonly takeover: boolean
  /** Correction: steps of the clip before it. */
  readonly at: number
  /** Ends by itself after so many steps; null: when the person or the world ends it. */
  readonly most: number | null
  begin(): LiveEpisode
}

export class LiveHand {
  readonly start: HandStart
  readonly episode: LiveEpisode
  /** When it was put to the person. */
  readonly shownAt = new Date()
  status: 'waiting' | 'recording' | 'finished' = 'waiting'
  /** What is held in a control world. */
  held: HeldAxes = []
  private elapsed = 0
  private stepMilliseconds = 1
  /** Null in a grid world. */
  private readonly hand: PlayInput | null

  /** @param env id of the world. */
  constructor(world: World, start: HandStart, env = '') {
    this.start = start
    this.episode = start.begin()
    this.hand = world.form === 'control' ? new PlayInput(world.actionSpace, env) : null
  }

  /** One move in a grid world. */
  move(action: number, now: number): void {
    if (this.status === 'finished') return
    this.status = 'recording'
    this.episode.step([action], now)
    this.look()
  }

  /** Lets real time pass in a control world. @returns did it take a step? */
  advance(milliseconds: number, stepMilliseconds: number, now: number): boolean {
    const { hand } = this
    if (!hand) return false
    this.stepMilliseconds = stepMilliseconds
    if (this.status === 'waiting' && isHeld(this.held)) this.status = 'recording'
    if (this.status === 'finished') this.elapsed = Math.min(stepMilliseconds, this.elapsed + milliseconds)
    if (this.status !== 'recording') return false
    this.elapsed += Math.min(milliseconds, LONGEST_FRAME_MILLISECONDS)
    const before = this.episode.steps
    while (this.elapsed >= stepMilliseconds && this.running()) {
      this.elapsed -= stepMilliseconds
      this.episode.step(hand.action(...this.held), now)
      this.look()
    }
    return this.episode.steps > before
  }

  get progress(): number {
    return Math.min(1, this.elapsed / this.stepMilliseconds)
  }

  stop(): void {
    this.status = 'finished'
    this.held = []
  }

  private running(): boolean {
    return this.status === 'recording'
  }

  private look(): void {
    const { episode, start } = this
    if (episode.finished !== 'no' || (start.most !== null && episode.steps >= start.most)) this.stop()
  }
}
