/** What the running robots share in their models: three free joints of the torso, and the sizes of torso and legs. */
import type { RobotBody, RobotJoint, RobotPart } from './planar-robot.ts'

/** Neither springs nor motors nor inertia of their own. */
const free = { armature: 0, damping: 0, stiffness: 0 }

/** @param height reading of the height in the model's pose. */
export const rootJoints = (height: number): readonly RobotJoint[] => [
  { name: 'forward', kind: 'slide', along: 'x', attributes: free },
  { name: 'up', kind: 'slide', along: 'y', start: height, attributes: free },
  { name: 'lean', kind: 'hinge', turns: 'clockwise', attributes: free },
]

/** Ranges of hip, knee and ankle (rad). */
const bend = [(-150 * Math.PI) / 180, 0]
const ankle = [(-45 * Math.PI) / 180, (45 * Math.PI) / 180]

export interface LegLook {
  readonly name: string
  readonly side: 'near' | 'far'
  /** Where heel and toe are, from the ankle (m). */
  readonly heel: number
  readonly toe: number
  readonly footFriction: number
}

/** Standing height of the torso's middle, and half of its length (m). */
export const standing = 1.25
export const halfTorso = 0.2

export const torso: RobotPart = {
  name: 'torso',
  role: 'torso',
  side: 'middle',
  shape: { kind: 'capsule', from: [0, halfTorso], to: [0, -halfTorso], radius: 0.05 },
  attributes: { friction: 0.9 },
}

/** Thigh, shin and foot, hanging straight down from the torso. */
export function leg({ name, side, heel, toe, footFriction }: LegLook): RobotBody {
  const called = (part: string) => (name === '' ? part : `${name} ${part}`)
  const limb = (part: string, length: number, radius: number): RobotPart => ({
    name: called(part),
    role: 'limb',
    side,
    shape: { kind: 'capsule', from: [0, 0], to: [0, -length], radius },
    attributes: { friction: 0.9 },
  })
  const joint = (part: string, range: readonly number[]): RobotJoint => ({
    name: called(part),
    kind: 'hinge',
    turns: 'counterclockwise',
    attributes: { range },
  })
  return {
    name: called('thigh'),
    at: [0, -halfTorso],
    joints: [joint('hip', bend)],
    parts: [limb('thigh', 0.45, 0.05)],
    bodies: [
      {
        name: called('shin'),
        at: [0, -0.45],
        joints: [joint('knee', bend)],
        parts: [limb('shin', 0.5, 0.04)],
        bodies: [
          {
            name: called('foot'),
            at: [0, -0.5],
            joints: [joint('ankle', ankle)],
            parts: [
              {
                name: called('foot'),
                role: 'foot',
                side,
                shape: { kind: 'capsule', from: [heel, 0], to: [toe, 0], radius: 0.06 },
                attributes: { friction: footFriction },
              },
            ],
            bodies: [],
          },
        ],
      },
    ],
  }
}
