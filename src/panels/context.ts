/** What the app hands to the panels: state to read, intents to name, and the worlds to draw small. */

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { MomentId } from '../core/age.ts'
import type { Board } from '../core/board.ts'
import type { ControlWorld } from '../core/environment.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import type { TabularModel } from '../core/tabular-model.ts'
import type { Commands } from '../store/commands.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { Telemetry } from '../store/telemetry.ts'
import type { KeyBinding } from './key-binding.ts'

/** How far a looping clip has come, in steps. */
export interface ClipPlace {
  readonly step: number
  readonly of: number
  /** With the share of the step under way. */
  readonly position: number
}

export interface PanelContext {
  readonly store: Store<AppState>
  readonly commands: Commands
  readonly telemetry: Telemetry
  /** A grid world with its default settings, for thumbnails; null for any other id. Called once per id. */
  boardOf(env: string): Board | null
  /** The open grid world, the same object until its settings change; null in a control world. */
  board(): Board | null
  /** The open grid world's tables: clips are replayed and task rewards read from them; null in a control world. */
  model(): TabularModel | null
  /** The open control world, the same object until its settings change; null in a grid world. */
  controlWorld(): ControlWorld | null
  /** The policy of a kept moment or a trained robot, of the newest for null; null while there is none, and in grid worlds. */
  policyOf(moment: MomentId | null): PolicySnapshot | null
  /** What a robot in `state` of the open control world observes, before any normalizing; null in a grid world. */
  observationOf(state: Float64Array): ArrayLike<number> | null
  readonly keyMap: readonly KeyBinding[]
  /** Ends of the colour scale the stage draws values with. */
  valueRange(): { readonly min: number; readonly max: number }
  /** Of the clips on the stage: left and right in Compare, one in Rate, none while there is no clip. */
  clipPlaces(): readonly ClipPlace[]
  /** Told whenever the element that shall hold the stage's canvas changes; null while there is none. */
  onStageSlot(element: HTMLElement | null): void
}

export interface PanelResources extends PanelContext {
  attachSlot(element: HTMLElement): void
  detachSlot(element: HTMLElement): void
}

export const Panels = createContext<PanelResources | null>(null)

export function usePanels(): PanelResources {
  const panels = useContext(Panels)
  if (panels === null) throw new Error('A panel was drawn outside mountPanels.')
  return panels
}
