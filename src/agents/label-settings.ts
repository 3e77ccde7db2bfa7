/** Settings that the learners from labels share. */
import type { SettingsSchema, SettingValues } from '../core/settings.ts'
import { networkSettings } from './network-settings.ts'
import { offPolicySettings } from './off-policy-settings.ts'
import { rolloutSettings } from './rollout-settings.ts'

export const labelSettings = {
  learningRate: { ...offPolicySettings.learningRate, default: 0.001 },
  trainFrequency: { ...offPolicySettings.trainFrequency, default: 1 },
  gradientSteps: {
    ...offPolicySettings.gradientSteps,
    default: 8,
    max: 1000,
    help: 'How many small changes, each from other steps that people spoke about, the robot makes every time it stops to learn.',
  },
  batchSize: {
    ...offPolicySettings.batchSize,
    unit: 'steps',
    plain: 'steps per small change',
    help: 'How many of the steps that people spoke about one change looks at: more make it steadier and cost more time.',
  },
  weightDecay: {
    kind: 'number',
    default: 0.0001,
    min: 0,
    max: 1,
    step: 0.0001,
    label: 'Weight decay',
    plain: 'caution with what it was never told',
    help: 'How strongly the weights are pulled towards 0, so that the robot does not make too much of the few things it was told.',
    live: true,
  },
  maxGradientNorm: { ...rolloutSettings.maxGradientNorm, default: 10 },
  environments: { ...offPolicySettings.environments },
  ...networkSettings,
} as const satisfies SettingsSchema

/** For the learners of a policy network. */
export const labelPolicySettings = {
  ...labelSettings,
  normalizeObservations: {
    ...rolloutSettings.normalizeObservations,
    help: 'Shows the network how far each number is from its mean over what people spoke about, in units of its usual deviation.',
  },
  initialLogDeviation: { ...rolloutSettings.initialLogDeviation, default: -0.5 },
} as const satisfies SettingsSchema

/** Worlds of real-valued states, for which settings may suit better that would not suit one-hot observations. */
const CONTROL_WORLDS = [
  'CartPole-v1',
  'CartPoleFixed-v0',
  'MountainCar-v0',
  'MountainCarFixed-v0',
  'MountainCarContinuous-v0',
  'MountainCarContinuousFixed-v0',
  'Acrobot-v1',
  'AcrobotFixed-v0',
  'Pendulum-v1',
]

export const tunedForControl = (settings: SettingValues): Readonly<Record<string, SettingValues>> =>
  Object.fromEntries(CONTROL_WORLDS.map(world => [world, settings]))

/** Numbers of very different sizes are seen there. */
export const tunedLabelPolicies = tunedForControl({ normalizeObservations: true })
