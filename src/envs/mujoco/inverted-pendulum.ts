/** InvertedPendulum-v5: what the gallery tells of it, and its settings. */
import type { SettingsSchema } from '../../core/settings.ts'
import { mujocoWorld } from './mujoco-world.ts'
import { resetNoiseScale } from './robot-settings.ts'

const settings: SettingsSchema = { reset_noise_scale: resetNoiseScale(0.01) }

export const invertedPendulum = mujocoWorld(
  {
    id: 'InvertedPendulum-v5',
    title: 'Pole on a cart',
    task: 'Drive the cart back and forth so that the pole on it stays up.',
    solved: 'Solved with a mean of 950 balanced steps or more out of 1000.',
    fall: 'It has fallen when the pole leans more than 11 degrees.',
    settings,
  },
  async () => (await import('./inverted-pendulum-world.ts')).invertedPendulumWorld,
)
