/** Walker2d-v5: walk on two legs. Equal to Gymnasium 1.3.0's (https://gymnasium.farama.org/environments/mujoco/walker2d/). */
import { flagOf, numberOf, type SettingValues } from '../../core/settings.ts'
import {
  effortTerm,
  footClearanceTerm,
  smoothnessTerm,
  takingTurnsTerm,
  uprightTerm,
} from './robot-shaping.ts'
import { type RobotWorld, robotWorld } from './robot-world.ts'
import { runnerTask } from './runner-task.ts'
import { walker2dRobot } from './walker2d-robot.ts'

/** It has fallen when its body is not between these heights (m), or leans more (rad). */
const lowest = 0.8
const highest = 2
const fallAngle = 1

const joints = ['right hip', 'right knee', 'right ankle', 'left hip', 'left knee', 'left ankle']
const named = joints.map(joint => `${joint[0]!.toUpperCase()}${joint.slice(1)}`)

export function walker2dWorld(settings: SettingValues, usual: boolean): RobotWorld {
  return robotWorld({
    task: runnerTask({
      id: 'Walker2d-v5',
      robot: walker2dRobot,
      frameSkip: 4,
      observedSpeed: 10,
      forwardRewardWeight: numberOf(settings, 'forward_reward_weight'),
      controlCostWeight: numberOf(settings, 'ctrl_cost_weight'),
      healthyReward: numberOf(settings, 'healthy_reward'),
      isHealthy: state => state[1]! > lowest && state[1]! < highest && Math.abs(state[2]!) < fallAngle,
      terminatesWhenUnhealthy: flagOf(settings, 'terminate_when_unhealthy'),
      resetNoiseScale: numberOf(settings, 'reset_noise_scale'),
      speedNoise: 'uniform',
    }),
    maxEpisodeSteps: 1000,
    solvedReturn: usual ? 3000 : null,
    // Measured over 1000 episodes of uniform actions, standard deviation 6.4.
    randomReturn: usual ? 1.493 : null,
    observations: [
      { label: 'Height of the body', unit: 'm' },
      { label: 'Lean of the body', unit: 'rad' },
      ...named.map(joint => ({ label: `${joint} angle`, unit: 'rad' })),
      { label: 'Speed forward', unit: 'm/s' },
      { label: 'Speed upward', unit: 'm/s' },
      { label: 'Turning speed of the body', unit: 'rad/s' },
      ...named.map(joint => ({ label: `${joint} turning speed`, unit: 'rad/s' })),
    ],
    actions: joints.map(joint => ({ label: `${joint} motor`, unit: '' })),
    view: { width: 4.5, height: 2.4, bottom: -0.4, follows: true },
    shapingTerms: layout => [
      uprightTerm(
        {
          title: 'Holding the body upright',
          help: 'Rewards every step that brings the body closer to upright and takes it back when it leans.',
        },
        2,
        fallAngle,
      ),
      takingTurnsTerm(layout, [3, 6]),
      footClearanceTerm(walker2dRobot, 0.3),
      effortTerm(walker2dRobot),
      smoothnessTerm(walker2dRobot, layout),
    ],
  })
}
