/**
 * Standing labels as pairs of chosen and rejected behaviour, for libraries that learn from preferences. One JSON object
 * a line in the explicit-prompt form of TRL's preference data sets: `prompt`, `chosen` and `rejected` are text
 * (Hugging Face TRL, "Dataset formats and types", https://huggingface.co/docs/trl/dataset_formats), `margin` is the
 * number that its reward trainer subtracts. The exact clips come beside the text, every line with the same columns.
 */
import type { Clip, Label, LabelOf, Strength } from '../core/label.ts'

/** Part of a clip. */
export interface ClipPart {
  /** One number, the state's, in grid worlds; the whole state in control worlds. */
  readonly start: readonly number[]
  readonly seed: number
  readonly actions: readonly number[]
  /** Numbers of `actions` that only lead to the moment where the compared part begins. */
  readonly from: number
}

export interface PreferencePair {
  readonly prompt: string
  readonly chosen: string
  readonly rejected: string
  readonly margin: number
  readonly chosen_clip: ClipPart
  readonly rejected_clip: ClipPart
  readonly kind: 'compare' | 'correct'
  readonly rater: string
  readonly label: string
}

export interface PreferencePairs {
  readonly pairs: readonly PreferencePair[]
  /** Labels that say nothing about which of two is better. */
  readonly leftOut: {
    readonly equal: number
    readonly cantTell: number
    /** Corrections at a clip's end, with nothing left to be worse. */
    readonly emptyCorrections: number
    /** Ratings, praise and demonstrations. */
    readonly otherKinds: number
  }
}

/** Margins of Touvron et al., "Llama 2", 2023 (https://arxiv.org/abs/2307.09288), table 27, its small variant. */
const MARGINS = { slightly: 1 / 3, clearly: 1 } as const

/**
 * @param labels that stand, of any worlds.
 * @param actionSizeOf numbers in an action of a world; 1 when left out.
 */
export function preferencePairs(
  labels: readonly Label[],
  actionSizeOf: (env: string) => number = () => 1,
): PreferencePairs {
  const pairs: PreferencePair[] = []
  const leftOut = { equal: 0, cantTell: 0, emptyCorrections: 0, otherKinds: 0 }
  for (const label of labels) {
    if (label.kind === 'compare') {
      if (label.answer === 'equal') leftOut.equal++
      else if (label.answer === 'cant-tell') leftOut.cantTell++
      else pairs.push(comparisonPair(label, actionSizeOf(label.env)))
    } else if (label.kind === 'correct') {
      const size = actionSizeOf(label.env)
      const from = (leadOf(label.clip) + label.at) * size
      if (from >= label.clip.actions.length) leftOut.emptyCorrections++
      else pairs.push(correctionPair(label, from, size))
    } else leftOut.otherKinds++
  }
  return { pairs, leftOut }
}

/** One pair a line; no header, since the libraries expect none. */
export const encodePreferencePairs = (pairs: readonly PreferencePair[]): string =>
  pairs.map(pair => `${JSON.stringify(pair)}\n`).join('')

function comparisonPair(label: LabelOf<'compare'>, size: number): PreferencePair {
  const [chosen, rejected] = label.answer === 'left' ? [label.left, label.right] : [label.right, label.left]
  const [chosenFrom, rejectedFrom] = [leadOf(chosen) * size, leadOf(rejected) * size]
  const together = startText(chosen, chosenFrom) === startText(rejected, rejectedFrom)
  const text = (clip: Clip, from: number) =>
    together
      ? actionText(clip.actions.slice(from))
      : `${startText(clip, from)}: ${actionText(clip.actions.slice(from))}`
  return {
    prompt: together ? `${worldText(label)} ${startText(chosen, chosenFrom)}` : worldText(label),
    chosen: text(chosen, chosenFrom),
    rejected: text(rejected, rejectedFrom),
    margin: marginOf(label.strength),
    chosen_clip: clipPart(chosen, chosenFrom),
    rejected_clip: clipPart(rejected, rejectedFrom),
    ...sourceOf(label),
  }
}

/** What should have been done against what was done, both from the moment of the correction. */
function correctionPair(label: LabelOf<'correct'>, from: number, size: number): PreferencePair {
  const betterFrom = leadOf(label.better) * size
  return {
    prompt: `${worldText(label)} ${startText(label.better, betterFrom)}`,
    chosen: actionText(label.better.actions.slice(betterFrom)),
    rejected: actionText(label.clip.actions.slice(from)),
    margin: 0,
    chosen_clip: clipPart(label.better, betterFrom),
    rejected_clip: clipPart(label.clip, from),
    ...sourceOf(label),
  }
}

const sourceOf = <Kind extends 'compare' | 'correct'>({
  kind,
  rater,
  id,
}: {
  kind: Kind
  rater: string
  id: string
}) => ({
  kind,
  rater,
  label: id,
})

const marginOf = (strength: Strength): number => (strength === null ? 0 : MARGINS[strength])

const startOf = ({ start }: Clip): readonly number[] => (typeof start === 'number' ? [start] : start)

const clipPart = (clip: Clip, from: number): ClipPart => ({
  start: startOf(clip),
  seed: clip.seed,
  actions: clip.actions,
  from,
})

const leadOf = ({ lead = 0 }: Clip): number => lead

/** The world's id and its settings, keys in order, so that one world has one prompt. */
function worldText({ env, envSettings }: Label): string {
  const settings = Object.entries(envSettings).sort(([a], [b]) => (a < b ? -1 : 1))
  return [env, ...settings.map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(' ')
}

/** Where the compared part begins: a state, and where it takes them the actions that lead on from there. */
const startText = (clip: Clip, from: number): string => {
  const lead = from > 0 ? ` after ${actionText(clip.actions.slice(0, from))}` : ''
  return `from ${startOf(clip).join(',')}${lead}`
}
const actionText = (actions: readonly number[]): string => actions.join(' ')
