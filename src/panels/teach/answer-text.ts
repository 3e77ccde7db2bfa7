/** Answers in words and numbers, for the strip under the clips. */
import type { Label } from '../../core/label.ts'
import type { Answered } from '../../store/state.ts'
import { RATINGS } from '../key-map.ts'

const COMPARISONS = { left: 'Left', right: 'Right', equal: 'Equal', 'cant-tell': "Can't tell" } as const

export function answerName(label: Label): string {
  if (label.kind === 'compare') return COMPARISONS[label.answer]
  return RATINGS.find(({ rating }) => rating === label.rating)!.label
}

/** `17 right, 15 left, 3 equal, 2 can't tell, 4 ratings`; what there is none of is left out. */
export function tallyText(answered: readonly Answered[]): string {
  const counts = { right: 0, left: 0, equal: 0, 'cant-tell': 0, rate: 0 }
  for (const { label } of answered) counts[label.kind === 'compare' ? label.answer : 'rate']++
  const parts: string[] = []
  if (counts.right) parts.push(`${counts.right} right`)
  if (counts.left) parts.push(`${counts.left} left`)
  if (counts.equal) parts.push(`${counts.equal} equal`)
  if (counts['cant-tell']) parts.push(`${counts['cant-tell']} can't tell`)
  if (counts.rate) parts.push(counts.rate === 1 ? '1 rating' : `${counts.rate} ratings`)
  return parts.join(', ')
}
