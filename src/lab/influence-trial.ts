/**
 * Does the answer that is named most influential matter more than one picked at random? Each candidate is left out by
 * actual refit; how much the model then differs is measured on clips that nobody was asked about: by the reward of their
 * steps, and by P(left) as it is stated, which moves with the calibration too.
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
  /** Root mean square change of the learned reward over the steps of fresh pairs. */
  readonly stepChange: { readonly named: number; readonly random: number }
  /** Root mean square change of P(left) over fresh pairs. */
  readonly predictionChange: { readonly named: number; readonly random: number }
}

/**
 * @param create a feedback that knows nothing yet; always the same.
 * @param labels two or more.
 * @param fresh how many pairs the model is compared on.
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
    const before = saidOf(feedback, pairs)
    const changeWithout = async (left: number) => {
      const other = await create()
      try {
        await other.setLabels(labels.filter((_, index) => index !== left))
        const after = saidOf(other, pairs)
        return {
          steps: rootMeanSquare(before.steps, after.steps),
          predictions: rootMeanSquare(before.predictions, after.predictions),
        }
      } finally {
        other.dispose()
      }
    }
    const withoutNamed = await changeWithout(named)
    const withoutRandom = await changeWithout(random)
    return {
      named: labels[named]!.id,
      random: labels[random]!.id,
      rewardChange: { named: changes[named]!, random: changes[random]! },
      stepChange: { named: withoutNamed.steps, random: withoutRandom.steps },
      predictionChange: { named: withoutNamed.predictions, random: withoutRandom.predictions },
    }
  } finally {
    feedback.dispose()
  }
}

/** Learned reward of all steps, 0 while nothing is known, and P(left) of all pairs. */
function saidOf(feedback: Feedback, pairs: readonly (readonly [Clip, Clip])[]) {
  const rewards = (clip: Clip): readonly number[] =>
    Array.from(feedback.trace(clip)?.mean ?? new Float64Array(clip.actions.length))
  return {
    steps: pairs.flatMap(pair => pair.flatMap(rewards)),
    predictions: pairs.map(([left, right]) => feedback.predict(left, right)),
  }
}

const rootMeanSquare = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) * (value - b[i]!), 0) / a.length)
