/**
 * The cheetah that has a back and a front leg, by the numbers of Gymnasium 1.3.0's model
 * (https://github.com/Farama-Foundation/Gymnasium, MIT). Wawrzynski, "A cat-like robot real-time learning to run", ICANNGA
 * 2009 (https://doi.org/10.1007/978-3-642-04921-7_39).
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import type { PartShape, PlanarRobot, RobotBody } from './planar-robot.ts'
import { rootJoints } from './runner-robot.ts'

const radius = 0.046

/** A capsule about its middle, `lean` radians clockwise from upright. */
function capsule([x, y]: readonly [number, number], lean: number, halfLength: number): PartShape {
  const [dx, dy] = [halfLength * sin(lean), halfLength * cos(lean)]
  return { kind: 'capsule', from: [x + dx, y + dy], to: [x - dx, y - dy], radius }
}

interface Segment {
  readonly part: string
  readonly at: readonly [number, number]
  readonly middle: readonly [number, number]
  readonly lean: number
  readonly halfLength: number
  readonly joint: string
  readonly range: readonly [number, number]
  readonly stiffness: number
  readonly damping: number
  readonly gear: number
}

const back: readonly Segment[] = [
  {
    part: 'back thigh',
    at: [-0.5, 0],
    middle: [0.1, -0.13],
    lean: -3.8,
    halfLength: 0.145,
    joint: 'back hip',
    range: [-0.52, 1.05],
    stiffness: 240,
    damping: 6,
    gear: 120,
  },
  {
    part: 'back shin',
    at: [0.16, -0.25],
    middle: [-0.14, -0.07],
    lean: -2.03,
    halfLength: 0.15,
    joint: 'back knee',
    range: [-0.785, 0.785],
    stiffness: 180,
    damping: 4.5,
    gear: 90,
  },
  {
    part: 'back foot',
    at: [-0.28, -0.14],
    middle: [0.03, -0.097],
    lean: -0.27,
    halfLength: 0.094,
    joint: 'back ankle',
    range: [-0.4, 0.785],
    stiffness: 120,
    damping: 3,
    gear: 60,
  },
]

const front: readonly Segment[] = [
  {
    part: 'front thigh',
    at: [0.5, 0],
    middle: [-0.07, -0.12],
    lean: 0.52,
    halfLength: 0.133,
    joint: 'front hip',
    range: [-1, 0.7],
    stiffness: 180,
    damping: 4.5,
    gear: 120,
  },
  {
    part: 'front shin',
    at: [-0.14, -0.24],
    middle: [0.065, -0.09],
    lean: -0.6,
    halfLength: 0.106,
    joint: 'front knee',
    range: [-1.2, 0.87],
    stiffness: 120,
    damping: 3,
    gear: 60,
  },
  {
    part: 'front foot',
    at: [0.13, -0.18],
    middle: [0.045, -0.07],
    lean: -0.6,
    halfLength: 0.07,
    joint: 'front ankle',
    range: [-0.5, 0.5],
    stiffness: 60,
    damping: 1.5,
    gear: 30,
  },
]

/** From the hip down. */
function chain([segment, ...rest]: readonly Segment[]): readonly RobotBody[] {
  if (segment === undefined) return []
  const { part, at, middle, lean, halfLength, joint, range, stiffness, damping } = segment
  return [
    {
      name: part,
      at,
      joints: [{ name: joint, kind: 'hinge', turns: 'clockwise', attributes: { range, stiffness, damping } }],
      parts: [
        {
          name: part,
          role: rest.length === 0 ? 'foot' : 'limb',
          side: 'near',
          shape: capsule(middle, lean, halfLength),
        },
      ],
      bodies: chain(rest),
    },
  ]
}

export const halfCheetahRobot: PlanarRobot = {
  name: 'half cheetah',
  seenFrom: 'side',
  timestep: 0.01,
  integrator: 'Euler',
  compiler: { settotalmass: 14 },
  joint: { armature: 0.1, damping: 0.01, stiffness: 8, solimplimit: [0, 0.8, 0.03], solreflimit: [0.02, 1] },
  // The robot's parts meet the floor only.
  geom: {
    contype: 1,
    conaffinity: 0,
    condim: 3,
    friction: [0.4, 0.1, 0.1],
    solimp: [0, 0.8, 0.01],
    solref: [0.02, 1],
  },
  floor: { conaffinity: 1 },
  bodies: [
    {
      name: 'torso',
      at: [0, 0.7],
      joints: rootJoints(0),
      parts: [
        {
          name: 'torso',
          role: 'torso',
          side: 'middle',
          shape: { kind: 'capsule', from: [-0.5, 0], to: [0.5, 0], radius },
        },
        { name: 'head', role: 'head', side: 'middle', shape: capsule([0.6, 0.1], 0.87, 0.15) },
      ],
      bodies: [...chain(back), ...chain(front)],
    },
  ],
  motors: [...back, ...front].map(({ joint, gear }) => ({ joint, gear, strongest: 1 })),
}
