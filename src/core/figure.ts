/**
 * A robot of rigid bodies and the ground under it, as a scene draws it: what the bodies look like, and where they are in a
 * state. Lengths in metres, x to the right, y up, angles counterclockwise in radians.
 */
export type BodyShape =
  | {
      readonly kind: 'capsule'
      readonly x1: number
      readonly y1: number
      readonly x2: number
      readonly y2: number
      readonly radius: number
    }
  | { readonly kind: 'polygon'; readonly points: readonly (readonly [x: number, y: number])[] }
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number }

/** What it is to someone who looks: scenes dress each role in its own way. */
export type BodyRole =
  | 'torso'
  | 'head'
  | 'limb'
  | 'foot'
  | 'cart'
  | 'pole'
  | 'arm'
  | 'tip'
  | 'target'
  | 'prop'

export interface FigureBody {
  /** Such as `left thigh`. */
  readonly name: string
  readonly role: BodyRole
  /** Far limbs are drawn behind the torso, near ones before it. */
  readonly side: 'near' | 'middle' | 'far'
  /** In the frame of the body. */
  readonly shapes: readonly BodyShape[]
}

/** A motor between two bodies. */
export interface FigureJoint {
  /** Number of the action that drives it. */
  readonly action: number
  /** Number of the body whose frame (x, y) is given in. */
  readonly body: number
  readonly x: number
  readonly y: number
}

export interface Figure {
  readonly bodies: readonly FigureBody[]
  readonly joints: readonly FigureJoint[]
  /** Poses of all bodies in the state at `offset`. @param into x, y, angle of each. [3 x bodies] */
  place(states: ArrayLike<number>, offset: number, into: Float64Array): void
  /** What a camera shows: metres across and up, and whether it goes along with the first body. */
  readonly view: {
    readonly width: number
    readonly height: number
    /** Height of the lower edge, metres. */
    readonly bottom: number
    readonly follows: boolean
  }
  /** What lies flat has no ground under it. */
  readonly isSeenFromAbove?: boolean
  /** Heights of the ground from left to right as x and y by turns; null where there is none to draw. [2 x points] */
  ground(states: ArrayLike<number>, offset: number): Float64Array | null
  /** Numbers of the bodies that can touch the ground, and whether they do: 1 or 0. */
  readonly feet: readonly number[]
  touching(states: ArrayLike<number>, offset: number, into: Uint8Array): void
  /** Rays by which it feels what lies ahead: from x, y to x, y. Absent where it has none. [4 x count] */
  readonly feelers?: {
    readonly count: number
    place(states: ArrayLike<number>, offset: number, into: Float64Array): void
  }
}
