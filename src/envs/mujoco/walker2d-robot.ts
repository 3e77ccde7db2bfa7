/** The two-legged walker, by the numbers of Gymnasium 1.3.0's model (https://github.com/Farama-Foundation/Gymnasium, MIT). */
import type { PlanarRobot } from './planar-robot.ts'
import { leg, rootJoints, standing, torso } from './runner-robot.ts'

const foot = { heel: 0, toe: 0.2, footFriction: 1.9 }

export const walker2dRobot: PlanarRobot = {
  name: 'walker2d',
  seenFrom: 'side',
  timestep: 0.002,
  integrator: 'RK4',
  joint: { armature: 0.01, damping: 0.1 },
  // The robot's parts meet the floor only.
  geom: { contype: 1, conaffinity: 0, condim: 3, density: 1000, friction: [0.7, 0.1, 0.1] },
  floor: { conaffinity: 1 },
  bodies: [
    {
      name: 'torso',
      at: [0, standing],
      joints: rootJoints(standing),
      parts: [torso],
      bodies: [leg({ name: 'right', side: 'near', ...foot }), leg({ name: 'left', side: 'far', ...foot })],
    },
  ],
  motors: ['right hip', 'right knee', 'right ankle', 'left hip', 'left knee', 'left ankle'].map(joint => ({
    joint,
    gear: 100,
    strongest: 1,
  })),
}
