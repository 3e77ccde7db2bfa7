/** Turns key strokes into intents through the key map. */
import type { Board } from '../core/board.ts'
import { findBinding, type KeyBinding, keyBelongsTo } from '../panels/key-map.ts'
import type { Commands } from '../store/commands.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'

interface KeyParts {
  readonly map: readonly KeyBinding[]
  readonly store: Store<AppState>
  readonly commands: Commands
  board(): Board
}

export function listenToKeys({ map, store, commands, board }: KeyParts): void {
  window.addEventListener('keydown', event => {
    const state = store.get()
    if (keyBelongsTo(document.activeElement as HTMLElement | null, event.key)) return
    const binding = findBinding(map, event, state)
    if (!binding) return
    event.preventDefault()
    // A held key moves the robot or the loupe on; it must not answer twice.
    if (event.repeat && (state.mode === 'teach' || !event.key.startsWith('Arrow'))) return
    binding.run({ commands, state, board: board() })
  })
}
