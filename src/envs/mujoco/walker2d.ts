/** Walker2d-v5: walk on two legs. Equal to Gymnasium 1.3.0's (https://gymnasium.farama.org/environments/mujoco/walker2d/). */
import type { ControlWorld, EnvironmentDefinition } from '../../core/environment.ts'
import { decodeSettings, flagOf, numberOf, type SettingsSchema } from '../../core/settings.ts'
import { loadMujoco } from './engine.ts'
import {
  controlCostWeight,
  forwardRewardWeight,
  healthyReward,
  isUsual,
  resetNoiseScale,
  terminateWhenUnhealthy,
} from './robot-settings.ts'
import {
  effortTerm,
  footClearanceTerm,
  smoothnessTerm,
  takingTurnsTerm,
  uprightTerm,
} from './robot-shaping.ts'
import { robotWorld } from './robot-world.ts'
import { runnerTask } from './runner-task.ts'
import { walker2dRobot } from './walker2d-robot.ts'

/** It has fallen when its body is not between these heights (m), or leans more (rad). */
const lowest = 0.8
const highest = 2
const fallAngle = 1

const settings: SettingsSchema = {
  forward_reward_weight: forwardRewardWeight,
  ctrl_cost_weight: controlCostWeight(1e-3),
  healthy_reward: healthyReward(1),
  terminate_when_unhealthy: terminateWhenUnhealthy,
  reset_noise_scale: resetNoiseScale(5e-3),
}

const joints = ['right hip', 'right knee', 'right ankle', 'left hip', 'left knee', 'left ankle']
const named = joints.map(joint => `${joint[0]!.toUpperCase()}${joint.slice(1)}`)

export const walker2d: EnvironmentDefinition<ControlWorld> = {
  id: 'Walker2d-v5',
  title: 'Walker',
  group: 'MuJoCo robots',
  task: 'Walk forward on two legs as fast as you can without falling over.',
  solved:
    'Solved with a mean return of 3000 or more, a line of our own (Gymnasium sets none): eight seconds on its feet, at two metres a second.',
  settings,
  load: loadMujoco,
  create(values) {
    const chosen = decodeSettings(settings, values, 'env')
    const usual = isUsual(settings, chosen)
    return robotWorld({
      task: runnerTask({
        id: 'Walker2d-v5',
        robot: walker2dRobot,
        frameSkip: 4,
        observedSpeed: 10,
        forwardRewardWeight: numberOf(chosen, 'forward_reward_weight'),
        controlCostWeight: numberOf(chosen, 'ctrl_cost_weight'),
        healthyReward: numberOf(chosen, 'healthy_reward'),
        isHealthy: state => state[1]! > lowest && state[1]! < highest && Math.abs(state[2]!) < fallAngle,
        terminatesWhenUnhealthy: flagOf(chosen, 'terminate_when_unhealthy'),
        resetNoiseScale: numberOf(chosen, 'reset_noise_scale'),
        speedNoise: 'uniform',
      }),
      maxEpisodeSteps: 1000,
      solvedReturn: usual ? 3000 : null,
      randomReturn: null,
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
  },
}
