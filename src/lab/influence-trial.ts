/**
 * Does the answer that is named most influential matter more than one picked at random? Each candidate is left out by
 * actual refit; how much the model then differs is measured on pairs that nobody was asked about.
 */
import type { Clip, Label } from '../core/label.ts'
import type { Rng } from '../core/rng.ts'
import type { Feedback } from '../feedback/feedback.ts'

export interface InfluenceTrial {
  /** Ids. */
  readonly named: string
  readonly random: string
  /** Root mean square change of the learned reward, as `Feedback.influence` reports it. */
  readonly rewardChange: { readonly named: number; readonly random: number }
  /** Root mean square change of P(left) over fresh pairs. */
  readonly predictionChange: { readonly named: number; readonly random: number }
}

/**
 * @param create a feedback that knows nothing yet; always the same.
 * @param labels two or more.
 * @param fresh how many pairs the change of predictions is measured on.
 */
export async function influenceTrial(
  create: () => Feedback | Promise<Feedback>,
  labels: readonly Label[],
  fresh: number,
  rng: Rng,
): Promise<InfluenceTrial> {
  const feedback = await create()
  try {
    await feedback.setLabels(labels)
    const changes: number[] = []
    for (const { id } of labels) changes.push((await feedback.influence(id, 0)).rewardChange)
    const named = changes.indexOf(changes.reduce((most, change) => Math.max(most, change)))
    const random = (named + 1 + rng.integer(labels.length - 1)) % labels.length
    const pairs = feedback.randomPairs(fresh, rng)
    const before = predictionsOf(feedback, pairs)
    const changeWithout = async (left: number): Promise<number> => {
      const other = await create()
      try {
        await other.setLabels(labels.filter((_, index) => index !== left))
        return rootMeanSquare(before, predictionsOf(other, pairs))
      } finally {
        other.dispose()
      }
    }
    return {
      named: labels[named]!.id,
      random: labels[random]!.id,
      rewardChange: { named: changes[named]!, random: changes[random]! },
      predictionChange: { named: await changeWithout(named), random: await changeWithout(random) },
    }
  } finally {
    feedback.dispose()
  }
}

const predictionsOf = (feedback: Feedback, pairs: readonly (readonly [Clip, Clip])[]): number[] =>
  pairs.map(([left, right]) => feedback.predict(left, right))

const rootMeanSquare = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) * (value - b[i]!), 0) / a.length)
