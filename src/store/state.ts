/** The page's whole state but the telemetry streams (frames and curves live in `store/telemetry.ts`). Plain, readonly. */
import type { Age, MomentId } from '../core/age.ts'
import type { AgentDefinition } from '../core/agent.ts'
import type { ThingKind } from '../core/dropped-thing.ts'
import type { Quantity, World } from '../core/environment.ts'
import type { RobotEvent } from '../core/frame.ts'
import type { Clip, Comparison, EpisodeRecord, Label, LabelKind, Query } from '../core/label.ts'
import type { LearnedReward, ShapingCheck } from '../core/learned-reward.ts'
import type { HeldAxes } from '../core/play-axes.ts'
import type { Evaluation, RunConfig, Speed } from '../core/run-config.ts'
import type { SettingsSchema, SettingValues } from '../core/settings.ts'
import type { Space } from '../core/space.ts'
import type { AuditReport, InfluenceReport, OveroptimisationReport } from '../core/teaching-reports.ts'

export type Mode = 'watch' | 'teach'
export type TeachWay = LabelKind
export type Theme = 'system' | 'light' | 'dark'

/** How fast simulated time passes for the robots on show, as a multiple of real time. */
export const PLAYBACKS = [0.25, 0.5, 1, 2, 4] as const
export type Playback = (typeof PLAYBACKS)[number]

/** A world as the gallery lists it. */
export interface WorldEntry {
  readonly id: string
  readonly title: string
  readonly group: string
  /** Finitely many states, or real-valued ones. */
  readonly form: World['form']
  readonly task: string
  readonly solved: string
  /** What ends an episode before its time; empty where that is plain to see. */
  readonly fall: string
  readonly settings: SettingsSchema
  /** Id of the same task in episodes of one length, or null. */
  readonly twin: string | null
  /** How much its engine weighs, such as `2.6 MB`, fetched when it is first opened; null where there is none. */
  readonly download: string | null
}

export interface AgentEntry {
  readonly id: string
  readonly title: string
  readonly kind: string
  readonly help: string
  /** What it can learn; `agentsFor` chooses by them. */
  readonly worlds: AgentDefinition['worlds']
  readonly actions: AgentDefinition['actions']
  /** Kinds of labels it learns from instead of rewards; null: rewards. */
  readonly learnsFrom: readonly LabelKind[] | null
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
  /** All parallel robots of the training, faintly. */
  readonly swarm: boolean
}

/** The open world, as far as panels must know it. */
export interface OpenWorld {
  readonly form: World['form']
  readonly actionSpace: Space
  /** One per number of an observation; none in a grid world. */
  readonly observations: readonly Quantity[]
  /** One per discrete action, or one per dimension of a box. */
  readonly actions: readonly Quantity[]
  /** Simulated seconds per step; null in a grid world, which has no time of its own. */
  readonly stepSeconds: number | null
  readonly maxEpisodeSteps: number | null
  /** Mean return of test episodes that counts as solved, or null. */
  readonly solvedReturn: number | null
  /** Is there a value function over two numbers to draw? */
  readonly plane: boolean
  /** Has it a ground that can be tilted and on which things can fall? */
  readonly tricks: boolean
}

/** The ground is tilted no further, either way (degrees). */
export const MOST_TILT = 12

export interface WishFigures {
  readonly id: string
  readonly title: string
  readonly unit: string
  /** When it counts as taught; empty where nobody has said. */
  readonly goal: string
  /** Is there a way known to teach it? */
  readonly canBeSetUp: boolean
  readonly figures: readonly number[]
}

/** A moment of learning whose policy was kept. */
export interface Moment {
  readonly step: number
  readonly episode: number
  /** Mean undiscounted task return of the last (up to 20) episodes then; null before the first. */
  readonly recentReturn: number | null
}

/** The time slider. Grid worlds keep no moments. */
export interface Moments {
  /** Oldest first, at most 64, thinned to an even spacing as learning goes on. */
  readonly entries: readonly Moment[]
  /** The moment scrubbed to, or a trained robot; null: the newest policy, live. */
  readonly shown: MomentId | null
  /** At most two that are pinned, the pin set first coming first. Two are shown beside each other, one beside `shown`. */
  readonly pins: readonly MomentId[]
}

/** A trained robot that came with the page, for the open world. */
export interface TrainedRobot {
  readonly age: Age
  readonly agent: string
  /** Environment steps it learnt from. */
  readonly steps: number
  /** Of its deterministic policy. */
  readonly meanReturn: number
  readonly meanLength: number
}

/** A person playing the world themselves. */
export interface PlayState {
  readonly active: boolean
  readonly seed: number
  /** State index in a grid world. */
  readonly state: number
  readonly steps: number
  readonly return: number
  readonly finished: 'no' | 'terminated' | 'truncated'
  /** What the last step brought. */
  readonly event: RobotEvent
  readonly bestReturn: number | null
  /** What is held in a control world, by axis (`core/play-axes.ts`). */
  readonly held: HeldAxes
  /** A control world's newest policy on the same start, step for step beside the person; null before there is a policy. */
  readonly robot: { readonly return: number; readonly finished: boolean } | null
  /** How the controls act in this world, in one sentence; empty in a grid world. */
  readonly help: string
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

/** Praise, demonstration or correction under way. */
export type LiveTeaching =
  | {
      readonly kind: 'praise'
      readonly signals: number
      /** The newest, for the flash. */
      readonly last: { readonly signal: -1 | 1; readonly count: number } | null
    }
  | {
      readonly kind: 'demo' | 'correct'
      /** `waiting`: the first key begins it. */
      readonly status: 'waiting' | 'recording' | 'finished'
      readonly steps: number
      readonly return: number
      /** Did it come to its end by itself? */
      readonly ended: PlayState['finished']
      /** Correction: steps of the clip before the moment it starts from. */
      readonly at: number
      /** Demonstration: taken over from the robot. */
      readonly takeover: boolean
      /** Correction: what the robot did from there, null where chance would make it something else, and its return. */
      readonly rest: { readonly clip: Clip | null; readonly steps: number; readonly return: number } | null
      /** What the person did, once it is finished. */
      readonly shown: Clip | null
    }

/** A file of answers that waits for the person to say whose they are. */
export interface PendingImport {
  readonly file: string
  /** Entries it would add, and those that are here already. */
  readonly added: number
  readonly repeated: number
  /** Everyone whose answers it would add. */
  readonly raters: readonly string[]
  /** People of the file who have the name of someone here. */
  readonly namesakes: readonly {
    readonly rater: string
    /** Their answers here, and those the file would add, over all worlds. */
    readonly here: number
    readonly inFile: number
  }[]
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
      | 'resume-last-good'
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
    /** Best undiscounted task return within the time limit, exact; null where it cannot be worked out. */
    readonly optimalReturn: number | null
    readonly randomReturn: number | null
    readonly evaluation: Evaluation | null
    /** Figures of the learner's last update by their names in the field; empty where it gives none. */
    readonly diagnostics: Readonly<Record<string, number>>
    readonly failure: { readonly code: string; readonly message: string } | null
    /** After a failure: the step that `resumeLastGood` goes on from, or null. */
    readonly lastGood: { readonly step: number } | null
  }
  /** A world that waits for its engine; `slow` once that takes long enough to be told. */
  readonly opening: { readonly env: string; readonly title: string; readonly slow: boolean } | null
  readonly world: OpenWorld
  readonly moments: Moments
  /** Youngest first; none where there are none, or while they are fetched. */
  readonly trained: readonly TrainedRobot[]
  /** What a person drops on the robot on show, and how far the ground is tilted, uphill to the right (degrees). */
  readonly trick: { readonly thing: ThingKind; readonly tilt: number }
  /** Pace of the robots on show, and of a person's play, in control worlds. */
  readonly playback: Playback
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
    /** Who answers, such as `person` or `person:Ada`, and everyone who has. */
    readonly rater: string
    readonly raters: readonly string[]
    /** Pace of the clips. */
    readonly clipPlayback: Playback
    readonly clipsPaused: boolean
    /** Is a person asked how much better the chosen side is? */
    readonly askStrength: boolean
    /** Id of the past answer that is being given anew, or null. */
    readonly editing: string | null
    /** A robot acts for the person to praise, or a person plays for the robot; null: a clip goes by, or Pip acts. */
    readonly live: LiveTeaching | null
    /** Two places in an observation, for the lens of control worlds; null: the world's own choice. */
    readonly plane: { readonly x: number; readonly y: number } | null
    readonly audit: AuditReport | null
    /** What one may wish of the robot, and how far its policies got in tests, newest last; none where nothing is measured. */
    readonly wishes: readonly WishFigures[]
    /** The view over optimisation, or that it is being worked out. */
    readonly overoptimisation: OveroptimisationReport | 'running' | null
    /** Of the past answer last asked about, or its id while it is worked out. */
    readonly influence: InfluenceReport | { readonly label: string } | null
    readonly pendingImport: PendingImport | null
  }
  readonly notice: Notice | null
  readonly dialog: 'none' | 'keys' | 'worlds' | 'data' | 'import' | 'about'
  /** Announced politely to screen readers. */
  readonly announcement: string
}
