/** How many learning steps are due, given a speed and a clock. The numbers of a run never depend on it, only when they come. */
import type { Speed } from '../core/run-config.ts'

/** A slice of work ends after this long, so that messages and heartbeats are heard. */
export const SLICE_MILLISECONDS = 12

export class Pacer {
  speed: Speed
  private owed = 0
  private last: number

  constructor(speed: Speed, now: number) {
    this.speed = speed
    this.last = now
  }

  /** Forgets time that passed while paused. */
  resume(now: number): void {
    this.last = now
    this.owed = 0
  }

  /** Steps due at `now` (milliseconds), 0 or less when none is; at `max` as many as fit. At most a quarter of a second is ever owed. */
  due(now: number): number {
    if (this.speed === 'max') return Number.POSITIVE_INFINITY
    this.owed = Math.min(this.owed + ((now - this.last) / 1000) * this.speed, Math.max(1, this.speed / 4))
    this.last = now
    return Math.floor(this.owed)
  }

  /** Steps that were taken: more than were due when robots step side by side, fewer when time ran out. */
  took(steps: number): void {
    if (this.speed !== 'max') this.owed -= steps
  }

  /** Milliseconds to sleep until the next step is due; 0 at `max`. */
  wait(): number {
    return this.speed === 'max' ? 0 : Math.max(4, Math.min(250, ((1 - this.owed) / this.speed) * 1000))
  }
}

/**
 * When something is worth doing again: so many milliseconds after the last time, and later where it takes so long that it
 * would use up more than its share of the time.
 */
export class Interval {
  private readonly milliseconds: number
  private readonly share: number
  private last = Number.NEGATIVE_INFINITY
  private cost = 0

  constructor(milliseconds: number, share = 1) {
    this.milliseconds = milliseconds
    this.share = share
  }

  /** @param milliseconds another interval for this once. */
  due(now: number, milliseconds = this.milliseconds): boolean {
    return now - this.last >= Math.max(milliseconds, this.cost / this.share)
  }

  /** It was done, from `start` to `end`. */
  spent(start: number, end = start): void {
    this.last = end
    this.cost = end - start
  }

  /** Nothing is known of its cost; the next time comes an interval after `now`. */
  restart(now: number): void {
    this.spent(now)
  }
}

/** Steps per second over the last second or so. */
export class RateMeter {
  private readonly samples: { at: number; step: number }[] = []

  measure(at: number, step: number): number {
    this.samples.push({ at, step })
    while (this.samples.length > 2 && at - this.samples[0]!.at > 1000) this.samples.shift()
    const first = this.samples[0]!
    return at > first.at ? ((step - first.step) / (at - first.at)) * 1000 : 0
  }

  clear(): void {
    this.samples.length = 0
  }
}
