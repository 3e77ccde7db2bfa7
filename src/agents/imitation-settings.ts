/** Settings of the learners that do as was shown: imitation.ts. */
import type { SettingsSchema } from '../core/settings.ts'
import { labelPolicySettings } from './label-settings.ts'

export const imitationSettings = {
  ...labelPolicySettings,
  patience: {
    kind: 'number',
    default: 30,
    min: 1,
    max: 10_000,
    integer: true,
    scale: 'log',
    unit: 'checks',
    label: 'Patience',
    plain: 'how long it goes on without getting better',
    help: 'After how many checks (one every 50 changes) without progress on steps it did not practise the robot rests until it is shown more.',
    live: true,
  },
} as const satisfies SettingsSchema
