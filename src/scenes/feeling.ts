/** How Pip feels in a control world: moods follow events and stay a while, between them it looks where it goes and blinks. */
import type { ControlWorld } from '../core/environment.ts'
import type { Exhibit } from '../core/exhibit.ts'
import type { Mood } from './art.ts'
import type { Face } from './pip-painter.ts'

/** A mood stays this long after what set it has passed. */
const MOOD_MILLISECONDS = 650
const BLINK_MILLISECONDS = 130
const BLINK_EVERY: readonly [number, number] = [4000, 7000]
/** Looks that change faster than this would flicker. */
const GAZE_MILLISECONDS = 220
/** A policy this close to chance leaves Pip puzzled: largest probability times number of actions. */
const ALIKE = 1.12

/** What has happened, and whether all moves look alike. */
export function moodOf(
  { event, finished, parts, thought }: Exhibit,
  { solvedReturn, actionSpace }: Pick<ControlWorld, 'solvedReturn' | 'actionSpace'>,
): Mood {
  if (event === 'goal') return solvedReturn === null || parts.reward >= solvedReturn ? 'proud' : 'happy'
  if (event === 'fell') return 'hurt'
  if (event === 'reward') return 'happy'
  // Where nothing counts as solved, the time limit is no failure.
  if (finished === 'truncated') return solvedReturn === null ? 'idle' : 'puzzled'
  if (!thought || actionSpace.kind !== 'discrete') return 'idle'
  return Math.max(...thought.policy) * thought.policy.length < ALIKE ? 'puzzled' : 'idle'
}

export class Feeling {
  private mood: Mood = 'idle'
  private moodUntil = 0
  private gaze: Face = 'idle'
  private gazeSince = 0
  private blinkAt: number
  private readonly random: () => number

  constructor(now: number, random: () => number) {
    this.random = random
    this.blinkAt = now + this.pause()
  }

  /** @param mood of this moment. @param gaze where it looks otherwise. @param now milliseconds. */
  face(mood: Mood, gaze: 'left' | 'right' | 'idle', now: number, blinks: boolean): Face {
    if (mood !== 'idle') {
      // A mild mood does not cut a strong one short.
      if (mood !== 'puzzled' || now >= this.moodUntil) this.mood = mood
      this.moodUntil = now + MOOD_MILLISECONDS
    } else if (now >= this.moodUntil) {
      this.mood = 'idle'
    }
    if (gaze !== this.gaze && now - this.gazeSince >= GAZE_MILLISECONDS) {
      this.gaze = gaze
      this.gazeSince = now
    }
    if (this.mood !== 'idle') return this.mood
    return blinks && this.blinking(now) ? 'blink' : this.gaze
  }

  private blinking(now: number): boolean {
    if (now < this.blinkAt) return false
    if (now < this.blinkAt + BLINK_MILLISECONDS) return true
    this.blinkAt = now + this.pause()
    return false
  }

  private pause(): number {
    const [least, most] = BLINK_EVERY
    return least + this.random() * (most - least)
  }
}
