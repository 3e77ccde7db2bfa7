/**
 * What people give: clips are start, seed and actions (never pictures), labels are answers about them, and the journal
 * only grows: an undo is an entry of its own, and an edited answer is a new label that takes the old one's place.
 */
import type { SettingValues } from './settings.ts'

/** The schema's version; older files migrate, newer ones are refused with a reason. */
export const LABEL_SCHEMA = 2

/** A piece of behaviour that can be replayed exactly: `Rng.fromSeed(seed, 'clip')` drives the world from `start`. */
export interface Clip {
  /** State index of a grid world; the whole state of a control world. [stateSize] */
  readonly start: number | readonly number[]
  readonly seed: number
  /** Step by step, of a box one number per dimension. [(lead + T) x actionSize] */
  readonly actions: readonly number[]
  /**
   * Steps that are taken first and not shown; none where it is left out. Worlds that only bring whole episodes back have
   * them: their clips start where their episode did.
   */
  readonly lead?: number
}

export type Comparison = 'left' | 'right' | 'equal' | 'cant-tell'

/** How much better the chosen side is; null where nobody asked. */
export type Strength = 'slightly' | 'clearly' | null

/** Seven steps with a neutral middle. */
export type Rating = -3 | -2 | -1 | 0 | 1 | 2 | 3

/** Scold or praise. */
export type Signal = -1 | 1

/** The five ways to teach. */
export const LABEL_KINDS = ['compare', 'rate', 'praise', 'demo', 'correct'] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

export type InputDevice = 'keyboard' | 'pointer' | 'touch' | 'gamepad' | 'simulated' | 'import'

/** A question whose answer says something about the rater: asked before with its sides swapped, or plain to see. */
export type Check =
  | { readonly kind: 'repeat' /** Id of the label that answered it first. */; readonly of: string }
  | { readonly kind: 'control' }

/** Who said it, when, and why it was asked. */
export interface Given {
  readonly schema: typeof LABEL_SCHEMA
  /** Unique over all tabs and devices. */
  readonly id: string
  /** Environment id and settings the clips belong to. */
  readonly env: string
  readonly envSettings: SettingValues
  /** First 16 hex digits of the SHA-256 of the world itself (`training/world-hash.ts`); empty where it was not known. */
  readonly worldHash: string
  /** Of the run it was given in. */
  readonly seed: number
  /** `person`, `person:Ada`, or `simulated:oracle` and the like. */
  readonly rater: string
  /** ISO 8601, when the question was shown and when it was answered. */
  readonly shownAt: string
  readonly answeredAt: string
  /** How many labels the reward model had seen when it asked. */
  readonly modelVersion: number
  /** Environment steps the learner had behind it. */
  readonly policyStep: number
  /** The query rule that chose it, such as `information`. */
  readonly queryRule: string
  /** Why this was asked, in plain words; empty where the person chose. */
  readonly reason: string
  readonly check: Check | null
  readonly inputDevice: InputDevice
  /** Id of the label whose place this one takes; null for a new answer. */
  readonly replaces: string | null
}

/** What is said, without who said it when. */
export type LabelContent =
  | {
      readonly kind: 'compare'
      /** As they were shown. */
      readonly left: Clip
      readonly right: Clip
      /** Were the sides changed over after the pair was chosen? */
      readonly swapped: boolean
      readonly answer: Comparison
      readonly strength: Strength
    }
  | { readonly kind: 'rate'; readonly clip: Clip; readonly rating: Rating }
  | {
      /** Given while the robot acted. */
      readonly kind: 'praise'
      /** The last steps before the signal. */
      readonly clip: Clip
      /** How long before the signal each step was seen. Milliseconds, falling. [T] */
      readonly ages: readonly number[]
      readonly signal: Signal
    }
  | {
      /** The world played by the person. */
      readonly kind: 'demo'
      readonly clip: Clip
      /** From an episode's start, or taken over from the robot in the middle of one. */
      readonly from: 'start' | 'takeover'
    }
  | {
      /** What the robot should have done instead, from a moment of its clip on. */
      readonly kind: 'correct'
      readonly clip: Clip
      /** Steps of `clip` before that moment. */
      readonly at: number
      /** Starts in the state that `clip` has reached then. */
      readonly better: Clip
    }

export type Label = Given & LabelContent

export type LabelOf<Kind extends LabelKind> = Extract<Label, { readonly kind: Kind }>

/** Takes a label back. A label it had replaced stands again. */
export interface Retraction {
  readonly schema: typeof LABEL_SCHEMA
  readonly kind: 'retract'
  readonly id: string
  /** Id of the label taken back. */
  readonly target: string
  readonly answeredAt: string
}

export type JournalEntry = Label | Retraction

/**
 * Labels that stand: given, not taken back and not replaced, oldest first, each id once. Of an answer and its edits the
 * newest that is not taken back stands, where the first of them stood.
 */
export function standingLabels(entries: readonly JournalEntry[]): Label[] {
  const retracted = new Set(entries.flatMap(entry => (entry.kind === 'retract' ? [entry.target] : [])))
  const labels = new Map<string, Label>()
  for (const entry of entries)
    if (entry.kind !== 'retract' && !labels.has(entry.id)) labels.set(entry.id, entry)
  const histories = editHistories(labels)
  const standing = new Map<string, Label | null>()
  for (const label of labels.values()) {
    const { first, edits } = histories.get(label.id)!
    const rival = standing.get(first)
    if (rival === undefined) standing.set(first, null)
    if (retracted.has(label.id) || (rival && histories.get(rival.id)!.edits > edits)) continue
    standing.set(first, label)
  }
  return [...standing.values()].filter(label => label !== null)
}

/**
 * For each label the first answer of its chain of edits, and how many edits lie between. Labels that replace each other
 * in a circle, which no person can give, count as a chain that begins anywhere in it.
 */
function editHistories(labels: ReadonlyMap<string, Label>): Map<string, { first: string; edits: number }> {
  const histories = new Map<string, { first: string; edits: number }>()
  for (const label of labels.values()) {
    const chain = new Set<string>()
    let id: string | null = label.id
    while (id !== null && labels.has(id) && !histories.has(id) && !chain.has(id)) {
      chain.add(id)
      id = labels.get(id)!.replaces
    }
    let older = id === null ? undefined : histories.get(id)
    for (const member of [...chain].reverse()) {
      older = older ? { first: older.first, edits: older.edits + 1 } : { first: member, edits: 0 }
      histories.set(member, older)
    }
  }
  return histories
}

/** What a reward model says of a clip, step by step, its constant settled. [T] each */
export interface ClipTrace {
  readonly mean: Float64Array
  readonly standardDeviation: Float64Array
  /** Task plus hidden reward; shown on request only. */
  readonly trueReward: Float64Array
}

/** Two clips put to a rater. */
export interface Query {
  readonly id: string
  readonly left: Clip
  readonly right: Clip
  readonly swapped: boolean
  readonly queryRule: string
  readonly reason: string
  readonly check: Check | null
  readonly modelVersion: number
  readonly policyStep: number
  /** Left and right; null while the model knows nothing. */
  readonly traces: readonly [ClipTrace, ClipTrace] | null
}

/** A finished episode, or a piece of one, that can be rated or corrected. */
export interface EpisodeRecord {
  readonly episode: number
  readonly clip: Clip
}
