/** What the app's parts share. */
import type { AppState, Notice } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { Telemetry } from '../store/telemetry.ts'
import type { LabelBook } from './label-book.ts'
import type { RunControl } from './run-control.ts'

export interface AppContext {
  readonly store: Store<AppState>
  readonly telemetry: Telemetry
  readonly control: RunControl
  readonly book: LabelBook
  /** Another world, or other settings of it, is open. */
  worldChanged(): void
  /** Something that a share link holds has changed. */
  configChanged(): void
  /** The standing labels of the open world have changed: the reward model must know. */
  labelsChanged(): void
  /** The person is no longer at the controls. */
  leavePlay(): void
  /** Robots on show take one step, as the trainer does. */
  stepShown(): void
  notify(tone: Notice['tone'], text: string, action?: Notice['action']): void
  /** Shows an error a person can act on; `names` are what the page calls the places in its text. */
  fail(error: unknown, consequence: string, names?: Readonly<Record<string, string>>): void
  /** Runs `action`; what it refuses becomes a notice. */
  attempt(action: () => void): void
}
