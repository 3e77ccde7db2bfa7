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
import type { Label, LabelKind, LabelOf } from '../core/label.ts'
import { Rng } from '../core/rng.ts'
import { rollClip } from './clips.ts'
import { type ClipFeatures, clipFeatures, type FeatureTable, stepFeatures } from './features.ts'
import { praiseCredit } from './praise-credit.ts'
import { comparisonTarget } from './preference.ts'
import type { ComparisonExample, RatingExample } from './reward-model.ts'

export interface TabularAnswers {
  readonly comparisons: readonly ComparisonExample[]
  /** Kind and id of the label that each comparison comes from. */
  readonly kinds: readonly LabelKind[]
  readonly ids: readonly string[]
  readonly ratings: readonly RatingExample[]
}

/** Other behaviour that a piece of a demonstration is compared with. */
const ALTERNATIVES = 3
/** A step counts for a signal with this share of the largest credit. */
const COUNTING_CREDIT = 0.5

/**
 * Labels that say nothing are left out.
 * @param pieceSteps of demonstrations. @param seed of the behaviour that demonstrations are compared with.
 * @throws PlaygroundError `bad-clip` when a clip does not fit the world.
 */
export function tabularAnswers(
  labels: readonly Label[],
  world: TabularWorld,
  table: FeatureTable,
  pieceSteps: number,
  seed: number,
): TabularAnswers {
  const comparisons: ComparisonExample[] = []
  const kinds: LabelKind[] = []
  const ids: string[] = []
  const ratings: RatingExample[] = []
  for (const label of labels) {
    if (label.kind === 'rate') {
      ratings.push({ clip: clipFeatures(world, table, label.clip), rating: label.rating })
      continue
    }
    for (const comparison of comparisonsOf(label, world, table, pieceSteps, seed)) {
      comparisons.push(comparison)
      kinds.push(label.kind)
      ids.push(label.id)
    }
  }
  return { comparisons, kinds, ids, ratings }
}

function comparisonsOf(
  label: Exclude<Label, { readonly kind: 'rate' }>,
  world: TabularWorld,
  table: FeatureTable,
  pieceSteps: number,
  seed: number,
): ComparisonExample[] {
  const { model } = world
  switch (label.kind) {
    case 'compare': {
      const target = comparisonTarget(label.answer)
      if (target === null) return []
      const [left, right] = [clipFeatures(world, table, label.left), clipFeatures(world, table, label.right)]
      return [{ left, right, target }]
    }
    case 'correct': {
      const rest = replayClip(model, label.clip).outcomes.subarray(label.at)
      if (rest.length === 0) return []
      const right = stepFeatures(model, table, rest)
      return [{ left: clipFeatures(world, table, label.better), right, target: 1 }]
    }
    case 'demo':
      return demonstrationComparisons(label, world, table, pieceSteps, seed)
    case 'praise': {
      const { outcomes } = replayClip(model, label.clip)
      const credit = praiseCredit(label.ages.slice(0, outcomes.length))
      const least = COUNTING_CREDIT * credit.reduce((most, share) => Math.max(most, share), 0)
      const meant = outcomes.filter((_, t) => credit[t]! >= least)
      if (meant.length === 0) return []
      const left = { ...stepFeatures(model, table, meant), taskReward: 0 }
      return [{ left, right: nothing(table), target: label.signal > 0 ? 1 : 0 }]
    }
  }
}

function demonstrationComparisons(
  { id, clip }: LabelOf<'demo'>,
  world: TabularWorld,
  table: FeatureTable,
  pieceSteps: number,
  seed: number,
): ComparisonExample[] {
  const { model } = world
  const { states, outcomes } = replayClip(model, clip)
  const rng = Rng.fromSeed(seed, `demo/${id}`)
  const comparisons: ComparisonExample[] = []
  for (let first = 0; first < outcomes.length; first += pieceSteps) {
    const piece = outcomes.subarray(first, first + pieceSteps)
    const left = stepFeatures(model, table, piece)
    for (let other = 0; other < ALTERNATIVES; other++) {
      const alternative = rollClip(model, states[first]!, null, piece.length, rng)
      comparisons.push({ left, right: clipFeatures(world, table, alternative), target: 1 })
    }
  }
  return comparisons
}

const nothing = (table: FeatureTable): ClipFeatures => ({
  rows: new Int32Array(0),
  sums: new Float64Array(table.size),
  taskReward: 0,
})
