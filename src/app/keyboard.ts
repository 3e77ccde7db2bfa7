/** Turns key strokes into intents through the key map. */
import type { Board } from '../core/board.ts'
import { heldBy } from '../panels/axis-keys.ts'
import type { KeyBinding } from '../panels/key-binding.ts'
import { findBinding, keyBelongsTo } from '../panels/key-map.ts'
import type { Commands } from '../store/commands.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import { HeldKeys } from './held-keys.ts'

interface KeyParts {
  readonly map: readonly KeyBinding[]
  readonly store: Store<AppState>
  readonly commands: Commands
  /** Null in a control world. */
  board(): Board | null
}

/** While a person drives, these letters lie under the other hand, unless they mean joints. */
const TWINS: Readonly<Record<string, string>> = {
  a: 'ArrowLeft',
  d: 'ArrowRight',
  w: 'ArrowUp',
  s: 'ArrowDown',
}

/** Held, they go through a clip frame by frame. */
const FRAME_KEYS = [',', '.']

const isDriving = ({ world, play, mode, teach }: AppState): boolean =>
  world.form === 'control' &&
  (mode === 'watch' ? play.active : teach.way === 'demo' || teach.way === 'correct')

export function listenToKeys({ map, store, commands, board }: KeyParts): void {
  const held = new HeldKeys()
  const press = () => ({ commands, state: store.get(), board: board() })

  window.addEventListener('keydown', event => {
    const state = store.get()
    if (keyBelongsTo(document.activeElement as HTMLElement | null, event.key)) return
    const driving = isDriving(state)
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    const arrow = driving && !ctrlKey && !metaKey ? TWINS[key.toLowerCase()] : undefined
    const twin = arrow && heldBy(state, arrow) && !heldBy(state, key.toLowerCase()) ? arrow : key
    const binding = findBinding(map, { key: twin, ctrlKey, metaKey, altKey, shiftKey }, state)
    if (!binding) return
    event.preventDefault()
    if (driving && binding.release) {
      held.press(key, {
        ...(binding.holds && { holds: binding.holds(state) }),
        press: () => binding.run(press()),
        release: () => binding.release?.(press()),
      })
      return
    }
    // A held key moves the robot or the loupe on; it must not answer twice.
    const moves = event.key.startsWith('Arrow') ? state.mode !== 'teach' : FRAME_KEYS.includes(event.key)
    if (event.repeat && !moves) return
    binding.run(press())
  })
  window.addEventListener('keyup', event => held.release(event.key))
  window.addEventListener('blur', () => held.releaseAll())
}
