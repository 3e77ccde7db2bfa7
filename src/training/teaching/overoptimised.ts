/** The view over optimisation of a taught run in a grid world: what its learned reward is worth when a policy takes it at its word. */
import type { TabularWorld } from '../../core/environment.ts'
import type { Label } from '../../core/label.ts'
import { uniformPolicy } from '../../core/planning.ts'
import { Rng } from '../../core/rng.ts'
import type { SettingValues } from '../../core/settings.ts'
import type { OveroptimisationReport } from '../../core/teaching-reports.ts'
import { truthfulComparisons } from '../../feedback/overoptimisation/more-labels.ts'
import { overoptimise, type Repair } from '../../feedback/overoptimisation/overoptimise.ts'
import { TabularFeedback } from '../../feedback/tabular-feedback.ts'

/** Answers that the repair by more labels adds. */
const MORE_LABELS = 200

export interface OveroptimisedOptions {
  readonly settings: SettingValues
  readonly seed: number
  readonly learnedOnly: boolean
  readonly repairs: readonly Repair[]
  readonly epoch: number
  readonly now: () => number
}

/** Null while no label says anything. */
export async function overoptimised(
  world: TabularWorld,
  labels: readonly Label[],
  { settings, seed, learnedOnly, repairs, epoch, now }: OveroptimisedOptions,
): Promise<OveroptimisationReport | null> {
  const uniform = uniformPolicy(world.model)
  const fitted = async (known: readonly Label[]) => {
    const feedback = new TabularFeedback(world, settings, seed, { learnedOnly, policy: () => uniform })
    await feedback.setLabels(known)
    return feedback
  }
  const feedback = await fitted(labels)
  const [first] = labels
  const learned = feedback.learnedDraws()
  if (!learned || !first) return null
  const pairs = feedback.randomPairs(MORE_LABELS, Rng.fromSeed(seed, 'more-labels'))
  const more = repairs.includes('labels')
    ? await fitted([
        ...labels,
        ...truthfulComparisons(world, pairs, { ...first, id: 'more', rater: 'simulated:oracle' }),
      ])
    : null
  return overoptimise(world, learned, {
    taskWeight: learnedOnly ? 0 : 1,
    repairs,
    afterMoreLabels: more?.learnedDraws() ?? undefined,
    epoch,
    labels: labels.length,
    now,
  })
}
