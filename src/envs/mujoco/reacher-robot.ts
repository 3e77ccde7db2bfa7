/**
 * The two-jointed arm seen from above and its target, by the numbers of Gymnasium 1.3.0's model
 * (https://github.com/Farama-Foundation/Gymnasium, MIT). Its fence touches nothing, so it is left out.
 */
import type { PlanarRobot, RobotPart } from './planar-robot.ts'

/** Length of each of the two links, and from the second joint to the middle of the fingertip (m). */
export const linkLength = 0.1
export const fingertipAt = 0.11
/** Where the target stands in the model's pose (m). */
const target = [0.1, -0.1] as const

/** The engine's numbers of the two bodies whose places are read. */
export const fingertipBody = 3
export const targetBody = 4

const link = (name: string): RobotPart => ({
  name,
  role: 'arm',
  side: 'middle',
  shape: { kind: 'capsule', from: [0, 0], to: [linkLength, 0], radius: 0.01 },
})

const slide = (name: string, along: 'x' | 'y', start: number) =>
  ({
    name,
    kind: 'slide',
    along,
    start,
    attributes: { armature: 0, damping: 0, stiffness: 0, range: [-0.27, 0.27] },
  }) as const

export const reacherRobot: PlanarRobot = {
  name: 'reacher',
  seenFrom: 'above',
  timestep: 0.01,
  integrator: 'RK4',
  joint: { armature: 1, damping: 1 },
  // Nothing touches anything.
  geom: { contype: 0, conaffinity: 0 },
  floor: null,
  bodies: [
    {
      name: 'upper arm',
      at: [0, 0],
      joints: [{ name: 'shoulder', kind: 'hinge', turns: 'counterclockwise' }],
      parts: [link('upper arm')],
      bodies: [
        {
          name: 'forearm',
          at: [linkLength, 0],
          joints: [
            { name: 'elbow', kind: 'hinge', turns: 'counterclockwise', attributes: { range: [-3, 3] } },
          ],
          parts: [link('forearm')],
          bodies: [
            {
              name: 'fingertip',
              at: [fingertipAt, 0],
              joints: [],
              parts: [
                {
                  name: 'fingertip',
                  role: 'tip',
                  side: 'near',
                  shape: { kind: 'ball', at: [0, 0], radius: 0.01 },
                },
              ],
              bodies: [],
            },
          ],
        },
      ],
    },
    {
      name: 'target',
      at: target,
      joints: [slide('target x', 'x', target[0]), slide('target y', 'y', target[1])],
      parts: [
        {
          name: 'target',
          role: 'target',
          side: 'far',
          shape: { kind: 'ball', at: [0, 0], radius: 0.009 },
        },
      ],
      bodies: [],
    },
  ],
  motors: ['shoulder', 'elbow'].map(joint => ({ joint, gear: 200, strongest: 1 })),
}
