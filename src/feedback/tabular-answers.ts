/**
 * Labels of all five kinds as the two terms a reward model is fitted to: a comparison of two returns, or the rating of one.
 *
 *   compare   the two clips
 *   correct   the better part, preferred to the rest of the clip it replaces
 *   demo      pieces of the demonstration, each preferred to what acting at random does from the same state
 *   praise    the steps the signal was about, preferred to no reward at all; scolded ones the other way round
 *   rate      the clip
 */
import { replayClip } from '../core/clip-replay.ts'
import type { TabularWorld } from '../core/environment.ts'
import type { Clip, Label, LabelKind, LabelOf } from '../core/label.ts'
import { Rng } from '../core/rng.ts'
import { rollClip } from './clips.ts'
import type { ClipFeatures, FeatureTable, SegmentFeatures } from './features.ts'
import { praiseCredit } from './praise-credit.ts'
import { comparisonTarget } from './preference.ts'
import { NEUTRAL_RATER, type RaterModels } from './rater-model.ts'
import type { ComparisonExample, RatingExample } from './reward-model.ts'

export interface TabularAnswers {
  readonly comparisons: readonly ComparisonExample[]
  /** Kind and id of the label that each comparison comes from. */
  readonly kinds: readonly LabelKind[]
  readonly ids: readonly string[]
  readonly ratings: readonly RatingExample[]
}

/** How labels are read. */
export interface Reading {
  readonly world: TabularWorld
  readonly table: FeatureTable
  readonly see: SegmentFeatures
  readonly raters: RaterModels
  /** Of the pieces that demonstrations are cut into. */
  readonly pieceSteps: number
  /** Of the behaviour that demonstrations are compared with. */
  readonly seed: number
}

/** Other behaviour that a piece of a demonstration is compared with. */
const ALTERNATIVES = 3
/** A step counts for a signal with this share of the largest credit. */
const COUNTING_CREDIT = 0.5

/**
 * Labels that say nothing are left out.
 * @throws PlaygroundError `bad-clip` when a clip does not fit the world.
 */
export function tabularAnswers(labels: readonly Label[], reading: Reading): TabularAnswers {
  const comparisons: ComparisonExample[] = []
  const kinds: LabelKind[] = []
  const ids: string[] = []
  const ratings: RatingExample[] = []
  for (const label of labels) {
    const { rater } = label
    const known = reading.raters.get(rater) ?? NEUTRAL_RATER
    if (label.kind === 'rate') {
      ratings.push({ clip: seen(reading, label.clip), rating: label.rating, rater, known })
      continue
    }
    for (const comparison of comparisonsOf(label, reading)) {
      const pressed = label.kind === 'compare' ? { rater, known } : { known: { ...known, tieBand: 0 } }
      comparisons.push({ ...comparison, ...pressed })
      kinds.push(label.kind)
      ids.push(label.id)
    }
  }
  return { comparisons, kinds, ids, ratings }
}

function comparisonsOf(
  label: Exclude<Label, { readonly kind: 'rate' }>,
  reading: Reading,
): ComparisonExample[] {
  const { model } = reading.world
  switch (label.kind) {
    case 'compare': {
      const target = comparisonTarget(label.answer)
      if (target === null) return []
      const [left, right] = [seen(reading, label.left), seen(reading, label.right)]
      return [{ left, right, target, strength: label.strength }]
    }
    case 'correct': {
      const { states, outcomes } = replayClip(model, label.clip)
      const rest = { states: Array.from(states).slice(label.at), outcomes: outcomes.subarray(label.at) }
      if (rest.outcomes.length === 0) return []
      return [{ left: seen(reading, label.better), right: reading.see(rest), target: 1 }]
    }
    case 'demo':
      return demonstrationComparisons(label, reading)
    case 'praise': {
      const { states, outcomes } = replayClip(model, label.clip)
      const credit = praiseCredit(label.ages.slice(0, outcomes.length))
      const least = COUNTING_CREDIT * credit.reduce((most, share) => Math.max(most, share), 0)
      const weights = Float64Array.from(outcomes, (_, t) => (credit[t]! >= least ? 1 : 0))
      if (!weights.includes(1)) return []
      const left = { ...reading.see({ states, outcomes, weights }), taskReward: 0 }
      return [{ left, right: nothing(reading.table), target: label.signal > 0 ? 1 : 0 }]
    }
  }
}

function demonstrationComparisons({ id, clip }: LabelOf<'demo'>, reading: Reading): ComparisonExample[] {
  const { world, see, pieceSteps, seed } = reading
  const { states, outcomes } = replayClip(world.model, clip)
  const rng = Rng.fromSeed(seed, `demo/${id}`)
  const comparisons: ComparisonExample[] = []
  for (let first = 0; first < outcomes.length; first += pieceSteps) {
    const piece = outcomes.subarray(first, first + pieceSteps)
    const left = see({ states: Array.from(states).slice(first), outcomes: piece })
    for (let other = 0; other < ALTERNATIVES; other++) {
      const alternative = rollClip(world.model, states[first]!, null, piece.length, rng)
      comparisons.push({ left, right: seen(reading, alternative), target: 1 })
    }
  }
  return comparisons
}

/** @throws PlaygroundError `bad-clip` when the clip does not fit the world. */
function seen({ world, see }: Reading, clip: Clip): ClipFeatures {
  return see(replayClip(world.model, clip))
}

const nothing = (table: FeatureTable): ClipFeatures => ({
  rows: new Int32Array(0),
  sums: new Float64Array(table.size),
  taskReward: 0,
})
