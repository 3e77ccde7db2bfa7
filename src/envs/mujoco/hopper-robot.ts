/**
 * The one-legged hopper, by the numbers of Gymnasium 1.3.0's model (https://github.com/Farama-Foundation/Gymnasium, MIT).
 * Erez, Tassa & Todorov, "Infinite-horizon model predictive control for periodic tasks with contacts", RSS 2011
 * (https://doi.org/10.15607/RSS.2011.VII.010).
 */
import type { PlanarRobot } from './planar-robot.ts'
import { leg, rootJoints, standing, torso } from './runner-robot.ts'

export const hopperRobot: PlanarRobot = {
  name: 'hopper',
  seenFrom: 'side',
  timestep: 0.002,
  integrator: 'RK4',
  joint: { armature: 1, damping: 1 },
  geom: { contype: 1, conaffinity: 1, condim: 1, margin: 0.001, solimp: [0.8, 0.8, 0.01], solref: [0.02, 1] },
  floor: { condim: 3 },
  bodies: [
    {
      name: 'torso',
      at: [0, standing],
      joints: rootJoints(standing),
      parts: [torso],
      bodies: [leg({ name: '', side: 'near', heel: -0.13, toe: 0.26, footFriction: 2 })],
    },
  ],
  motors: ['hip', 'knee', 'ankle'].map(joint => ({ joint, gear: 200, strongest: 1 })),
}
