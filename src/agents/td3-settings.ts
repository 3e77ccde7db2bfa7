/** Settings of TD3, and those that suit a world better than the defaults. */
import type { SettingsSchema, SettingValues } from '../core/settings.ts'
import { continuousSettings } from './continuous-settings.ts'

export const td3Settings = {
  ...continuousSettings,
  policyDelay: {
    kind: 'number',
    default: 2,
    min: 1,
    max: 100,
    integer: true,
    label: 'Policy delay',
    plain: 'look twice before changing',
    help: 'How many times the critics are improved before the policy and the target networks move once.',
    live: true,
  },
  targetNoise: {
    kind: 'number',
    default: 0.2,
    min: 0,
    max: 2,
    step: 0.01,
    label: 'Target noise',
    plain: 'blur of its expectations',
    help: 'Standard deviation of the noise on the actions that targets look at, so that similar actions are worth similarly much.',
    live: true,
  },
  targetNoiseClip: {
    kind: 'number',
    default: 0.5,
    min: 0,
    max: 2,
    step: 0.01,
    label: 'Target noise clip',
    plain: 'most blur',
    help: 'The most that the noise on the actions that targets look at may move one of them.',
    live: true,
  },
  exploration: {
    kind: 'choice',
    default: 'gaussian',
    options: [
      { value: 'gaussian', label: 'Fresh noise at every step' },
      { value: 'ornstein-uhlenbeck', label: 'Noise that lasts' },
    ],
    label: 'Exploration',
    plain: 'way of trying things',
    help: 'Fresh noise trembles around what the robot means to do; noise that lasts pushes the same way for a while and so gets further.',
    live: true,
  },
} as const satisfies SettingsSchema

export const tunedTd3: Readonly<Record<string, SettingValues>> = {
  'Pendulum-v1': { learningStarts: 1000, discount: 0.98, scheduleSteps: 20_000 },
}
