/** The robots, and the worlds they live in, which are to be loaded first. */
import { halfCheetah } from '../../../../src/envs/mujoco/half-cheetah.ts'
import { halfCheetahRobot } from '../../../../src/envs/mujoco/half-cheetah-robot.ts'
import { hopper } from '../../../../src/envs/mujoco/hopper.ts'
import { hopperRobot } from '../../../../src/envs/mujoco/hopper-robot.ts'
import { invertedDoublePendulum } from '../../../../src/envs/mujoco/inverted-double-pendulum.ts'
import { invertedPendulum } from '../../../../src/envs/mujoco/inverted-pendulum.ts'
import {
  invertedDoublePendulumRobot,
  invertedPendulumRobot,
} from '../../../../src/envs/mujoco/pendulum-robots.ts'
import { reacher } from '../../../../src/envs/mujoco/reacher.ts'
import { reacherRobot } from '../../../../src/envs/mujoco/reacher-robot.ts'
import { walker2d } from '../../../../src/envs/mujoco/walker2d.ts'
import { walker2dRobot } from '../../../../src/envs/mujoco/walker2d-robot.ts'

export const robots = [
  { definition: reacher, robot: reacherRobot },
  { definition: invertedPendulum, robot: invertedPendulumRobot },
  { definition: invertedDoublePendulum, robot: invertedDoublePendulumRobot },
  { definition: hopper, robot: hopperRobot },
  { definition: halfCheetah, robot: halfCheetahRobot },
  { definition: walker2d, robot: walker2dRobot },
].map(item => ({ ...item, id: item.definition.id }))
