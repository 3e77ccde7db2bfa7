/**
 * PipBench-v0, a world of our own: a small robot on a workbench, paid for distance and for nothing else. Whatever else one might
 * wish of it - a wave, a bow, a soft step - is for people to teach; `wishes.ts` measures some of them.
 */
import type { SettingsSchema } from '../../core/settings.ts'
import { mujocoWorld } from '../mujoco/mujoco-world.ts'

const settings: SettingsSchema = {
  clutter: {
    kind: 'choice',
    label: 'Clutter',
    plain: 'what lies in the way',
    help: 'A tidy bench is flat ahead of Pip; pencils are to be stepped over, and books to be climbed.',
    default: 'tidy',
    options: [
      { value: 'tidy', label: 'Tidy' },
      { value: 'pencils', label: 'Pencils' },
      { value: 'books', label: 'Pencils and books' },
    ],
  },
  start_noise: {
    kind: 'number',
    label: 'Start noise',
    plain: 'how different the starts are',
    help: 'How far every joint may be from the usual pose, and how fast, when a try begins.',
    default: 0.05,
    min: 0,
    max: 0.3,
    step: 0.01,
    unit: 'rad',
  },
}

export const pipBench = mujocoWorld(
  {
    id: 'PipBench-v0',
    title: 'Pip on the workbench',
    group: 'Own robots',
    task: 'Walk along the bench, as far as you can, without falling over.',
    solved: 'Solved with a mean distance of ten metres or more in twenty seconds.',
    fall: 'Pip has fallen when its hips are lower than 0.45 m, or its head, body or a knee touches the bench.',
    settings,
  },
  async () => (await import('./pip-world.ts')).pipWorld,
)
