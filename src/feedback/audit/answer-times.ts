/** How long answers took, and which came faster than a person can look. */
import type { Given } from '../../core/label.ts'

/**
 * Seconds. Choosing between two pictures at a glance takes people about a third of a second (Thorpe, Fize & Marlot, "Speed of
 * processing in the human visual system", Nature 381, 1996, https://doi.org/10.1038/381520a0); a moving clip takes longer.
 */
export const ANSWER_FLOOR = 0.4

export interface AnswerTimes {
  /** Seconds; null without a clock. */
  readonly median: number | null
  readonly tooFast: number
}

/** Simulated and imported answers have no clock and are left out. */
export function answerTimes(labels: readonly Given[]): AnswerTimes {
  const seconds = labels.flatMap(({ shownAt, answeredAt, inputDevice }) => {
    if (inputDevice === 'simulated' || inputDevice === 'import') return []
    const taken = secondsOf(answeredAt) - secondsOf(shownAt)
    return taken >= 0 ? [taken] : []
  })
  seconds.sort((a, b) => a - b)
  return {
    median: seconds.length > 0 ? seconds[Math.floor(seconds.length / 2)]! : null,
    tooFast: seconds.filter(taken => taken < ANSWER_FLOOR).length,
  }
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d+)?)Z$/

/** Seconds since the year 0 of an ISO 8601 time in UTC; NaN of anything else. */
export function secondsOf(time: string): number {
  const match = TIME.exec(time)
  if (!match) return Number.NaN
  const [year, month, day, hours, minutes, seconds] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return ((daysBefore(year, month) + day) * 24 + hours) * 3600 + minutes * 60 + seconds
}

/** In the Gregorian calendar; the year is taken to begin in March, so that the leap day comes last. */
function daysBefore(year: number, month: number): number {
  const y = month > 2 ? year : year - 1
  const m = month > 2 ? month - 3 : month + 9
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return 365 * y + leapDays + Math.floor((153 * m + 2) / 5)
}
