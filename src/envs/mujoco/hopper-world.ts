/** Hopper-v5: hop forward on one leg. Equal to Gymnasium 1.3.0's (https://gymnasium.farama.org/environments/mujoco/hopper/). */
import { flagOf, numberOf, type SettingValues } from '../../core/settings.ts'
import { hopperRobot } from './hopper-robot.ts'
import { effortTerm, footClearanceTerm, smoothnessTerm, uprightTerm } from './robot-shaping.ts'
import { type RobotWorld, robotWorld } from './robot-world.ts'
import { runnerTask } from './runner-task.ts'
import type { RowLayout } from './task.ts'

const lowest = 0.7
/** It has fallen when it leans more (rad). */
const fallAngle = 0.2
/** No other number of a healthy state is as large. */
const largest = 100

export function hopperWorld(settings: SettingValues, usual: boolean): RobotWorld {
  return robotWorld({
    task: runnerTask({
      id: 'Hopper-v5',
      robot: hopperRobot,
      frameSkip: 4,
      observedSpeed: 10,
      forwardRewardWeight: numberOf(settings, 'forward_reward_weight'),
      controlCostWeight: numberOf(settings, 'ctrl_cost_weight'),
      healthyReward: numberOf(settings, 'healthy_reward'),
      isHealthy,
      terminatesWhenUnhealthy: flagOf(settings, 'terminate_when_unhealthy'),
      resetNoiseScale: numberOf(settings, 'reset_noise_scale'),
      speedNoise: 'uniform',
    }),
    maxEpisodeSteps: 1000,
    solvedReturn: usual ? 3800 : null,
    // Measured over 1000 episodes of uniform actions, standard deviation 19.4.
    randomReturn: usual ? 17.545 : null,
    observations: [
      { label: 'Height of the body', unit: 'm' },
      { label: 'Lean of the body', unit: 'rad' },
      { label: 'Hip angle', unit: 'rad' },
      { label: 'Knee angle', unit: 'rad' },
      { label: 'Ankle angle', unit: 'rad' },
      { label: 'Speed forward', unit: 'm/s' },
      { label: 'Speed upward', unit: 'm/s' },
      { label: 'Turning speed of the body', unit: 'rad/s' },
      { label: 'Hip turning speed', unit: 'rad/s' },
      { label: 'Knee turning speed', unit: 'rad/s' },
      { label: 'Ankle turning speed', unit: 'rad/s' },
    ],
    actions: ['hip', 'knee', 'ankle'].map(label => ({ label: `${label} motor`, unit: '' })),
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
      footClearanceTerm(hopperRobot, 0.3),
      effortTerm(hopperRobot),
      smoothnessTerm(hopperRobot, layout),
    ],
  })
}

function isHealthy(state: Float64Array, { warmStart }: RowLayout): boolean {
  for (let i = 2; i < warmStart; i++) {
    if (!(Math.abs(state[i]!) < largest)) return false
  }
  return state[1]! > lowest && Math.abs(state[2]!) < fallAngle
}
