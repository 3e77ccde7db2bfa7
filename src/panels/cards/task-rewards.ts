/** What the task pays, in a few chips: the usual step, and every kind of outcome that pays otherwise. */
import type { TabularModel } from '../../core/tabular-model.ts'

export interface TaskReward {
  readonly kind: string
  readonly low: number
  readonly high: number
}

const MOST = 5

/** `step` first, its amount the commonest; then kinds that pay otherwise, largest magnitude first, at most five in all. */
export function taskRewards({ reward, kind, kinds }: TabularModel): TaskReward[] {
  const counts = new Map<number, number>()
  for (const amount of reward) counts.set(amount, (counts.get(amount) ?? 0) + 1)
  const [usual] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])
  const ranges = new Map<number, { low: number; high: number }>()
  reward.forEach((amount, outcome) => {
    if (amount === usual) return
    const range = ranges.get(kind[outcome]!)
    if (!range) ranges.set(kind[outcome]!, { low: amount, high: amount })
    else {
      range.low = Math.min(range.low, amount)
      range.high = Math.max(range.high, amount)
    }
  })
  const others = [...ranges]
    .map(([index, range]) => ({ kind: kinds[index]!, ...range }))
    .sort((a, b) => size(b) - size(a))
  return [{ kind: 'step', low: usual, high: usual }, ...others].slice(0, MOST)
}

const size = ({ low, high }: TaskReward) => Math.max(Math.abs(low), Math.abs(high))
