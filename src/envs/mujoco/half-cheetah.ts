/** HalfCheetah-v5: run. What the gallery tells of it, and its settings. */
import type { SettingsSchema } from '../../core/settings.ts'
import { mujocoWorld } from './mujoco-world.ts'
import { controlCostWeight, forwardRewardWeight, resetNoiseScale } from './robot-settings.ts'

const settings: SettingsSchema = {
  forward_reward_weight: forwardRewardWeight,
  ctrl_cost_weight: controlCostWeight(0.1),
  reset_noise_scale: resetNoiseScale(0.1),
}

export const halfCheetah = mujocoWorld(
  {
    id: 'HalfCheetah-v5',
    title: 'Cheetah',
    task: 'Run forward as fast as you can.',
    solved: 'Solved with a mean return of 4800 or more: fifty seconds of running at five metres a second.',
    settings,
  },
  async () => (await import('./half-cheetah-world.ts')).halfCheetahWorld,
)
