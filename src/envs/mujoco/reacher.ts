/** Reacher-v5: what the gallery tells of it, and its settings. */
import type { SettingsSchema } from '../../core/settings.ts'
import { mujocoWorld } from './mujoco-world.ts'
import { controlCostWeight } from './robot-settings.ts'

const settings: SettingsSchema = {
  reward_dist_weight: {
    kind: 'number',
    label: 'Distance reward weight',
    plain: 'what distance costs',
    help: 'Points taken at each step for every metre between the fingertip and the target.',
    default: 1,
    min: 0,
    max: 10,
    step: 0.1,
  },
  reward_control_weight: controlCostWeight(1),
}

export const reacher = mujocoWorld(
  {
    id: 'Reacher-v5',
    title: 'Reacher',
    task: 'Bring the fingertip of the arm to the target, quickly and with little power.',
    solved: 'Solved with a mean return of -3.75 or more: there within half a second, and still.',
    settings,
  },
  async () => (await import('./reacher-world.ts')).reacherWorld,
)
