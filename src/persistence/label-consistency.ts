/** What the fields of a label owe each other, once each of them is in order by itself. */
import type { Clip, JournalEntry } from '../core/label.ts'

export interface Inconsistency {
  /** Such as `clip.actions[3]`. */
  readonly path: string
  readonly value: unknown
  /** The end of a sentence. */
  readonly expected: string
}

const LARGEST_ACTION = 2 ** 31 - 1

/** The first thing that does not fit, or null. */
export function inconsistencyOf(entry: JournalEntry): Inconsistency | null {
  if (entry.kind === 'retract') return null
  if (entry.replaces === entry.id) {
    return { path: 'replaces', value: entry.replaces, expected: 'the id of an earlier label' }
  }
  switch (entry.kind) {
    case 'compare':
      return (
        strangeAction('left', entry.left) ??
        strangeAction('right', entry.right) ??
        otherWorld('left', entry.left, 'right', entry.right)
      )
    case 'rate':
    case 'demo':
      return strangeAction('clip', entry.clip)
    case 'praise':
      return strangeAction('clip', entry.clip) ?? strangeAges(entry.clip, entry.ages)
    case 'correct':
      return (
        strangeAction('clip', entry.clip) ??
        strangeAction('better', entry.better) ??
        otherWorld('clip', entry.clip, 'better', entry.better) ??
        beyondClip(entry.clip, entry.at)
      )
  }
}

/** Numbers in a state of the world, 0 where states have a number each. */
const stateLength = ({ start }: Clip): number => (typeof start === 'number' ? 0 : start.length)

/** Grid worlds know their actions by number, and bring any state back. */
function strangeAction(field: string, { start, actions, lead = 0 }: Clip): Inconsistency | null {
  if (lead > (typeof start === 'number' ? 0 : actions.length)) {
    const most = typeof start === 'number' ? 'no steps' : `at most ${actions.length} steps`
    return { path: `${field}.lead`, value: lead, expected: `${most} before those that the clip shows` }
  }
  if (typeof start !== 'number') return null
  const strange = actions.findIndex(
    action => !(Number.isInteger(action) && action >= 0 && action <= LARGEST_ACTION),
  )
  if (strange < 0) return null
  const expected = `a whole number from 0 to ${LARGEST_ACTION}, since the clip starts in a state's number`
  return { path: `${field}.actions[${strange}]`, value: actions[strange], expected }
}

function otherWorld(first: string, one: Clip, second: string, other: Clip): Inconsistency | null {
  const length = stateLength(one)
  if (stateLength(other) === length) return null
  const expected = `${length === 0 ? "a state's number" : `${length} numbers`}, as in ${first}`
  return { path: `${second}.start`, value: other.start, expected }
}

/** One age a step on show; a step of a control world may take several numbers of actions. */
function strangeAges({ start, actions, lead = 0 }: Clip, ages: readonly number[]): Inconsistency | null {
  const fits =
    typeof start === 'number' || ages.length === 0
      ? ages.length === actions.length
      : actions.length % (lead + ages.length) === 0
  if (!fits) {
    return { path: 'ages', value: ages, expected: `one number a step for ${actions.length} actions` }
  }
  const wrong = ages.findIndex((age, step) => age < 0 || (step > 0 && age > ages[step - 1]!))
  if (wrong < 0) return null
  const expected =
    wrong === 0 ? '0 or more' : `a number from 0 to ${ages[wrong - 1]}, the age of the step before`
  return { path: `ages[${wrong}]`, value: ages[wrong], expected }
}

function beyondClip({ actions }: Clip, at: number): Inconsistency | null {
  if (at <= actions.length) return null
  return { path: 'at', value: at, expected: `a step of the clip, at most ${actions.length}` }
}
