/** Answers about random clips by a teacher who knows the true reward, and what a linear model over cells learns of them. */
import type { TabularWorld } from '../core/environment.ts'
import type { Clip } from '../core/label.ts'
import type { Rng } from '../core/rng.ts'
import { clipFeatures, outcomeFeatures, toOutcomes } from '../feedback/features.ts'
import { LinearRewardModel } from '../feedback/linear-reward-model.ts'
import { trueReturn } from '../feedback/overoptimisation/more-labels.ts'
import type { LearnedDraws } from '../feedback/overoptimisation/overoptimise.ts'
import { reachable } from '../feedback/reachable.ts'

export interface AnsweredPair {
  readonly left: Clip
  readonly right: Clip
  readonly preferred: 'left' | 'right'
}

/**
 * Pairs of clips of random actions, both from one state, any state that can be reached. Each answer is the opposite of the
 * truth with chance `mistakes`; exact ties fall to either side.
 */
export function simulatedComparisons(
  world: TabularWorld,
  count: number,
  length: number,
  mistakes: number,
  rng: Rng,
): AnsweredPair[] {
  const { states } = reachable(world.model)
  const clip = (start: number): Clip => ({
    start,
    seed: rng.uint32(),
    actions: Array.from({ length }, () => rng.integer(world.model.actions)),
  })
  return Array.from({ length: count }, () => {
    const start = states[rng.integer(states.length)]!
    const [left, right] = [clip(start), clip(start)]
    const [a, b] = [trueReturn(world, left), trueReturn(world, right)]
    const better = a === b ? rng.uniform() < 0.5 : a > b
    const flipped = rng.uniform() < mistakes
    return { left, right, preferred: better !== flipped ? 'left' : 'right' }
  })
}

/** A linear reward over cells, by outcome, and its posterior draws. */
export function learnedFrom(
  world: TabularWorld,
  answers: readonly AnsweredPair[],
  seed: number,
): LearnedDraws {
  const features = outcomeFeatures(world, 'cells')
  const model = new LinearRewardModel(features, { slope: 1, noiseFloor: 0.2, taskWeight: 0 }, 1, seed)
  const see = (clip: Clip) => clipFeatures(world, features, clip)
  const comparisons = answers.map(({ left, right, preferred }) => ({
    left: see(left),
    right: see(right),
    target: preferred === 'left' ? 1 : 0,
  }))
  model.fit(comparisons, [])
  const { rows } = features
  return {
    mean: toOutcomes(features, model.mean),
    draws: Array.from({ length: model.drawCount }, (_, draw) =>
      toOutcomes(features, model.draws.subarray(draw * rows, (draw + 1) * rows)),
    ),
  }
}
