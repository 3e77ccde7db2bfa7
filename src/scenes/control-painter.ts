/**
 * How a control world is drawn. A painter lays its world out in an area; the picture it gives back paints the scenery
 * once, the parts of a robot once for each face, and after that only says where the parts are: a robot, and each of its
 * ghosts, is a handful of images that are moved and turned.
 *
 * Lengths are CSS pixels, y down, turns are clockwise radians.
 */
import type { GameObjects, Scene } from 'phaser'
import type { ControlWorld, Push } from '../core/environment.ts'
import type { Area } from './board-layout.ts'
import type { Layers } from './layers.ts'
import type { Palette } from './palette.ts'
import type { Face } from './pip-painter.ts'
import type { Motion } from './pose.ts'

export interface Look {
  readonly face: Face
  readonly ghost: boolean
  readonly palette: Palette
}

/** A piece of a robot, moved and turned as one. */
export interface Part {
  readonly name: string
  readonly width: number
  readonly height: number
  /** Point of the piece that is placed, and that it turns about. */
  readonly pivotX: number
  readonly pivotY: number
  /** Does it show Pip's face? */
  readonly hasFace: boolean
  /** From the left upper corner on, in CSS pixels. */
  paint(context: CanvasRenderingContext2D, look: Look): void
}

/** Numbers of a pose per part: x, y, turn. */
export const POSE_SIZE = 3

export function setPose(poses: Float64Array, part: number, x: number, y: number, turn: number): void {
  poses[POSE_SIZE * part] = x
  poses[POSE_SIZE * part + 1] = y
  poses[POSE_SIZE * part + 2] = turn
}

/** A robot of the world. */
export interface Cast {
  /** Drawn in this order. */
  readonly parts: readonly Part[]
  /** Ghosts of it keep their own strength, whatever their number. */
  readonly solid?: boolean
  /** Poses of all parts for the state at `offset`; a part at NaN is not shown. @param into [3 x parts] */
  place(states: ArrayLike<number>, offset: number, into: Float64Array): void
}

/** States as something that can be put halfway between two of them, where the world's own numbers cannot. */
export interface Drawn {
  /** Numbers of one. */
  readonly size: number
  /** The world's state at `states[offset]` as `into[at]` and on. */
  write(states: ArrayLike<number>, offset: number, into: Float64Array, at: number): void
}

/** What is new in a frame, for scenery that moves. */
export interface Moment {
  /** The world's own, of the step that is being drawn. */
  readonly state: Float64Array
  /** As it is drawn. */
  readonly drawn: Float64Array
  readonly action: Float64Array | null
  readonly layers: Layers
  readonly mode: 'watch' | 'play' | 'compare'
  readonly reducedMotion: boolean
  /** Steps since the episode's start, and whether the episode is over and has been seen to its end. */
  readonly episodeStep: number
  readonly over: boolean
  /** Milliseconds. */
  readonly now: number
}

/** Scenery that moves with a camera, and what is drawn of the robot beside its parts. */
export interface LiveScenery {
  /** Before anything of the frame is placed: the camera goes along. */
  aim(moment: Moment): void
  /** After the robot has been placed. */
  show(moment: Moment): void
  hide(): void
  /** Paints a little of what will be needed. @returns false when all is there. */
  prepare(): boolean
  release(): void
}

/** A point of a body, in the body's frame, metres. */
export interface Handle {
  readonly body: number
  readonly x: number
  readonly y: number
}

/** How a hand on the stage takes hold of a robot. Places on the stage are CSS pixels. */
export interface Grip {
  /** What is at a place of the stage, null for nothing. */
  take(drawn: ArrayLike<number>, x: number, y: number): Handle | null
  /** Where it is on the stage. @param into [2] */
  place(drawn: ArrayLike<number>, handle: Handle, into: Float64Array): void
  /** Of a spring from there to a place of the stage. */
  pull(drawn: ArrayLike<number>, handle: Handle, x: number, y: number): Push
  /** Of a finger that hits it there. */
  poke(drawn: ArrayLike<number>, handle: Handle): Push
  /** Absent where nothing falls: in a world that is seen from above. */
  readonly room?: Room
}

/** Where places of the stage are in the world, and the other way round. */
export interface Room {
  readonly pixelsPerMetre: number
  worldAt(x: number, y: number): { readonly x: number; readonly y: number }
  stageAt(x: number, y: number): { readonly x: number; readonly y: number }
}

export interface ControlPicture {
  /** Where the value map lies, or null where there is none. */
  readonly map: Area | null
  readonly hero: Cast
  /** A plainer robot for the swarm. @param size of Pip beside the hero's; lengths that matter stay as they are. */
  ghosts(size: number): Cast
  paintScenery(context: CanvasRenderingContext2D, palette: Palette): void
  /** Point of the robot that leaves a trail. @param into [2] */
  trace(states: ArrayLike<number>, offset: number, into: Float64Array): void
  /** Middle of the lower edge of the note with the hero's numbers. @param into [2] */
  anchor(state: ArrayLike<number>, into: Float64Array): void
  /** Arrow of the action that led here. Drawn over the hero. */
  drawAction(
    graphics: GameObjects.Graphics,
    state: ArrayLike<number>,
    action: ArrayLike<number>,
    ink: ArrowInk,
  ): void
  /** Where Pip looks before this action. */
  gaze(action: ArrayLike<number>): Gaze
  /** A flag that waves when the goal is reached: foot and height of its pole. */
  readonly flag: { readonly x: number; readonly y: number; readonly height: number } | null
  /** Absent where nothing can be held. */
  readonly grip?: Grip
  /** Absent where the scenery stands still. @param scale device pixels per CSS pixel. */
  live?(scene: Scene, id: string, palette: Palette, scale: number): LiveScenery
}

export interface ArrowInk {
  readonly line: number
  readonly edge: number
}

export type Gaze = 'left' | 'right' | 'idle'

export interface ControlPainter extends Motion {
  /** Everything but `LiveScenery` is handed states as these where there is one. */
  readonly drawn?: Drawn
  /** Does it stand on something it can hop from? */
  readonly hops: boolean
  layOut(area: Area, world: ControlWorld, hasMap: boolean): ControlPicture
  /** Pixels per metre in such an area. */
  scaleIn(area: Area, hasMap: boolean): number
  /** Mood of the state itself, whatever has happened. */
  mood(state: ArrayLike<number>): 'happy' | null
  /** Short numbers of the state, in the world's units. */
  readout(state: ArrayLike<number>): string
}
