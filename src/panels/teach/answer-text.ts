/** Answers in words and numbers, for the strip under the clips. */
import type { Clip, Label, LabelKind } from '../../core/label.ts'
import type { Answered } from '../../store/state.ts'
import { plural } from '../number-text.ts'
import { RATINGS } from '../teach-keys.ts'

const COMPARISONS = { left: 'Left', right: 'Right', equal: 'Equal', 'cant-tell': "Can't tell" } as const

/** The five ways as a person knows them. */
export const KIND_NAMES: Readonly<Record<LabelKind, string>> = {
  compare: 'Comparisons',
  rate: 'Ratings',
  praise: 'Praise and scolding',
  demo: 'Shown how',
  correct: 'Corrections',
}

export function answerName(label: Label): string {
  switch (label.kind) {
    case 'compare':
      return label.strength === 'clearly' ? `Clearly ${label.answer}` : COMPARISONS[label.answer]
    case 'rate':
      return RATINGS.find(({ rating }) => rating === label.rating)!.label
    case 'praise':
      return label.signal > 0 ? 'Praise' : 'Scold'
    case 'demo':
      return label.from === 'takeover' ? 'Took over' : 'Showed how'
    case 'correct':
      return `Corrected at ${label.at}`
  }
}

/** Clips that stand for an answer, and whether each is what was liked. */
export function answerClips(label: Label): readonly { readonly clip: Clip; readonly lit: boolean }[] {
  switch (label.kind) {
    case 'compare':
      return [
        { clip: label.left, lit: label.answer === 'left' || label.answer === 'equal' },
        { clip: label.right, lit: label.answer === 'right' || label.answer === 'equal' },
      ]
    case 'correct':
      return [
        { clip: label.clip, lit: false },
        { clip: label.better, lit: true },
      ]
    default:
      return [{ clip: label.clip, lit: true }]
  }
}

/** Repeats and plain questions are said once they are answered, never before. */
export function checkText(label: Label, answered: readonly Answered[]): string {
  const { check } = label
  if (check === null || label.kind !== 'compare') return ''
  if (check.kind === 'control') return 'plain'
  const before = answered.find(entry => entry.label.id === check.of)?.label
  if (before?.kind !== 'compare') return 'repeat'
  // Asked again with its sides changed over.
  const turned = { left: 'right', right: 'left', equal: 'equal', 'cant-tell': 'cant-tell' } as const
  return turned[before.answer] === label.answer ? 'repeat: same' : 'repeat: changed'
}

/** `17 right, 15 left, 3 equal, 2 can't tell, 4 ratings`; what there is none of is left out. */
export function tallyText(answered: readonly Answered[]): string {
  const counts = { right: 0, left: 0, equal: 0, 'cant-tell': 0, rate: 0, praise: 0, demo: 0, correct: 0 }
  for (const { label } of answered) counts[label.kind === 'compare' ? label.answer : label.kind]++
  const parts: string[] = []
  if (counts.right) parts.push(`${counts.right} right`)
  if (counts.left) parts.push(`${counts.left} left`)
  if (counts.equal) parts.push(`${counts.equal} equal`)
  if (counts['cant-tell']) parts.push(`${counts['cant-tell']} can't tell`)
  if (counts.rate) parts.push(plural(counts.rate, 'rating'))
  if (counts.praise) parts.push(plural(counts.praise, 'signal'))
  if (counts.demo) parts.push(plural(counts.demo, 'demonstration'))
  if (counts.correct) parts.push(plural(counts.correct, 'correction'))
  return parts.join(', ')
}
