/**
 * Writes a robot as MuJoCo's model file (https://mujoco.readthedocs.io/en/stable/XMLreference.html). Numbers are written in
 * full, so that the engine reads the very same.
 */
import type { Attributes, PlanarRobot, RobotBody, RobotJoint, RobotPart } from './planar-robot.ts'

/** What the engine may use for contacts: it takes thirteen megabytes where nothing is said. */
const ARENA = '256K'

export function modelFile(robot: PlanarRobot): string {
  const plane = robot.seenFrom === 'side' ? fromTheSide : fromAbove
  const option = { timestep: robot.timestep, integrator: robot.integrator, ...robot.option }
  return element('mujoco', { model: robot.name }, [
    element('compiler', { angle: 'radian', ...robot.compiler }),
    element('size', { memory: ARENA }),
    // A robot thrown off the numbers would silently begin anew; whoever steps it finds them not finite and says so.
    element('option', option, [element('flag', { autoreset: 'disable' })]),
    element('default', {}, [element('joint', robot.joint), element('geom', robot.geom)]),
    element('worldbody', {}, [
      ...(robot.floor
        ? [element('geom', { name: 'floor', type: 'plane', size: [40, 40, 40], ...robot.floor })]
        : []),
      ...(robot.scenery ?? []).map(part => geom(part, plane)),
      ...robot.bodies.map(body => bodyElement(body, plane)),
    ]),
    element(
      'actuator',
      {},
      robot.motors.map(({ joint, gear, strongest }) =>
        element('motor', { joint, gear, ctrllimited: 'true', ctrlrange: [-strongest, strongest] }),
      ),
    ),
  ])
}

type Point = readonly [x: number, y: number]

/** How the plane lies in the engine's space, whose z is up. */
interface Plane {
  readonly place: (at: Point) => readonly number[]
  readonly axes: { readonly x: readonly number[]; readonly y: readonly number[] }
  /** About which a positive angle turns counterclockwise as seen. */
  readonly counterclockwise: readonly number[]
  readonly halfSizes: (width: number, height: number, depth: number) => readonly number[]
}

const fromTheSide: Plane = {
  place: ([x, y]) => [x, 0, y],
  axes: { x: [1, 0, 0], y: [0, 0, 1] },
  counterclockwise: [0, -1, 0],
  halfSizes: (width, height, depth) => [width, depth, height],
}

const fromAbove: Plane = {
  place: ([x, y]) => [x, y, 0],
  axes: { x: [1, 0, 0], y: [0, 1, 0] },
  counterclockwise: [0, 0, 1],
  halfSizes: (width, height, depth) => [width, height, depth],
}

const bodyElement = (body: RobotBody, plane: Plane): string =>
  element('body', { name: body.name, pos: plane.place(body.at) }, [
    ...body.joints.map(joint => jointElement(joint, plane)),
    ...body.parts.map(part => geom(part, plane)),
    ...(body.marks ?? []).map(({ name, at }) => element('site', { name, pos: plane.place(at) })),
    ...body.bodies.map(child => bodyElement(child, plane)),
  ])

function jointElement(joint: RobotJoint, plane: Plane): string {
  const { name, kind, attributes } = joint
  if (kind === 'slide') {
    const start = joint.start === undefined ? {} : { ref: joint.start }
    return element('joint', { name, type: kind, axis: plane.axes[joint.along], ...start, ...attributes })
  }
  const sign = joint.turns === 'counterclockwise' ? 1 : -1
  const axis = plane.counterclockwise.map(number => sign * number)
  return element('joint', { name, type: kind, axis, ...attributes })
}

function geom({ name, shape, attributes }: RobotPart, plane: Plane): string {
  switch (shape.kind) {
    case 'capsule': {
      const fromto = [...plane.place(shape.from), ...plane.place(shape.to)]
      return element('geom', { name, type: 'capsule', fromto, size: shape.radius, ...attributes })
    }
    case 'ball':
      return element('geom', {
        name,
        type: 'sphere',
        pos: plane.place(shape.at),
        size: shape.radius,
        ...attributes,
      })
    case 'box':
      return element('geom', {
        name,
        type: 'box',
        pos: plane.place(shape.at),
        size: plane.halfSizes(shape.halfWidth, shape.halfHeight, shape.depth),
        ...attributes,
      })
  }
}

function element(tag: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${typeof value === 'object' ? value.join(' ') : value}"`,
  )
  const open = `<${tag}${written.join('')}`
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${tag}>`
}
