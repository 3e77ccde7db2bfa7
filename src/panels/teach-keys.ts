/** The keys of Teach: clips, comparing, rating, taking back. */
import type { Comparison, Rating } from '../core/label.ts'
import { shownClip, shownQuery } from '../store/selectors.ts'
import { PLAYBACKS } from '../store/state.ts'
import { CLIPS, type KeyBinding, type KeyPress, simple, TEACHING } from './key-binding.ts'

const ANSWERS: readonly { key: string; shown: string; answer: Comparison; label: string }[] = [
  { key: 'ArrowLeft', shown: '\u2190', answer: 'left', label: 'Left is better' },
  { key: 'ArrowRight', shown: '\u2192', answer: 'right', label: 'Right is better' },
  { key: 'ArrowUp', shown: '\u2191', answer: 'equal', label: 'Equal' },
  { key: 'ArrowDown', shown: '\u2193', answer: 'cant-tell', label: "Can't tell" },
]

export const RATINGS: readonly { rating: Rating; label: string }[] = [
  { rating: -3, label: 'Much worse' },
  { rating: -2, label: 'Worse' },
  { rating: -1, label: 'A little worse' },
  { rating: 0, label: 'Neutral' },
  { rating: 1, label: 'A little better' },
  { rating: 2, label: 'Better' },
  { rating: 3, label: 'Much better' },
]

function changePace({ commands, state }: KeyPress, by: -1 | 1): void {
  const next = PLAYBACKS[PLAYBACKS.indexOf(state.teach.clipPlayback) + by]
  if (next !== undefined) commands.setClipPlayback(next)
}

const SIDES = ANSWERS.filter(({ answer }) => answer === 'left' || answer === 'right')

export const TEACH_KEYS: readonly KeyBinding[] = [
  {
    keys: [' '],
    shown: 'Space',
    scopes: CLIPS,
    label: 'Hold the clips, or let them go on',
    run: ({ commands, state }) => commands.setClipsPaused(!state.teach.clipsPaused),
  },
  simple(',', ',', CLIPS, 'Clips one step back', commands => commands.stepClips(-1)),
  simple('.', '.', CLIPS, 'Clips one step on', commands => commands.stepClips(1)),
  {
    keys: ['<', '-'],
    shown: '-',
    scopes: CLIPS,
    label: 'Clips slower',
    run: press => changePace(press, -1),
  },
  {
    keys: ['>', '+', '='],
    shown: '+',
    scopes: CLIPS,
    label: 'Clips faster',
    run: press => changePace(press, 1),
  },
  ...SIDES.map(
    ({ key, shown, answer, label }): KeyBinding => ({
      keys: [key],
      withShift: true,
      shown: `Shift ${shown}`,
      scopes: ['compare'],
      label: label.replace('is better', 'is clearly better'),
      run: ({ commands, state }) => {
        if (shownQuery(state)) void commands.answer(answer, 'keyboard', 'clearly')
      },
    }),
  ),
  ...ANSWERS.map(
    ({ key, shown, answer, label }): KeyBinding => ({
      keys: [key],
      shown,
      scopes: ['compare'],
      label,
      run: ({ commands, state }) => {
        if (shownQuery(state)) void commands.answer(answer, 'keyboard')
      },
    }),
  ),
  simple('x', 'X', ['compare'], 'Skip this pair, nothing is recorded', commands => commands.skipQuery()),
  simple('x', 'X', ['rate', 'correct'], 'Another clip', commands => commands.anotherClip()),
  {
    keys: ['e'],
    shown: 'E',
    scopes: ['compare', 'rate'],
    label: 'Answer the last one again',
    run: ({ commands, state }) => {
      const last = state.teach.answered.filter(({ label }) => label.kind === state.teach.way).at(-1)
      if (last) commands.editLabel(last.label.id)
    },
  },
  simple('Escape', 'Esc', ['compare', 'rate'], 'Leave the old answer as it is', commands =>
    commands.editLabel(null),
  ),
  ...RATINGS.map(
    ({ rating, label }, index): KeyBinding => ({
      keys: [String(index + 1)],
      shown: String(index + 1),
      scopes: ['rate'],
      label,
      run: ({ commands, state }) => {
        if (shownClip(state)) void commands.rate(rating, 'keyboard')
      },
    }),
  ),
  simple('u', 'U', TEACHING, 'Undo the last answer', commands => void commands.undoLabel()),
  {
    ...simple('z', 'Ctrl+Z', TEACHING, 'Undo the last answer', commands => void commands.undoLabel()),
    withControl: true,
  },
]
