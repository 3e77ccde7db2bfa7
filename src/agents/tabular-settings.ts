/** Settings that all tabular learners share. */
import type { SettingsSchema } from '../core/settings.ts'
import { explorationSettings } from './exploration.ts'
import { stepSizeSettings } from './step-size.ts'

export const tabularSettings = {
  ...stepSizeSettings,
  discount: {
    kind: 'number',
    default: 0.99,
    min: 0,
    max: 1,
    step: 0.001,
    label: 'Discount',
    plain: 'patience',
    help: 'What a reward one step later is worth now: near 1 the robot plans far ahead, near 0 only the next step counts.',
    live: true,
  },
  initialValue: {
    kind: 'number',
    default: 0,
    min: -1000,
    max: 1000,
    unit: 'reward',
    label: 'Initial value',
    plain: 'optimism',
    help: 'What every action is believed to be worth at first: higher than the truth makes the robot try everything once.',
  },
  ...explorationSettings,
} as const satisfies SettingsSchema
