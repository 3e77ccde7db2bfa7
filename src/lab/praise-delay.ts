/**
 * Does it pay to know of people's reaction time? The same gardens, trainers and luck, once with the delay modelled and once
 * with each signal given to the newest step.
 */
import { flowerPath } from '../envs/flower-path.ts'
import { teachLive } from '../training/live-praise-run.ts'
import { signFlipTest, signTest } from './paired-tests.ts'
import { openLearner, type PraiseLearner, usualTrainer, WINDOW } from './praise-learner.ts'

export interface DelayRow {
  /** Garden and trainer. */
  readonly seed: number
  /** Signals after which the policy stayed the best; null where it was not at the end. */
  readonly modelled: number | null
  readonly ignored: number | null
}

export interface DelayResult {
  readonly learner: string
  readonly signals: number
  readonly rows: readonly DelayRow[]
  readonly medianModelled: number
  readonly medianIgnored: number
  /** Two-sided, of no difference; runs that needed more than there were count as one more than the most. */
  readonly signTestP: number
  readonly permutationP: number
}

/** @param seeds one garden each. @param signals the most of each run. */
export async function delayExperiment(
  praised: PraiseLearner,
  seeds: readonly number[],
  signals: number,
  onRow?: (row: DelayRow) => void,
): Promise<DelayResult> {
  const rows: DelayRow[] = []
  for (const seed of seeds) {
    const world = flowerPath.create({ layout: seed })
    const needed = async (delayModelled: boolean) => {
      const learner = await openLearner(praised, world, seed)
      const result = teachLive(world, learner, {
        ...usualTrainer('policy', seed, signals),
        horizon: world.maxEpisodeSteps ?? 100,
        window: praised.wholeEpisodes ? null : WINDOW,
        delayModelled,
      })
      learner.dispose()
      return result.signalsNeeded
    }
    const row = { seed, modelled: await needed(true), ignored: await needed(false) }
    rows.push(row)
    onRow?.(row)
  }
  const counted = (needed: number | null) => needed ?? signals + 1
  const differences = rows.map(({ modelled, ignored }) => counted(ignored) - counted(modelled))
  return {
    learner: praised.title,
    signals,
    rows,
    medianModelled: median(rows.map(({ modelled }) => counted(modelled))),
    medianIgnored: median(rows.map(({ ignored }) => counted(ignored))),
    signTestP: signTest(differences),
    permutationP: signFlipTest(differences),
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
