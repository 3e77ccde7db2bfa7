/** Moments of learning in words. */
import type { Moment } from '../../store/state.ts'
import { countText, signedText } from '../number-text.ts'

/** `step 12,000`, `now`. */
export const momentName = (step: number | null): string => (step === null ? 'now' : `step ${countText(step)}`)

/** As short as a tick: `12k`, `1.5M`. */
export function shortSteps(step: number): string {
  if (step < 1000) return String(step)
  if (step < 1e6) return `${Number((step / 1000).toPrecision(3))}k`
  return `${Number((step / 1e6).toPrecision(3))}M`
}

/** What the stage says of whom it shows. @param shown one or two steps, null for the newest policy. */
export function watchingText(shown: readonly (number | null)[]): string {
  const [first, second] = shown
  if (first === undefined) return ''
  if (second !== undefined) return `Side by side: ${momentName(first)} and ${momentName(second)}`
  return first === null ? 'Live: the newest policy' : `Watching the robot of ${momentName(first)}`
}

/** `Step 12,000, episode 340, mean return +120`; for the slider's reader. */
export function momentText(moment: Moment | undefined, live: boolean): string {
  if (!moment) return live ? 'Live' : ''
  const { step, episode, recentReturn } = moment
  const words = [`step ${countText(step)}`, `episode ${countText(episode)}`]
  if (recentReturn !== null) words.push(`mean return ${signedText(recentReturn)}`)
  const text = words.join(', ')
  return live ? `Live, ${text}` : `${text[0]!.toUpperCase()}${text.slice(1)}`
}
