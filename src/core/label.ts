/**
 * What people give: clips are start, seed and actions (never pictures), labels are answers about them, and the journal
 * only grows: an undo is an entry of its own.
 */
import type { SettingValues } from './settings.ts'

/** The schema's version; older files migrate, newer ones are refused with a reason. */
export const LABEL_SCHEMA = 1

/** A piece of behaviour that can be replayed exactly: `Rng.fromSeed(seed, 'clip')` drives the world from `start`. */
export interface Clip {
  /** State index. */
  readonly start: number
  readonly seed: number
  readonly actions: readonly number[]
}

export type Comparison = 'left' | 'right' | 'equal' | 'cant-tell'

/** Seven steps with a neutral middle. */
export type Rating = -3 | -2 | -1 | 0 | 1 | 2 | 3

interface Given {
  readonly schema: typeof LABEL_SCHEMA
  /** Unique over all tabs and devices. */
  readonly id: string
  /** Environment id and settings the clips belong to. */
  readonly env: string
  readonly envSettings: SettingValues
  /** `person`, or `simulated:oracle` and the like. */
  readonly rater: string
  /** ISO 8601, when the question was shown and when it was answered. */
  readonly shownAt: string
  readonly answeredAt: string
  /** How many labels the reward model had seen when it asked. */
  readonly modelVersion: number
  /** The query rule that chose it, such as `information`. */
  readonly queryRule: string
  readonly inputDevice: 'keyboard' | 'pointer' | 'simulated' | 'import'
}

export type Label = Given &
  (
    | { readonly kind: 'compare'; readonly left: Clip; readonly right: Clip; readonly answer: Comparison }
    | { readonly kind: 'rate'; readonly clip: Clip; readonly rating: Rating }
  )

/** Takes a label back. */
export interface Retraction {
  readonly schema: typeof LABEL_SCHEMA
  readonly kind: 'retract'
  readonly id: string
  /** Id of the label taken back. */
  readonly target: string
  readonly answeredAt: string
}

export type JournalEntry = Label | Retraction

/** Labels that stand: given and not taken back, oldest first, each id once. */
export function standingLabels(entries: readonly JournalEntry[]): Label[] {
  const retracted = new Set(entries.flatMap(entry => (entry.kind === 'retract' ? [entry.target] : [])))
  const seen = new Set<string>()
  return entries.filter((entry): entry is Label => {
    if (entry.kind === 'retract' || retracted.has(entry.id) || seen.has(entry.id)) return false
    seen.add(entry.id)
    return true
  })
}

/** Two clips put to a rater. */
export interface Query {
  readonly id: string
  readonly left: Clip
  readonly right: Clip
  readonly queryRule: string
  readonly modelVersion: number
}

/** A finished episode that can be rated. */
export interface EpisodeRecord {
  readonly episode: number
  readonly clip: Clip
}
