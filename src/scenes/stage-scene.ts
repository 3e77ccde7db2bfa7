/** What every scene of the stage can do, whatever world it draws, and what it is handed. */
import type { Scene } from 'phaser'
import type { Board } from '../core/board.ts'
import type { ControlWorld, Push } from '../core/environment.ts'
import type { Exhibit, ValueSurface } from '../core/exhibit.ts'
import type { Frame } from '../core/frame.ts'
import type { Speed } from '../core/run-config.ts'
import type { ClipArrangement } from './board-layout.ts'
import type { ClipView, Layers } from './layers.ts'

export type StageMode = 'watch' | 'play' | 'compare'

/** The world on the stage. A restarted run is a new epoch of the same world. */
export type ShownWorld =
  | { readonly form: 'tabular'; readonly board: Board; readonly epoch: number; readonly env: string }
  | { readonly form: 'control'; readonly world: ControlWorld; readonly epoch: number; readonly env: string }

export interface SceneInput {
  /** Name of the scene, its own in the game. */
  readonly key: string
  frame(): Frame | null
  /** Robots of a control world on show. */
  exhibits(): readonly Exhibit[]
  /** Value function of the last exhibit's moment over the world's plane. */
  surface(): ValueSurface | null
  /** Size of the stage in CSS pixels and device pixels per CSS pixel. */
  size(): { width: number; height: number; scale: number }
  clips(): ClipArrangement
  /** A person pulls at the robot on show or pokes it: the force of this moment; null when they let go. */
  onPoke?(push: Push | null): void
  /** A person drops a ball at a place of the world, metres. */
  onDrop?(x: number, y: number): void
  /** The scene has drawn its world for the first time: the one before may go. */
  onDrawn(): void
}

/** What the stage says to whichever scene it holds. */
export interface StageView {
  readonly mode: StageMode
  readonly layers: Layers
  readonly speed: Speed
  readonly reducedMotion: boolean
  /** Do the clips stand still? */
  readonly clipsPaused: boolean
  /** Pace of the clips, a multiple of the usual one. */
  readonly clipPace: number
}

/** How far a clip has come. */
export interface ClipPlace {
  /** Whole steps shown, and how many there are. */
  readonly step: number
  readonly of: number
  /** With the share of the step under way. */
  readonly position: number
}

export interface StageScene extends Scene {
  showWorld(shown: ShownWorld): void
  setView(view: StageView): void
  /** Size or colours have changed. */
  relay(): void
  recolour(): void
  /** The square under a point of the stage, null where there is none. */
  cellAt(x: number, y: number): number | null
  /** The pointer is at a place of the stage. @returns true over a robot that can be held. Absent where none can. */
  hover?(x: number, y: number): boolean
  leave?(): void
  /** Takes hold of what is at a place of the stage, which follows `hover` until `letGo`. @returns true when it holds it. */
  grab?(x: number, y: number): boolean
  letGo?(): void
  /** Drops a ball at a place of the stage. */
  drop?(x: number, y: number): void
  /** Two clips beside each other, one, or none; of its own form of world. They begin together. */
  showClips(clips: readonly ClipView[]): void
  /** Both clips to the next whole step, or the one before. */
  stepClips(by: -1 | 1): void
  clipPlaces(): readonly ClipPlace[]
  /** Values that the ends of the colour scale stand for. */
  valueRange(): { min: number; max: number }
  /** Frees what belongs to the scene alone, such as its textures. */
  release(): void
}
