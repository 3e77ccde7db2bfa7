/** The time slider's moves, as functions from its state to the next. */
import type { MomentId } from '../core/age.ts'
import type { Moments } from './state.ts'

const MOST_PINS = 2

export const NO_MOMENTS: Moments = { entries: [], shown: null, pins: [] }

/** Shows the kept moment nearest to a step, or a trained robot; null: live. */
export function scrubbedTo(moments: Moments, moment: MomentId | null): Moments {
  return { ...moments, shown: typeof moment === 'number' ? nearest(moments, moment) : moment }
}

/** From live to the moment before the newest, from the first nowhere. */
export function steppedBack(moments: Moments): Moments {
  const { entries, shown } = moments
  const from = typeof shown === 'number' ? shown : (entries.at(-1)?.step ?? 0)
  const earlier = entries.filter(({ step }) => step < from).at(-1)
  return earlier ? { ...moments, shown: earlier.step } : moments
}

/** The newest moment is live. */
export function steppedOn(moments: Moments): Moments {
  const { entries, shown } = moments
  if (typeof shown !== 'number') return { ...moments, shown: null }
  const later = entries.find(({ step }) => step > shown)
  return { ...moments, shown: !later || later === entries.at(-1) ? null : later.step }
}

/** Pins what is shown; live, the newest moment. A third pin replaces the oldest. */
export function pinned(moments: Moments): Moments {
  const step = stepShown(moments)
  if (step === null || moments.pins.includes(step)) return moments
  return { ...moments, pins: [...moments.pins, step].slice(-MOST_PINS) }
}

export const unpinned = (moments: Moments, moment: MomentId): Moments => ({
  ...moments,
  pins: moments.pins.filter(pin => pin !== moment),
})

/** What is shown becomes the only pin; the newest policy goes beside it. */
export function comparedWithNow(moments: Moments): Moments {
  const step = stepShown(moments)
  return step === null ? moments : { ...moments, pins: [step], shown: null }
}

const stepShown = ({ shown, entries }: Moments): MomentId | null => shown ?? entries.at(-1)?.step ?? null

function nearest({ entries }: Moments, step: number): number | null {
  let best: number | null = null
  for (const entry of entries) {
    if (best === null || Math.abs(entry.step - step) < Math.abs(best - step)) best = entry.step
  }
  return best
}
