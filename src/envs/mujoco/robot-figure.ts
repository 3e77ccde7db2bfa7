/**
 * A planar robot as a scene draws it: the place of every body worked out from the joints' readings, down the chain from the
 * root, and which feet are on the floor. One body of the figure per part of the robot, in the model's order, scenery last.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import type { BodyShape, Figure, FigureBody, FigureJoint } from '../../core/figure.ts'
import { bodiesOf, type PartShape, type PlanarRobot, type RobotPart } from './planar-robot.ts'

/** A foot this close above the floor stands on it (m). */
const touch = 0.001

export interface RobotFigure extends Figure {
  /** The engine's number of each body of the figure; 0 is the world, which nothing pushes. */
  readonly engineBodies: readonly number[]
}

/** Where every body's frame is: x, y, angle of each in the engine's order. Allocates nothing. */
export class Skeleton {
  /** [3 x bodies] */
  readonly poses: Float64Array
  private readonly bodies: ReturnType<typeof bodiesOf>

  constructor(robot: PlanarRobot) {
    this.bodies = bodiesOf(robot)
    this.poses = new Float64Array(3 * this.bodies.length)
  }

  /** @param states joint readings from `offset` on. */
  place(states: ArrayLike<number>, offset: number): void {
    const { bodies, poses } = this
    for (let number = 0; number < bodies.length; number++) {
      const { body, parent, firstJoint } = bodies[number]!
      const isRoot = parent < 0
      const turned = isRoot ? 0 : poses[3 * parent + 2]!
      const c = isRoot ? 1 : cos(turned)
      const s = isRoot ? 0 : sin(turned)
      let [x, y] = body.at
      let angle = turned
      for (let i = 0; i < body.joints.length; i++) {
        const joint = body.joints[i]!
        const reading = states[offset + firstJoint + i]!
        if (joint.kind === 'hinge') angle += joint.turns === 'counterclockwise' ? reading : -reading
        else if (joint.along === 'x') x += reading - (joint.start ?? 0)
        else y += reading - (joint.start ?? 0)
      }
      poses[3 * number] = (isRoot ? 0 : poses[3 * parent]!) + c * x - s * y
      poses[3 * number + 1] = (isRoot ? 0 : poses[3 * parent + 1]!) + s * x + c * y
      poses[3 * number + 2] = angle
    }
  }
}

/** Height of the lowest point of a part whose body lies at `poses[3 * body ...]`. */
export function lowestPoint(shape: PartShape, poses: Float64Array, body: number): number {
  const y = poses[3 * body + 1]!
  const c = cos(poses[3 * body + 2]!)
  const s = sin(poses[3 * body + 2]!)
  switch (shape.kind) {
    case 'capsule': {
      const one = s * shape.from[0] + c * shape.from[1]
      const other = s * shape.to[0] + c * shape.to[1]
      return y + Math.min(one, other) - shape.radius
    }
    case 'ball':
      return y + s * shape.at[0] + c * shape.at[1] - shape.radius
    case 'box':
      return (
        y + s * shape.at[0] + c * shape.at[1] - Math.abs(s) * shape.halfWidth - Math.abs(c) * shape.halfHeight
      )
  }
}

/** @param view what the camera shows. @param floorSpan metres of floor drawn either side of the first body. */
export function figureOf(robot: PlanarRobot, view: Figure['view'], floorSpan = 20): RobotFigure {
  const placed = bodiesOf(robot)
  const skeleton = new Skeleton(robot)
  const parts = [
    ...placed.flatMap(({ body }, number) => body.parts.map(part => ({ part, number }))),
    ...(robot.scenery ?? []).map(part => ({ part, number: -1 })),
  ]
  const feet = parts.flatMap(({ part }, i) => (part.role === 'foot' ? [i] : []))
  const line = robot.floor ? new Float64Array(4) : null
  return {
    bodies: parts.map(({ part }) => bodyOf(part)),
    joints: motorPlaces(robot, parts),
    engineBodies: parts.map(({ number }) => number + 1),
    view,
    ...(robot.seenFrom === 'above' && { isSeenFromAbove: true }),
    feet,
    place(states, offset, into) {
      skeleton.place(states, offset)
      parts.forEach(({ number }, i) => {
        for (let k = 0; k < 3; k++) into[3 * i + k] = number < 0 ? 0 : skeleton.poses[3 * number + k]!
      })
    },
    ground(states, offset) {
      if (line === null) return null
      skeleton.place(states, offset)
      const x = skeleton.poses[0]!
      line[0] = x - floorSpan
      line[2] = x + floorSpan
      return line
    },
    touching(states, offset, into) {
      skeleton.place(states, offset)
      feet.forEach((foot, i) => {
        const { part, number } = parts[foot]!
        into[i] = robot.floor && lowestPoint(part.shape, skeleton.poses, number) <= touch ? 1 : 0
      })
    },
  }
}

const bodyOf = ({ name, role, side, shape }: RobotPart): FigureBody => ({
  name,
  role,
  side,
  shapes: [seen(shape)],
})

function seen(shape: PartShape): BodyShape {
  switch (shape.kind) {
    case 'capsule': {
      const [[x1, y1], [x2, y2]] = [shape.from, shape.to]
      return { kind: 'capsule', x1, y1, x2, y2, radius: shape.radius }
    }
    case 'ball':
      return { kind: 'circle', x: shape.at[0], y: shape.at[1], radius: shape.radius }
    case 'box': {
      const [x, y] = shape.at
      const { halfWidth: w, halfHeight: h } = shape
      return {
        kind: 'polygon',
        points: [
          [x - w, y - h],
          [x + w, y - h],
          [x + w, y + h],
          [x - w, y + h],
        ],
      }
    }
  }
}

/** Motors of hinges sit at the body's own frame; a motor of a slide pushes its body there too. */
function motorPlaces(robot: PlanarRobot, parts: readonly { readonly number: number }[]): FigureJoint[] {
  const placed = bodiesOf(robot)
  return robot.motors.map(({ joint }, action) => {
    const number = placed.findIndex(({ body }) => body.joints.some(({ name }) => name === joint))
    return { action, body: parts.findIndex(part => part.number === number), x: 0, y: 0 }
  })
}
