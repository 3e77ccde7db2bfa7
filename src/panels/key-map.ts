/** Every key the page knows, as data: the key handler and the list behind `?` are both made from it. */
import type { AppState } from '../store/state.ts'
import { heldBy, hold, JOINT_KEYS, letGoOf } from './axis-keys.ts'
import { actionTowards, inPlaceActions } from './board-actions.ts'
import { EVERYWHERE, type KeyBinding, type KeyPress, type KeyScope, simple, WATCHING } from './key-binding.ts'
import { LIVE_KEYS } from './live-keys.ts'
import { KEY_SPEEDS, speedName } from './speed-stops.ts'
import { TEACH_KEYS } from './teach-keys.ts'

const ARROWS = [
  { key: 'ArrowLeft', shown: '\u2190', vector: [-1, 0] },
  { key: 'ArrowUp', shown: '\u2191', vector: [0, -1] },
  { key: 'ArrowRight', shown: '\u2192', vector: [1, 0] },
  { key: 'ArrowDown', shown: '\u2193', vector: [0, 1] },
] as const

/** Keys for acts in place, such as picking up a passenger. */
export const IN_PLACE_KEYS = ['z', 'x', 'c'] as const

function playAction({ commands, state, board }: KeyPress, action: number): void {
  if (board && state.play.finished === 'no' && action >= 0 && action < board.actionNames.length) {
    commands.playAction(action)
  }
}

/** One square in a grid world; held in a control world, where some arrows may mean nothing. */
function steer(press: KeyPress, key: string, [columns, rows]: readonly [number, number]): void {
  if (press.board) playAction(press, actionTowards(press.board, columns, rows))
  else hold(press, key)
}

export const KEY_MAP: readonly KeyBinding[] = [
  ...JOINT_KEYS,
  simple(' ', 'Space', ['watch', 'play', 'praise', 'demo'], 'Play, pause', commands =>
    commands.togglePlaying(),
  ),
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
  {
    keys: ['b'],
    shown: 'B',
    scopes: WATCHING,
    label: 'Drop a ball, or a book, on the robot',
    when: ({ world }) => world.tricks,
    run: ({ commands }) => commands.drop(null),
  },
  {
    keys: ['<'],
    shown: '<',
    scopes: WATCHING,
    label: 'Tilt the ground downhill',
    when: ({ world }) => world.tricks,
    run: ({ commands, state }) => commands.setTilt(state.trick.tilt - 2),
  },
  {
    keys: ['>'],
    shown: '>',
    scopes: WATCHING,
    label: 'Tilt the ground uphill',
    when: ({ world }) => world.tricks,
    run: ({ commands, state }) => commands.setTilt(state.trick.tilt + 2),
  },
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
      run: press => steer(press, key, vector),
      release: press => letGoOf(press, key),
      holds: state => heldBy(state, key)?.axis ?? 0,
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
  ...LIVE_KEYS,
  ...TEACH_KEYS,
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
  readonly shiftKey: boolean
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
      (binding.withShift !== true || stroke.shiftKey) &&
      binding.scopes.includes(scope) &&
      (binding.when?.(state) ?? true),
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
