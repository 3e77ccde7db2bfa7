/** What a teach experiment is asked for, and what it tells. */
import { PlaygroundError } from '../../core/errors.ts'
import { LABEL_KINDS, type LabelKind } from '../../core/label.ts'
import type { PolicySnapshot } from '../../core/policy-snapshot.ts'
import type { RewardSettings } from '../../core/run-config.ts'
import type { SettingValues } from '../../core/settings.ts'
import { QUERY_RULES, type QueryRule } from '../../feedback/query.ts'
import type { WishExam } from './wished-world.ts'

export const EXAM_EPISODES = 100
export const HELD_OUT_PAIRS = 1000

export interface TeachOptions {
  readonly env: string
  readonly envSettings: SettingValues
  readonly agent: string
  readonly agentSettings: SettingValues
  /** Such as `mistake:0.1`. */
  readonly teacher: string
  readonly labels: number
  /** Environment steps over the whole run; the world's usual number when left out. */
  readonly steps?: number | undefined
  /** Environment steps by which the last answer is given; left out, 60 % of all. Grid worlds go on asking to the end. */
  readonly lastAnswer?: number | undefined
  readonly seed: number
  /** Kinds of labels joined by `+`, given by turns. */
  readonly kind: string
  /** Query rule; that of the feedback settings when left out. */
  readonly query?: string | undefined
  readonly feedbackSettings: SettingValues
  /** Shaping terms and the weight of the learned reward. */
  readonly reward?: RewardSettings | undefined
  /** Whether the learned reward alone is learnt from; left out, it is where the teacher minds nothing but the task. */
  readonly learnedOnly?: boolean | undefined
  /** What the teacher wishes for instead of the task: an id of the world's wishes. */
  readonly wish?: string | undefined
  /** Stops as soon as the wish is fulfilled, as whoever teaches would; `steps` at the latest. */
  readonly untilTaught?: boolean | undefined
  /** A trained robot to begin with, and the steps it had learnt from. */
  readonly start?: { readonly policy: PolicySnapshot; readonly steps: number } | undefined
  /** Leaves the reference run out, which takes about half of the time. */
  readonly withoutReference?: boolean | undefined
  readonly onProgress?: ((progress: TeachProgress) => void) | undefined
}

export interface TeachProgress {
  readonly labels: number
  readonly steps: number
  /** Mean true return of the greedy policy; on grids exact, else of a few episodes. Of a wish its measure. */
  readonly trueReturn: number
}

export interface TaughtResult {
  readonly env: string
  readonly agent: string
  readonly teacher: string
  readonly kind: string
  readonly query: string
  readonly labels: number
  /** Share of 1,000 fresh pairs predicted as the teacher answers them, ties and skips left out; null when all were. */
  readonly heldOutAgreement: number | null
  /** Of the same predictions. */
  readonly expectedCalibrationError: number | null
  /** Mean undiscounted return of the greedy policy, task plus hidden reward; of a wish its measure. */
  readonly trueReturn: number
  /** The same episodes, task reward alone. */
  readonly taskReturn: number
  /** Null where the reference was left out, or does no better than random actions. */
  readonly normalisedReturn: number | null
  readonly referenceReturn: number | null
  readonly randomReturn: number
  /** Null where the world has no flowers. */
  readonly flowerStepsPerEpisode: number | null
  /** Answers after which the robot did as wished at every look, one after each answer; null where it did not, or nothing is hidden. */
  readonly rightSince: number | null
  /** How the wish was met; absent where there was none. */
  readonly wish?: TaughtWish
  /** SHA-256 of the learner's whole state. */
  readonly hash: string
}

export interface TaughtWish {
  readonly id: string
  /** Of the measure. */
  readonly unit: string
  /** When it counts as taught; null where nobody has said. */
  readonly goal: string | null
  readonly isReached: boolean | null
  readonly taught: WishExam
  /** When teaching stopped because the wish was fulfilled; null where that never was so, or nobody looked. */
  readonly stopped: { readonly labels: number; readonly steps: number } | null
  /** The same learner, steps, seed and task reward without answers; null where the reference was left out. */
  readonly untaught: WishExam | null
  /** Uniformly random actions. A robot that stands still measures 0. */
  readonly random: WishExam
}

/**
 * @param known kinds that can be given here.
 * @throws PlaygroundError `bad-flag`, path `--kind`.
 */
export function parseKinds(text: string, known: readonly LabelKind[] = LABEL_KINDS): readonly LabelKind[] {
  const parts = text.split('+').map(part => part.trim())
  const unknown = parts.find(part => !known.includes(part as LabelKind))
  if (unknown !== undefined || new Set(parts).size < parts.length) {
    const message = `--kind is '${text.slice(0, 60)}'; expected ${known.join(', ')}, each once, joined by +.`
    throw new PlaygroundError('bad-flag', message, { path: '--kind' })
  }
  return known.filter(kind => parts.includes(kind))
}

/** @throws PlaygroundError `bad-flag`, path `--query`. */
export function querySetting(rule: string | undefined): SettingValues {
  if (rule === undefined) return {}
  if (QUERY_RULES.includes(rule as QueryRule)) return { queryRule: rule }
  const message = `--query is '${rule.slice(0, 60)}'; expected one of ${QUERY_RULES.join(', ')}.`
  throw new PlaygroundError('bad-flag', message, { path: '--query' })
}

export const normalised = (value: number, random: number, reference: number | null): number | null =>
  reference !== null && reference - random > 1e-9 ? (value - random) / (reference - random) : null
