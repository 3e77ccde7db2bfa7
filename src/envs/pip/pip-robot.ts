/**
 * Pip's body, all numbers our own: a head as wide as a child's, a small torso, two short arms, two legs with knees and shoes;
 * 1.1 m and 7.6 kg. Joints are sprung towards a slight crouch and held back by friction, as those of small servo robots are,
 * so that a leg neither swings nor kicks faster than it can walk.
 */
import type { PlanarRobot, RobotBody, RobotJoint, RobotPart } from '../mujoco/planar-robot.ts'
import { rootJoints } from '../mujoco/runner-robot.ts'

/** Lengths of a thigh, which is also that of a shin, and of an arm (m). */
const thigh = 0.27
const arm = 0.24
/** From the ankle down to the sole (m). */
const sole = 0.055

/** Height of the hips with straight legs (m), at which the model stands. */
export const standing = 2 * thigh + sole

/** Pose to which the springs pull (rad). */
const crouch = { hip: 0.25, knee: -0.5, ankle: 0.25 } as const

/** Poses of the two legs when an episode begins, mid-stride (rad). */
export const stride = {
  ahead: { hip: 0.45, knee: -0.5, ankle: 0.05 },
  behind: { hip: -0.05, knee: -0.3, ankle: 0.35 },
} as const
/** Height of the hips in it, the foot behind on the bench and the other 1 cm above (m). */
export const strideHeight = 0.578

/** Places of the eight motors' joints in a row of joint readings: x, height and lean of the torso come first. */
export const motorNames = [
  'right hip',
  'right knee',
  'right ankle',
  'left hip',
  'left knee',
  'left ankle',
  'right shoulder',
  'left shoulder',
] as const

/** Radius of the capsule round each, and where it is in the frame of its body (m). */
const head = { radius: 0.13, halfWidth: 0.08, height: 0.37 }
const torso = { radius: 0.1, low: 0.06, high: 0.16 }
const knee = 0.045
const foot = { radius: 0.045, heel: -0.07, toe: 0.13, below: sole - 0.045 }

interface JointKind {
  readonly range: readonly [number, number]
  readonly gear: number
  readonly damping: number
  readonly stiffness: number
  readonly armature: number
  readonly rest: number
}

/** Turned counterclockwise: a thigh, an arm or the toes forward and up. Ranges rad, gears N m, damping N m s/rad. */
const kinds: Readonly<Record<'hip' | 'knee' | 'ankle' | 'shoulder', JointKind>> = {
  hip: { range: [-0.7, 0.9], gear: 11, damping: 0.3, stiffness: 2, armature: 0.08, rest: crouch.hip },
  knee: { range: [-2.4, 0], gear: 16, damping: 0.4, stiffness: 4, armature: 0.03, rest: crouch.knee },
  ankle: { range: [-0.8, 0.8], gear: 10, damping: 0.3, stiffness: 4, armature: 0.02, rest: crouch.ankle },
  shoulder: { range: [-1, 3], gear: 2, damping: 0.1, stiffness: 0.6, armature: 0.01, rest: 0 },
}

const kindOf = (joint: string): JointKind => kinds[joint.split(' ')[1] as keyof typeof kinds]

function hinge(name: string): RobotJoint {
  const { range, damping, stiffness, armature, rest } = kindOf(name)
  return {
    name,
    kind: 'hinge',
    turns: 'counterclockwise',
    attributes: { range, damping, stiffness, armature, springref: rest },
  }
}

type Side = readonly [name: 'right' | 'left', side: 'near' | 'far']
const sides: readonly Side[] = [
  ['right', 'near'],
  ['left', 'far'],
]

function leg([name, side]: Side): RobotBody {
  const limb = (part: string, radius: number, mass: number): RobotPart => ({
    name: `${name} ${part}`,
    role: 'limb',
    side,
    shape: { kind: 'capsule', from: [0, 0], to: [0, -thigh], radius },
    attributes: { mass },
  })
  const shoe: RobotPart = {
    name: `${name} foot`,
    role: 'foot',
    side,
    shape: {
      kind: 'capsule',
      from: [foot.heel, -foot.below],
      to: [foot.toe, -foot.below],
      radius: foot.radius,
    },
    attributes: { mass: 0.35, friction: [1.2, 0.1, 0.1] },
  }
  return {
    name: `${name} thigh`,
    at: [0, 0],
    joints: [hinge(`${name} hip`)],
    parts: [limb('thigh', knee, 0.6)],
    bodies: [
      {
        name: `${name} shin`,
        at: [0, -thigh],
        joints: [hinge(`${name} knee`)],
        parts: [limb('shin', 0.04, 0.45)],
        bodies: [
          {
            name: `${name} foot`,
            at: [0, -thigh],
            joints: [hinge(`${name} ankle`)],
            parts: [shoe],
            bodies: [],
          },
        ],
      },
    ],
  }
}

const shoulderHeight = 0.2

const armBody = ([name, side]: Side): RobotBody => ({
  name: `${name} arm`,
  at: [0, shoulderHeight],
  joints: [hinge(`${name} shoulder`)],
  parts: [
    {
      name: `${name} arm`,
      role: 'limb',
      side,
      shape: { kind: 'capsule', from: [0, 0], to: [0, -arm], radius: 0.03 },
      attributes: { mass: 0.15 },
    },
  ],
  bodies: [],
})

/** @param scenery what stands on the bench. */
export const pipRobot = (scenery: readonly RobotPart[]): PlanarRobot => ({
  name: 'pip',
  seenFrom: 'side',
  timestep: 0.005,
  integrator: 'Euler',
  joint: {},
  // Its parts meet the bench and what stands on it, not each other.
  geom: { contype: 1, conaffinity: 0, condim: 3, friction: [0.7, 0.1, 0.1] },
  floor: { conaffinity: 1 },
  scenery,
  bodies: [
    {
      name: 'torso',
      at: [0, standing],
      joints: rootJoints(standing),
      parts: [
        {
          name: 'torso',
          role: 'torso',
          side: 'middle',
          shape: { kind: 'capsule', from: [0, torso.low], to: [0, torso.high], radius: torso.radius },
          attributes: { mass: 3.5 },
        },
        {
          name: 'head',
          role: 'head',
          side: 'middle',
          shape: {
            kind: 'capsule',
            from: [-head.halfWidth, head.height],
            to: [head.halfWidth, head.height],
            radius: head.radius,
          },
          attributes: { mass: 1 },
        },
      ],
      bodies: [...sides.map(leg), ...sides.map(armBody)],
    },
  ],
  motors: motorNames.map(joint => ({ joint, gear: kindOf(joint).gear, strongest: 1 })),
})

/** Round spots of a body that may touch the bench. */
export interface Spot {
  /** Number of the body in the engine's order, less one. */
  readonly body: number
  /** In the frame of the body, and its radius (m). */
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** Numbers of the bodies, as the robot's tree is walked. */
const bodyNumber = { torso: 0, thighs: [1, 4], shins: [2, 5], feet: [3, 6], arms: [7, 8] } as const

/** Hips lower than this above the bench are a fall (m): it sits, or does the splits. */
export const lowestHips = 0.45

/** Touching the bench with one of these is a fall: head, torso and knees. */
export const fallSpots: readonly Spot[] = [
  { body: bodyNumber.torso, x: -head.halfWidth, y: head.height, radius: head.radius },
  { body: bodyNumber.torso, x: head.halfWidth, y: head.height, radius: head.radius },
  { body: bodyNumber.torso, x: 0, y: torso.high, radius: torso.radius },
  { body: bodyNumber.torso, x: 0, y: torso.low, radius: torso.radius },
  ...bodyNumber.shins.map(body => ({ body, x: 0, y: 0, radius: knee })),
]

/** Heel and toe of the right foot, then of the left. */
export const footSpots: readonly (readonly [heel: Spot, toe: Spot])[] = bodyNumber.feet.map(body => [
  { body, x: foot.heel, y: -foot.below, radius: foot.radius },
  { body, x: foot.toe, y: -foot.below, radius: foot.radius },
])

/** The top of the head. */
export const crown = { body: bodyNumber.torso, x: 0, y: head.height + head.radius, radius: 0 } as const

/** The middle of the hips. */
export const hips = { body: bodyNumber.torso, x: 0, y: 0, radius: 0 } as const
