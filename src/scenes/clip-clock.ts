/** The time of clips in a loop: both sides of a pair go by one clock, rest a little at the end and begin again together. */

export const REST_MILLISECONDS = 700

export class ClipClock {
  /** Of the longer clip. */
  readonly steps: number
  /** At a pace of 1. */
  readonly stepMilliseconds: number
  private time = 0

  /** @param stepMilliseconds at a pace of 1. */
  constructor(steps: number, stepMilliseconds: number) {
    this.steps = steps
    this.stepMilliseconds = stepMilliseconds
  }

  /** Steps from the start, with the share of the one under way. 0 to `steps`. */
  get position(): number {
    return Math.min(this.steps, this.time / this.stepMilliseconds)
  }

  /** The rest takes as long at any pace. @param pace a multiple of the usual one. */
  update(milliseconds: number, pace: number): void {
    if (this.steps === 0) return
    const length = this.steps * this.stepMilliseconds
    let left = milliseconds
    if (this.time < length) {
      const played = Math.min(left * pace, length - this.time)
      this.time += played
      left -= played / pace
    }
    if (this.time >= length) this.time += left
    if (this.time >= length + REST_MILLISECONDS) this.time = 0
  }

  /** To the next whole step, or the one before; stays within the clip. */
  step(by: -1 | 1): void {
    const place = this.position
    const next = by > 0 ? Math.floor(place + 1e-6) + 1 : Math.ceil(place - 1e-6) - 1
    this.time = Math.max(0, Math.min(this.steps, next)) * this.stepMilliseconds
  }
}
