/** Every key the page knows, as data: the key handler and the list behind `?` are both made from it. */
import type { Board } from '../core/board.ts'
import type { Comparison, Rating } from '../core/label.ts'
import type { Commands } from '../store/commands.ts'
import type { AppState } from '../store/state.ts'
import { KEY_SPEEDS, speedName } from './speed-stops.ts'

/** Where a key counts. `play` is Watch with the person at the controls. */
export type KeyScope = 'watch' | 'play' | 'compare' | 'rate'

export interface KeyPress {
  readonly commands: Commands
  readonly state: AppState
  /** Null in a control world. */
  readonly board: Board | null
}

export interface KeyBinding {
  /** Values of `KeyboardEvent.key`; letters in lower case. */
  readonly keys: readonly string[]
  /** With Ctrl, or Command on a Mac. */
  readonly withControl?: boolean
  /** As printed on the key list. */
  readonly shown: string
  readonly scopes: readonly KeyScope[]
  readonly label: string
  run(press: KeyPress): void
  /** What letting the key go means, for keys that are held. */
  release?(press: KeyPress): void
}

const EVERYWHERE: readonly KeyScope[] = ['watch', 'play', 'compare', 'rate']
const WATCHING: readonly KeyScope[] = ['watch', 'play']
const TEACHING: readonly KeyScope[] = ['compare', 'rate']

const ARROWS = [
  { key: 'ArrowLeft', shown: '\u2190', vector: [-1, 0] },
  { key: 'ArrowUp', shown: '\u2191', vector: [0, -1] },
  { key: 'ArrowRight', shown: '\u2192', vector: [1, 0] },
  { key: 'ArrowDown', shown: '\u2193', vector: [0, 1] },
] as const

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

/** Keys for acts in place, such as picking up a passenger. */
export const IN_PLACE_KEYS = ['z', 'x', 'c'] as const

/** Actions without a direction, in the board's order. */
export const inPlaceActions = (board: Board): number[] =>
  board.actionVectors.flatMap((vector, action) => (vector === null ? [action] : []))

/** The action that moves by `columns`, `rows`, or -1. */
export const actionTowards = (board: Board, columns: number, rows: number): number =>
  board.actionVectors.findIndex(vector => vector?.[0] === columns && vector[1] === rows)

function simple(
  key: string,
  shown: string,
  scopes: readonly KeyScope[],
  label: string,
  run: (commands: Commands) => void,
): KeyBinding {
  return { keys: [key], shown, scopes, label, run: ({ commands }) => run(commands) }
}

function playAction({ commands, state, board }: KeyPress, action: number): void {
  if (board && state.play.finished === 'no' && action >= 0 && action < board.actionNames.length) {
    commands.playAction(action)
  }
}

/** One square in a grid world; held left or right in a control world, where up and down mean nothing. */
function steer(press: KeyPress, [columns, rows]: readonly [number, number]): void {
  if (press.board) playAction(press, actionTowards(press.board, columns, rows))
  else if (columns !== 0) press.commands.setPlayInput({ value: columns })
}

/** Only the key that is in force lets go: a second one may have taken over meanwhile. */
function letGo({ commands, state, board }: KeyPress, [columns]: readonly [number, number]): void {
  if (!board && state.play.input === columns) commands.setPlayInput(null)
}

export const KEY_MAP: readonly KeyBinding[] = [
  simple(' ', 'Space', EVERYWHERE, 'Play, pause', commands => commands.togglePlaying()),
  simple('.', '.', WATCHING, 'One step', commands => commands.stepOnce()),
  ...KEY_SPEEDS.map((speed, index) =>
    simple(
      String(index + 1),
      String(index + 1),
      WATCHING,
      speed === 'max'
        ? 'As fast as it goes'
        : `${speedName(speed)} ${speed === 1 ? 'step' : 'steps'} a second`,
      commands => commands.setSpeed(speed),
    ),
  ),
  simple('r', 'R', ['watch'], 'Start again (can be undone)', commands => commands.restart()),
  simple('r', 'R', ['play'], 'Play again from the start', commands => commands.restartPlay()),
  {
    keys: ['f'],
    shown: 'F',
    scopes: EVERYWHERE,
    label: 'Freeze learning, or go on',
    run: ({ commands, state }) => commands.setLearning(!state.run.learning),
  },
  simple('v', 'V', WATCHING, 'Show values', commands => commands.toggleLayer('values')),
  simple('a', 'A', WATCHING, 'Show arrows', commands => commands.toggleLayer('arrows')),
  simple('t', 'T', WATCHING, 'Show trails', commands => commands.toggleLayer('trails')),
  simple('n', 'N', WATCHING, 'Show digits', commands => commands.toggleLayer('digits')),
  simple('s', 'S', WATCHING, 'Show the swarm', commands => commands.toggleLayer('swarm')),
  simple('[', '[', ['watch'], 'Earlier moment of learning', commands => commands.previousMoment()),
  simple(']', ']', ['watch'], 'Later moment, then live', commands => commands.nextMoment()),
  ...ARROWS.map(({ key, shown, vector }) =>
    simple(key, shown, ['watch'], 'Move the loupe', commands =>
      commands.moveInspection(vector[0], vector[1]),
    ),
  ),
  simple('Escape', 'Esc', ['watch'], 'Put the loupe away', commands => commands.inspectCell(null)),
  simple('p', 'P', WATCHING, 'Play it yourself, or stop', commands => commands.togglePlay()),
  ...ARROWS.map(
    ({ key, shown, vector }): KeyBinding => ({
      keys: [key],
      shown,
      scopes: ['play'],
      label: 'Move the robot',
      run: press => steer(press, vector),
      release: press => letGo(press, vector),
    }),
  ),
  ...IN_PLACE_KEYS.map(
    (key, index): KeyBinding => ({
      keys: [key],
      shown: key.toUpperCase(),
      scopes: ['play'],
      label: 'Act in place, such as pick up',
      run: press => playAction(press, press.board ? (inPlaceActions(press.board)[index] ?? -1) : -1),
    }),
  ),
  ...ANSWERS.map(
    ({ key, shown, answer, label }): KeyBinding => ({
      keys: [key],
      shown,
      scopes: ['compare'],
      label,
      run: ({ commands, state }) => {
        if (state.teach.queries.length > 0) void commands.answer(answer, 'keyboard')
      },
    }),
  ),
  ...RATINGS.map(
    ({ rating, label }, index): KeyBinding => ({
      keys: [String(index + 1)],
      shown: String(index + 1),
      scopes: ['rate'],
      label,
      run: ({ commands, state }) => {
        if (state.teach.episode) void commands.rate(rating, 'keyboard')
      },
    }),
  ),
  simple('u', 'U', TEACHING, 'Undo the last answer', commands => void commands.undoLabel()),
  {
    ...simple('z', 'Ctrl+Z', TEACHING, 'Undo the last answer', commands => void commands.undoLabel()),
    withControl: true,
  },
  simple('u', 'U', ['watch'], 'Undo starting again', commands => commands.undoRestart()),
  {
    ...simple('z', 'Ctrl+Z', ['watch'], 'Undo starting again', commands => commands.undoRestart()),
    withControl: true,
  },
  simple('?', '?', EVERYWHERE, 'This list', commands => commands.openDialog('keys')),
]

export function scopeOf(state: AppState): KeyScope {
  if (state.mode === 'teach') return state.teach.way
  return state.play.active ? 'play' : 'watch'
}

/** What is needed of a `KeyboardEvent`. */
export interface Stroke {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** The binding a stroke means now, or undefined. */
export function findBinding(
  map: readonly KeyBinding[],
  stroke: Stroke,
  state: AppState,
): KeyBinding | undefined {
  if (stroke.altKey || state.dialog !== 'none') return undefined
  const key = stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key
  const control = stroke.ctrlKey || stroke.metaKey
  const scope = scopeOf(state)
  return map.find(
    binding =>
      binding.keys.includes(key) &&
      (binding.withControl ?? false) === control &&
      binding.scopes.includes(scope),
  )
}

/** What is needed of the element that has the focus. */
export interface Focused {
  readonly tagName: string
  readonly type?: string
  readonly isContentEditable?: boolean
}

/** Does the focused element want this key for itself? Text fields want all; sliders arrows; buttons Space and Enter. */
export function keyBelongsTo(focused: Focused | null, key: string): boolean {
  if (focused === null) return false
  if (focused.isContentEditable) return true
  switch (focused.tagName) {
    case 'TEXTAREA':
    case 'SELECT':
      return true
    case 'INPUT':
      if (focused.type === 'range') return key.startsWith('Arrow') || key === 'Home' || key === 'End'
      return focused.type === 'checkbox' ? key === ' ' : true
    case 'BUTTON':
    case 'SUMMARY':
    case 'A':
      return key === ' ' || key === 'Enter'
    default:
      return false
  }
}
