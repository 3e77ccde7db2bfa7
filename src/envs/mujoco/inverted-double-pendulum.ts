/** InvertedDoublePendulum-v5: what the gallery tells of it, and its settings. */
import type { SettingsSchema } from '../../core/settings.ts'
import { mujocoWorld } from './mujoco-world.ts'
import { healthyReward, resetNoiseScale } from './robot-settings.ts'

const settings: SettingsSchema = {
  healthy_reward: healthyReward(10),
  reset_noise_scale: resetNoiseScale(0.1),
}

export const invertedDoublePendulum = mujocoWorld(
  {
    id: 'InvertedDoublePendulum-v5',
    title: 'Two poles on a cart',
    task: 'Drive the cart back and forth so that both poles, one on top of the other, stay up.',
    solved: 'Solved with a mean return of 9100 or more: up for all of 1000 steps, and calm.',
    fall: 'They have fallen when the upper end is not above 1 m.',
    settings,
  },
  async () => (await import('./inverted-double-pendulum-world.ts')).invertedDoublePendulumWorld,
)
