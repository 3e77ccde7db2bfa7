/**
 * A robot whose bodies move in one plane, described once: the engine's model and the figure on the screen are made from it.
 * Every body's frame sits at its joint. Lengths in metres, angles counterclockwise in radians, as the plane is seen: from the
 * side (x to the right, y up) or from above.
 */
import type { BodyRole } from '../../core/figure.ts'

type Point = readonly [x: number, y: number]

/** Attributes of an element of a model file, by the format's own names (https://mujoco.readthedocs.io/en/stable/XMLreference.html). */
export type Attributes = Readonly<Record<string, string | number | readonly number[]>>

export type PartShape =
  | { readonly kind: 'capsule'; readonly from: Point; readonly to: Point; readonly radius: number }
  | { readonly kind: 'ball'; readonly at: Point; readonly radius: number }
  /** `depth`: half of its extent out of the plane. */
  | {
      readonly kind: 'box'
      readonly at: Point
      readonly halfWidth: number
      readonly halfHeight: number
      readonly depth: number
    }

/** A rigid piece of a body, as it collides and as it is seen. */
export interface RobotPart {
  /** Such as `left thigh`. */
  readonly name: string
  readonly role: BodyRole
  readonly side: 'near' | 'middle' | 'far'
  readonly shape: PartShape
  /** Beyond the model's defaults. */
  readonly attributes?: Attributes
}

export type RobotJoint = {
  readonly name: string
  readonly attributes?: Attributes
} & (
  | {
      readonly kind: 'slide'
      readonly along: 'x' | 'y' /** Reading in the model's pose. */
      readonly start?: number
    }
  | { readonly kind: 'hinge'; readonly turns: 'counterclockwise' | 'clockwise' }
)

export interface RobotBody {
  readonly name: string
  /** Where its frame lies in its parent's. */
  readonly at: Point
  /** Slides before hinges. */
  readonly joints: readonly RobotJoint[]
  readonly parts: readonly RobotPart[]
  /** Points whose places can be read. */
  readonly marks?: readonly { readonly name: string; readonly at: Point }[]
  readonly bodies: readonly RobotBody[]
}

export interface RobotMotor {
  /** Name of a joint. */
  readonly joint: string
  /** Newtons, or newton metres, at a control of 1. */
  readonly gear: number
  /** Strongest control either way. */
  readonly strongest: number
}

export interface PlanarRobot {
  readonly name: string
  readonly seenFrom: 'side' | 'above'
  /** Seconds of a substep. */
  readonly timestep: number
  readonly integrator: 'Euler' | 'RK4'
  /** Of the model as a whole, beyond those above. */
  readonly compiler?: Attributes
  readonly option?: Attributes
  /** Defaults of all joints and all parts. */
  readonly joint: Attributes
  readonly geom: Attributes
  /** Attributes of a level floor at height 0, or null where there is none. */
  readonly floor: Attributes | null
  /** What stands still, in the world's frame. */
  readonly scenery?: readonly RobotPart[]
  readonly bodies: readonly RobotBody[]
  readonly motors: readonly RobotMotor[]
}

/** A body and the place of its parent in the list, -1 for the world; parents come before children, as the engine counts. */
export interface PlacedBody {
  readonly body: RobotBody
  readonly parent: number
  /** Number of its first joint. */
  readonly firstJoint: number
}

/** All bodies in the engine's order, whose numbers are one less than the engine's. */
export function bodiesOf(robot: PlanarRobot): readonly PlacedBody[] {
  const placed: PlacedBody[] = []
  let joints = 0
  const visit = (body: RobotBody, parent: number) => {
    const number = placed.length
    placed.push({ body, parent, firstJoint: joints })
    joints += body.joints.length
    for (const child of body.bodies) visit(child, number)
  }
  for (const body of robot.bodies) visit(body, -1)
  return placed
}

export const jointsOf = (robot: PlanarRobot): readonly RobotJoint[] =>
  bodiesOf(robot).flatMap(({ body }) => body.joints)
