/** Hopper-v5: hop forward on one leg. What the gallery tells of it, and its settings. */
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

export const hopper = mujocoWorld(
  {
    id: 'Hopper-v5',
    title: 'Hopper',
    task: 'Hop forward on one leg as fast as you can without falling over.',
    solved:
      'Solved with a mean return of 3800 or more: eight seconds of hopping at about three metres a second.',
    fall: 'It has fallen when its body is lower than 0.7 m or leans more than 11 degrees.',
    settings,
  },
  async () => (await import('./hopper-world.ts')).hopperWorld,
)
