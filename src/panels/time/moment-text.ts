/** Moments of learning in words. */
import type { MomentId } from '../../core/age.ts'
import type { Moment } from '../../store/state.ts'
import { countText, signedText } from '../number-text.ts'

/** `step 12,000`, `the trained adult`, `now`. */
export const momentName = (moment: MomentId | null): string => {
  if (moment === null) return 'now'
  return typeof moment === 'number' ? `step ${countText(moment)}` : `the trained ${moment}`
}

/** As short as a tick: `12k`, `1.5M`. */
export function shortSteps(step: number): string {
  if (step < 1000) return String(step)
  if (step < 1e6) return `${Number((step / 1000).toPrecision(3))}k`
  return `${Number((step / 1e6).toPrecision(3))}M`
}

/** What the stage says of whom it shows. @param shown one or two, null for the newest policy. */
export function watchingText(shown: readonly (MomentId | null)[]): string {
  const [first, second] = shown
  if (first === undefined) return ''
  if (second !== undefined) return `Side by side: ${momentName(first)} and ${momentName(second)}`
  if (first === null) return 'Live: the newest policy'
  return `Watching ${typeof first === 'number' ? 'the robot of ' : ''}${momentName(first)}`
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
