/** The keys of what a person holds in a control world: arrows, or a pair of letters for each joint. */
import { type PlayAxis, playAxes } from '../core/play-axes.ts'
import type { AppState } from '../store/state.ts'
import type { KeyBinding, KeyPress, KeyScope } from './key-binding.ts'

/** Axis and side that a key holds now, or null. */
export function heldBy(
  state: AppState,
  key: string,
): { readonly axis: number; readonly value: -1 | 1 } | null {
  if (state.world.form !== 'control') return null
  const axes = axesOf(state)
  for (const [axis, { less, more }] of axes.entries()) {
    if (more.key === key) return { axis, value: 1 }
    if (less?.key === key) return { axis, value: -1 }
  }
  return null
}

let before: {
  readonly env: string
  readonly world: AppState['world']
  readonly axes: readonly PlayAxis[]
} | null = null

/** Made once for each open world. */
function axesOf({ run, world }: AppState): readonly PlayAxis[] {
  const { env } = run.config
  if (before?.env !== env || before.world !== world) before = { env, world, axes: playAxes(env, world) }
  return before.axes
}

export function hold({ commands, state }: KeyPress, key: string): void {
  const held = heldBy(state, key)
  if (held) commands.setPlayInput({ value: held.value }, held.axis)
}

/** Only the key that is in force lets go: a second one may have taken over meanwhile. */
export function letGoOf({ commands, state }: KeyPress, key: string): void {
  const held = heldBy(state, key)
  if (held && state.play.held[held.axis] === held.value) commands.setPlayInput(null, held.axis)
}

const JOINT_LETTERS = [...'qawsedujikol']

/** They come before any other meaning of the letters, where the open world's robot has joints for them. */
export const JOINT_KEYS: readonly KeyBinding[] = JOINT_LETTERS.map(
  (letter): KeyBinding => ({
    keys: [letter],
    shown: letter.toUpperCase(),
    scopes: ['play', 'demo', 'correct'] satisfies readonly KeyScope[],
    label: 'Move a joint, where the robot has several',
    when: state => heldBy(state, letter) !== null,
    run: press => hold(press, letter),
    release: press => letGoOf(press, letter),
    holds: state => heldBy(state, letter)?.axis ?? 0,
  }),
)
