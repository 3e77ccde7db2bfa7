/** The repair by labels: what a teacher who knows the true reward would answer about more pairs. */
import { replayClip } from '../../core/clip-replay.ts'
import type { TabularWorld } from '../../core/environment.ts'
import type { Clip, Given, LabelOf } from '../../core/label.ts'

/** Differences this small are rounding. */
const TIE = 1e-9

/**
 * Comparisons by the sum of task and hidden reward, equal on ties.
 * @param about who, where and when; its id gets `-0`, `-1` ... behind it.
 * @throws PlaygroundError `bad-clip` when a clip does not fit the world.
 */
export function truthfulComparisons(
  world: TabularWorld,
  pairs: readonly (readonly [Clip, Clip])[],
  about: Given,
): LabelOf<'compare'>[] {
  return pairs.map(([left, right], index) => {
    const difference = trueReturn(world, left) - trueReturn(world, right)
    const answer = difference > TIE ? 'left' : difference < -TIE ? 'right' : 'equal'
    const content = { kind: 'compare', left, right, swapped: false, answer, strength: null } as const
    return { ...about, ...content, id: `${about.id}-${index}` }
  })
}

/** Sum of task and hidden reward along a clip. */
export const trueReturn = ({ model, hiddenReward }: TabularWorld, clip: Clip): number =>
  replayClip(model, clip).outcomes.reduce((sum, k) => sum + model.reward[k]! + (hiddenReward?.[k] ?? 0), 0)
