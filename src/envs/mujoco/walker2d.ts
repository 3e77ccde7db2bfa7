/** Walker2d-v5: walk on two legs. What the gallery tells of it, and its settings. */
import type { SettingsSchema } from '../../core/settings.ts'
import { mujocoWorld } from './mujoco-world.ts'
import {
  controlCostWeight,
  forwardRewardWeight,
  healthyReward,
  resetNoiseScale,
  terminateWhenUnhealthy,
} from './robot-settings.ts'

const settings: SettingsSchema = {
  forward_reward_weight: forwardRewardWeight,
  ctrl_cost_weight: controlCostWeight(1e-3),
  healthy_reward: healthyReward(1),
  terminate_when_unhealthy: terminateWhenUnhealthy,
  reset_noise_scale: resetNoiseScale(5e-3),
}

export const walker2d = mujocoWorld(
  {
    id: 'Walker2d-v5',
    title: 'Walker',
    task: 'Walk forward on two legs as fast as you can without falling over.',
    solved:
      'Solved with a mean return of 3000 or more, a line of our own (Gymnasium sets none): eight seconds on its feet, at two metres a second.',
    fall: 'It has fallen when its body is lower than 0.8 m or higher than 2 m, or leans more than 57 degrees.',
    settings,
  },
  async () => (await import('./walker2d-world.ts')).walker2dWorld,
)
