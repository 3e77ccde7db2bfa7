/** The page's whole state but the telemetry streams (frames and curves live in `store/telemetry.ts`). Plain, readonly. */
import type { RobotEvent } from '../core/frame.ts'
import type { Comparison, EpisodeRecord, Label, Query } from '../core/label.ts'
import type { LearnedReward, ShapingCheck } from '../core/learned-reward.ts'
import type { Evaluation, RunConfig, Speed } from '../core/run-config.ts'
import type { SettingsSchema, SettingValues } from '../core/settings.ts'

export type Mode = 'watch' | 'teach'
export type TeachWay = 'compare' | 'rate'
export type Theme = 'system' | 'light' | 'dark'

/** A world as the gallery lists it. */
export interface WorldEntry {
  readonly id: string
  readonly title: string
  readonly group: string
  readonly task: string
  readonly solved: string
  readonly settings: SettingsSchema
}

export interface AgentEntry {
  readonly id: string
  readonly title: string
  readonly kind: string
  readonly help: string
  readonly settings: SettingsSchema
}

/** A shaping term of the open world. */
export interface TermEntry {
  readonly id: string
  readonly title: string
  readonly help: string
  readonly kind: 'potential' | 'free' | 'visits'
  readonly range: readonly [number, number]
  readonly suggestedWeight: number
}

/** Progress in one world, for the gallery. */
export interface WorldProgress {
  readonly episodes: number
  readonly solvedAt: number | null
  readonly bestEvaluation: number | null
}

export interface Layers {
  readonly values: boolean
  readonly arrows: boolean
  readonly trails: boolean
  readonly visits: boolean
  readonly digits: boolean
}

/** A person playing the world themselves. */
export interface PlayState {
  readonly active: boolean
  readonly seed: number
  readonly state: number
  readonly steps: number
  readonly return: number
  readonly finished: 'no' | 'terminated' | 'truncated'
  /** What the last step brought. */
  readonly event: RobotEvent
  readonly bestReturn: number | null
}

/** Where labels stand with storage. */
export type SavedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'saved'; readonly count: number }
  | { readonly kind: 'saving'; readonly count: number }
  /** Storage is full, disabled or broken: labels live in memory only; offer the download. */
  | {
      readonly kind: 'failed'
      readonly count: number
      readonly unsaved: number
      readonly code: string
      readonly message: string
    }
  /** Stored data cannot be read; nothing is written over it. */
  | { readonly kind: 'unreadable'; readonly message: string }

export interface Answered {
  readonly label: Label
  /** Set while its transaction is under way. */
  readonly pending: boolean
}

/** A notice the page shows until it is dismissed or replaced. */
export interface Notice {
  readonly id: number
  readonly tone: 'info' | 'warning' | 'error'
  readonly text: string
  readonly action?: {
    readonly label: string
    readonly command:
      | 'undo-reset'
      | 'download-labels'
      | 'download-unreadable'
      | 'open-teach'
      | 'reload'
      | 'restart'
  }
}

export interface AppState {
  readonly mode: Mode
  readonly theme: Theme
  readonly worlds: readonly WorldEntry[]
  readonly agents: readonly AgentEntry[]
  readonly progress: Readonly<Record<string, WorldProgress>>

  readonly run: {
    readonly epoch: number
    readonly config: RunConfig
    readonly status: 'starting' | 'running' | 'paused' | 'failed'
    readonly speed: Speed
    /** Off: acts without learning (Freeze). */
    readonly learning: boolean
    readonly step: number
    readonly episode: number
    readonly stepsPerSecond: number
    /** Best undiscounted task return within the time limit, exact. */
    readonly optimalReturn: number | null
    readonly randomReturn: number | null
    readonly evaluation: Evaluation | null
    readonly failure: { readonly code: string; readonly message: string } | null
  }
  readonly terms: readonly TermEntry[]
  readonly shapingCheck: ShapingCheck | null
  readonly layers: Layers
  /** Cell under the loupe, by pointer or arrow keys, or null. */
  readonly inspectedCell: number | null
  readonly play: PlayState

  readonly teach: {
    readonly way: TeachWay
    readonly queries: readonly Query[]
    /** Newest last: the standing labels of this world. */
    readonly answered: readonly Answered[]
    readonly saved: SavedState
    /** The answer just pressed, for the flash. */
    readonly chosen: Comparison | null
    readonly learned: LearnedReward | null
    readonly showTrueReward: boolean
    /** `off`, or a teacher such as `oracle`. */
    readonly simulatedRater: string
    readonly episode: EpisodeRecord | null
    readonly settings: SettingValues
    readonly settingsSchema: SettingsSchema
    /** Standing labels in all worlds. */
    readonly totalLabels: number
  }
  readonly notice: Notice | null
  readonly dialog: 'none' | 'keys' | 'worlds' | 'data' | 'about'
  /** Announced politely to screen readers. */
  readonly announcement: string
}
