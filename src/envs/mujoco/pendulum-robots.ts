/**
 * Carts on a rail with one pole and with two, by the numbers of Gymnasium 1.3.0's models
 * (https://github.com/Farama-Foundation/Gymnasium, MIT). Nothing touches anything, so their rails and floors are left out.
 */
import type { Attributes, PlanarRobot, RobotBody, RobotPart } from './planar-robot.ts'

/** Metres from the middle to either end of the rail. */
export const railEnd = 1
/** Length of each pole (m). */
export const poleLength = 0.6

const untouchable: Attributes = { contype: 0, conaffinity: 0 }

/** Cart of the rail and what stands on it. */
const cart = (rail: Attributes, bodies: readonly RobotBody[]): RobotBody => ({
  name: 'cart',
  at: [0, 0],
  joints: [
    { name: 'slider', kind: 'slide', along: 'x', attributes: { range: [-railEnd, railEnd], ...rail } },
  ],
  parts: [
    {
      name: 'cart',
      role: 'cart',
      side: 'middle',
      shape: { kind: 'capsule', from: [0.1, 0], to: [-0.1, 0], radius: 0.1 },
    },
  ],
  bodies,
})

const pole = (name: string, radius: number, slant = 0): RobotPart => ({
  name,
  role: 'pole',
  side: 'near',
  shape: { kind: 'capsule', from: [0, 0], to: [slant, poleLength], radius },
})

export const invertedPendulumRobot: PlanarRobot = {
  name: 'inverted pendulum',
  seenFrom: 'side',
  timestep: 0.02,
  integrator: 'RK4',
  joint: { armature: 0, damping: 1 },
  geom: untouchable,
  floor: null,
  bodies: [
    cart({}, [
      {
        name: 'pole',
        at: [0, 0],
        joints: [
          {
            name: 'hinge',
            kind: 'hinge',
            turns: 'clockwise',
            attributes: { range: [-0.5 * Math.PI, 0.5 * Math.PI] },
          },
        ],
        // The original's pole is a millimetre out of true.
        parts: [pole('pole', 0.049, 0.001)],
        bodies: [],
      },
    ]),
  ],
  motors: [{ joint: 'slider', gear: 100, strongest: 3 }],
}

const hinge = (name: string) => ({ name, kind: 'hinge', turns: 'clockwise' }) as const

export const invertedDoublePendulumRobot: PlanarRobot = {
  name: 'inverted double pendulum',
  seenFrom: 'side',
  timestep: 0.01,
  integrator: 'RK4',
  // A hair of sideways pull, as in the original.
  option: { gravity: [1e-5, 0, -9.81] },
  joint: { damping: 0.05 },
  geom: untouchable,
  floor: null,
  bodies: [
    cart({ margin: 0.01 }, [
      {
        name: 'lower pole',
        at: [0, 0],
        joints: [hinge('lower hinge')],
        parts: [pole('lower pole', 0.045)],
        bodies: [
          {
            name: 'upper pole',
            at: [0, poleLength],
            joints: [hinge('upper hinge')],
            parts: [pole('upper pole', 0.045)],
            marks: [{ name: 'tip', at: [0, poleLength] }],
            bodies: [],
          },
        ],
      },
    ]),
  ],
  motors: [{ joint: 'slider', gear: 500, strongest: 1 }],
}
