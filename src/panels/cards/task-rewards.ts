/** What the task pays, in a few chips: the usual step, and every kind of outcome that pays otherwise. */
import type { TabularModel } from '../../core/tabular-model.ts'

export interface TaskReward {
  readonly kind: string
  readonly low: number
  readonly high: number
}

const MOST = 5

/** `step` first, its amount the commonest; then kinds that pay otherwise, largest magnitude first, at most five in all. */
export function taskRewards(model: TabularModel): TaskReward[] {
  const { reward, kind, kinds } = model
  const outcomes = livingOutcomes(model)
  const counts = new Map<number, number>()
  for (const outcome of outcomes) counts.set(reward[outcome]!, (counts.get(reward[outcome]!) ?? 0) + 1)
  const [usual] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])
  const ranges = new Map<number, { low: number; high: number }>()
  for (const outcome of outcomes) {
    const amount = reward[outcome]!
    if (amount === usual) continue
    const range = ranges.get(kind[outcome]!)
    if (!range) ranges.set(kind[outcome]!, { low: amount, high: amount })
    else {
      range.low = Math.min(range.low, amount)
      range.high = Math.max(range.high, amount)
    }
  }
  const others = [...ranges]
    .map(([index, range]) => ({ kind: kinds[index]!, ...range }))
    .sort((a, b) => size(b) - size(a))
  return [{ kind: 'step', low: usual, high: usual }, ...others].slice(0, MOST)
}

/** Outcomes that happen while an episode runs: terminal states, tabled as leading to themselves, are left out. */
function livingOutcomes({ states, actions, offsets, next, terminated, probability }: TabularModel): number[] {
  const living: number[] = []
  for (let state = 0; state < states; state++) {
    for (let outcome = offsets[state * actions]!; outcome < offsets[(state + 1) * actions]!; outcome++) {
      if (terminated[outcome] && next[outcome] === state) continue
      if (probability[outcome]! > 0) living.push(outcome)
    }
  }
  return living
}

const size = ({ low, high }: TaskReward) => Math.max(Math.abs(low), Math.abs(high))
