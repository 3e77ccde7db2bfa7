/** What the check by value iteration found about a term, in words. */
import type { ShapingCheck } from '../../core/learned-reward.ts'
import type { TermEntry } from '../../store/state.ts'
import { plural } from '../number-text.ts'

export interface Verdict {
  readonly text: string
  /** States whose best action is no longer best for the task. */
  readonly states: readonly number[]
}

export function termVerdict(
  check: ShapingCheck | null,
  epoch: number,
  term: string,
  weight: number,
): Verdict {
  if (weight === 0) return { text: 'No effect at 0.', states: [] }
  if (!check || check.epoch !== epoch) return { text: 'Checking.', states: [] }
  const states = check.changedStates[term]
  if (!states) return { text: 'Fades as squares become familiar; not checked.', states: [] }
  return { text: changeText(states.length), states }
}

/** Where the states cannot be counted there is no check by value iteration: what the term's form says, and no more. */
export function formVerdict(kind: TermEntry['kind'], weight: number): Verdict {
  if (weight === 0) return { text: 'No effect at 0.', states: [] }
  if (kind === 'potential')
    return { text: 'By its form (a potential): best moves stay the same.', states: [] }
  return { text: 'Not checked: too many states to try them all.', states: [] }
}

/** Said only where two or more terms are at work. */
export function togetherVerdict(check: ShapingCheck | null, epoch: number): Verdict | null {
  if (!check || check.epoch !== epoch) return null
  return { text: `All together: ${changeText(check.together.length).toLowerCase()}`, states: check.together }
}

const changeText = (count: number) =>
  count === 0
    ? 'Checked: best moves stay the same.'
    : `Checked: best move changes in ${plural(count, 'square')}.`
