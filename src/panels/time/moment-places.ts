/** Where moments of learning lie on the time slider, and which of them stand for baby, teenager and adult. */
import type { Age } from '../../core/age.ts'
import type { Moment } from '../../store/state.ts'

const NICE = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]
/** The slider reaches at least this far, in steps. */
const SHORTEST = 1000

/** Right end of the slider: a round number of steps beyond `step`, so that it does not move with every frame. */
export function sliderEnd(step: number): number {
  const least = Math.max(SHORTEST, step * 1.02)
  const power = 10 ** Math.floor(Math.log10(least))
  return NICE.map(nice => nice * power).find(end => end >= least) ?? 10 * power
}

/** Four or so round numbers of steps from 0 to `end`. */
export function sliderTicks(end: number): number[] {
  const gap = [1, 2, 2.5, 5, 10]
    .map(nice => nice * 10 ** Math.floor(Math.log10(end / 4)))
    .find(candidate => end / candidate <= 5)!
  return Array.from({ length: Math.floor(end / gap) + 1 }, (_, i) => i * gap)
}

/** The kept moment nearest to `step`; null, which is live, beyond the newest. */
export function nearestMoment(entries: readonly Moment[], step: number): number | null {
  const newest = entries.at(-1)
  if (!newest || step > newest.step) return null
  return entries.reduce((best, entry) =>
    Math.abs(entry.step - step) < Math.abs(best.step - step) ? entry : best,
  ).step
}

export interface AgeMark {
  readonly age: Age
  readonly moment: Moment
}

/**
 * Baby: the first moment with a finished episode. Teenager: the first that came half of the way between the worst and the
 * best return so far. Adult: the first that came nearly all of it. One that stands too near to the one before is left out.
 * @param apart steps between two of them, at least.
 */
export function ageMarks(entries: readonly Moment[], apart: number): AgeMark[] {
  const rated = entries.filter(entry => entry.recentReturn !== null)
  const first = rated[0] ?? entries[0]
  if (!first) return []
  const returns = rated.map(entry => entry.recentReturn!)
  const [low, high] = [Math.min(...returns), Math.max(...returns)]
  const reached = (share: number) =>
    high > low ? rated.find(entry => entry.recentReturn! >= low + share * (high - low)) : undefined
  const marks: AgeMark[] = [{ age: 'baby', moment: first }]
  const add = (age: Age, moment: Moment | undefined) => {
    const before = marks.at(-1)!.moment
    if (moment && moment.step - before.step >= apart) marks.push({ age, moment })
  }
  add('teenager', reached(0.5))
  add('adult', reached(0.9))
  return marks
}

/** Outline of recent returns over steps, in the unit square with y down; empty until two moments are rated. */
export function returnLine(entries: readonly Moment[], end: number): { x: number; y: number }[] {
  const rated = entries.filter(entry => entry.recentReturn !== null)
  if (rated.length < 2) return []
  const returns = rated.map(entry => entry.recentReturn!)
  const [low, high] = [Math.min(...returns), Math.max(...returns)]
  const span = Math.max(high - low, 1e-9)
  return rated.map(({ step, recentReturn }) => ({ x: step / end, y: 1 - (recentReturn! - low) / span }))
}
