/** The keys of praising, showing how and correcting. */
import { heldBy, hold, letGoOf } from './axis-keys.ts'
import { actionTowards, inPlaceActions } from './board-actions.ts'
import { type KeyBinding, type KeyPress, type KeyScope, simple } from './key-binding.ts'

const SHOWING: readonly KeyScope[] = ['demo', 'correct']

const ARROWS = [
  { key: 'ArrowLeft', shown: '\u2190', vector: [-1, 0] },
  { key: 'ArrowUp', shown: '\u2191', vector: [0, -1] },
  { key: 'ArrowRight', shown: '\u2192', vector: [1, 0] },
  { key: 'ArrowDown', shown: '\u2193', vector: [0, 1] },
] as const

/** Keys for acts in place, such as picking up a passenger. */
export const IN_PLACE_TEACHING = ['z', 'c', 'v'] as const

/** One square in a grid world; held in a control world. */
function act(press: KeyPress, key: string, [columns, rows]: readonly [number, number]): void {
  const { board, commands } = press
  if (!board) {
    hold(press, key)
    return
  }
  const action = actionTowards(board, columns, rows)
  if (action >= 0) commands.demonstrate(action)
}

/** Enter goes on: begins where a person is to say so, keeps what they did. */
function goOn({ commands, state }: KeyPress): void {
  const { way, live } = state.teach
  const acting = live !== null && live.kind !== 'praise' && live.steps > 0
  if (acting) void commands.finishLive(true)
  else if (live === null && way === 'demo') commands.startDemo('start')
  else if (live === null) commands.startCorrection()
}

export const LIVE_KEYS: readonly KeyBinding[] = [
  {
    keys: ['ArrowUp', '+', '='],
    shown: '\u2191 +',
    scopes: ['praise'],
    label: 'Praise',
    run: ({ commands }) => void commands.praise(1, 'keyboard'),
  },
  {
    keys: ['ArrowDown', '-'],
    shown: '\u2193 -',
    scopes: ['praise'],
    label: 'Scold',
    run: ({ commands }) => void commands.praise(-1, 'keyboard'),
  },
  ...ARROWS.map(
    ({ key, shown, vector }): KeyBinding => ({
      keys: [key],
      shown,
      scopes: SHOWING,
      label: 'Act for Pip, from where it is',
      run: press => act(press, key, vector),
      release: press => letGoOf(press, key),
      holds: state => heldBy(state, key)?.axis ?? 0,
    }),
  ),
  ...IN_PLACE_TEACHING.map(
    (key, index): KeyBinding => ({
      keys: [key],
      shown: key.toUpperCase(),
      scopes: SHOWING,
      label: 'Act in place, such as pick up',
      run({ board, commands }) {
        const action = board ? inPlaceActions(board)[index] : undefined
        if (action !== undefined) commands.demonstrate(action)
      },
    }),
  ),
  {
    keys: ['Enter'],
    shown: 'Enter',
    scopes: SHOWING,
    label: 'Begin, or keep what you did',
    run: goOn,
  },
  {
    keys: ['r'],
    shown: 'R',
    scopes: ['demo'],
    label: 'Show it again',
    run: ({ commands, state }) => {
      const { live } = state.teach
      commands.startDemo(live?.kind === 'demo' && live.takeover ? 'takeover' : 'start')
    },
  },
  simple('r', 'R', ['correct'], 'Correct it again', commands => commands.startCorrection()),
  {
    keys: ['t'],
    shown: 'T',
    scopes: ['demo'],
    label: 'Let Pip act, then take over',
    run: ({ commands, state }) => {
      if (state.teach.live === null) commands.startDemo('takeover')
      else void commands.finishLive(false)
    },
  },
  simple('Escape', 'Esc', SHOWING, 'Throw it away', commands => void commands.finishLive(false)),
]
