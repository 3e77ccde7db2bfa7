/** A key as data: where it counts, what it does, how the key list prints it. */
import type { Board } from '../core/board.ts'
import type { Commands } from '../store/commands.ts'
import type { AppState, TeachWay } from '../store/state.ts'

/** Where a key counts. `play` is Watch with the person at the controls. */
export type KeyScope = 'watch' | 'play' | TeachWay

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
  /** With Shift; a binding without it does not ask. */
  readonly withShift?: boolean
  /** As printed on the key list. */
  readonly shown: string
  readonly scopes: readonly KeyScope[]
  readonly label: string
  /** Does the key mean this now, beside its scope? Left out: always. */
  when?(state: AppState): boolean
  run(press: KeyPress): void
  /** What letting the key go means, for keys that are held. */
  release?(press: KeyPress): void
  /** Of keys that hold the same thing the one pressed last counts; of others each by itself. */
  holds?(state: AppState): number
}

export const TEACHING: readonly KeyScope[] = ['compare', 'rate', 'praise', 'demo', 'correct']
export const WATCHING: readonly KeyScope[] = ['watch', 'play']
export const EVERYWHERE: readonly KeyScope[] = [...WATCHING, ...TEACHING]
/** Where clips go by on the stage. */
export const CLIPS: readonly KeyScope[] = ['compare', 'rate', 'correct']

/** A key that runs one command. */
export function simple(
  key: string,
  shown: string,
  scopes: readonly KeyScope[],
  label: string,
  run: (commands: Commands) => void,
): KeyBinding {
  return { keys: [key], shown, scopes, label, run: ({ commands }) => run(commands) }
}
