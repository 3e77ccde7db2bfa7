/**
 * How surely a learner settles on the best policy under which sort of praise, on a grid of five by five: Ishaan Shah, David Halpern,
 * Kavosh Asadi and Michael Littman, "Convergence of a human-in-the-loop policy-gradient algorithm with eligibility trace
 * under reward, policy, and advantage feedback", 2021 (https://arxiv.org/abs/2109.07054). There a signal is a number; here
 * it is praise or scolding, so reward and advantage come as their signs.
 */
import type { TabularWorld } from '../core/environment.ts'
import { createGridWorld } from '../envs/grid-world.ts'
import { SIGNAL_KINDS, type SignalKind } from '../training/live-praise.ts'
import { type LivePraiseResult, teachLive } from '../training/live-praise-run.ts'
import { openLearner, type PraiseLearner, usualTrainer, WINDOW } from './praise-learner.ts'

export interface PraiseCell {
  readonly learner: string
  readonly signalKind: SignalKind
  readonly runs: readonly LivePraiseResult[]
  /** Runs whose policy, as it acts, comes at least `SETTLED_SHARE` of the way from random actions to the best. */
  readonly settled: number
  /** Mean over the runs of the share of that way. */
  readonly meanShare: number
}

/** Within a tenth of the best: what trying things out costs a settled robot is less. */
export const SETTLED_SHARE = 0.9

/** Five by five, with a wall to go round: no single direction leads to the goal, so every square has to be learnt. */
export const fiveByFive = (): TabularWorld =>
  createGridWorld({
    map: ['.....', '.S.#.', '...#G', '...#.', '.....'],
    goals: { G: 1 },
    stepReward: -0.05,
    maxEpisodeSteps: 50,
  })

/** A row of the table, by sort of praise. @param steps the most of a run: some sorts of praise are rare. */
export async function praiseTable(
  praised: PraiseLearner,
  seeds: readonly number[],
  signals: number,
  steps: number,
  onCell?: (cell: PraiseCell) => void,
): Promise<PraiseCell[]> {
  const world = fiveByFive()
  const cells: PraiseCell[] = []
  for (const signalKind of SIGNAL_KINDS) {
    const runs: LivePraiseResult[] = []
    for (const seed of seeds) {
      const learner = await openLearner(praised, world, seed)
      const options = {
        ...usualTrainer(signalKind, seed, signals),
        window: praised.wholeEpisodes ? null : 4 * WINDOW,
        steps,
        horizon: world.maxEpisodeSteps ?? 50,
      }
      runs.push(teachLive(world, learner, options))
      learner.dispose()
    }
    const shares = runs.map(shareOfTheWay)
    const cell = {
      learner: praised.title,
      signalKind,
      runs,
      settled: shares.filter(share => share >= SETTLED_SHARE).length,
      meanShare: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    }
    cells.push(cell)
    onCell?.(cell)
  }
  return cells
}

/** 0 as random actions, 1 as the best. */
export const shareOfTheWay = ({ actingReturn, randomReturn, optimalReturn }: LivePraiseResult): number =>
  (actingReturn - randomReturn) / (optimalReturn - randomReturn)
