/** Settings of the soft actor-critic, and those that suit a world better than the defaults. */
import type { SettingsSchema, SettingValues } from '../core/settings.ts'
import { continuousSettings } from './continuous-settings.ts'

export const sacSettings = {
  ...continuousSettings,
  temperatureRule: {
    kind: 'choice',
    default: 'learned',
    options: [
      { value: 'learned', label: 'Learned' },
      { value: 'fixed', label: 'Fixed' },
    ],
    label: 'Temperature rule',
    plain: 'who sets its curiosity',
    help: 'A learned temperature keeps the randomness of actions near the target entropy; a fixed one stays as it is set.',
  },
  temperature: {
    kind: 'number',
    default: 1,
    min: 0.0001,
    max: 100,
    scale: 'log',
    unit: 'reward per nat',
    label: 'Temperature',
    plain: 'worth of keeping options open',
    help: 'What acting at random is worth to the robot beside its reward, throughout where it is fixed, else at first.',
    live: true,
  },
  targetEntropy: {
    kind: 'number',
    default: -1,
    min: -10,
    max: 0.69,
    step: 0.1,
    unit: 'nats per dimension',
    label: 'Target entropy',
    plain: 'how random it should stay',
    help: 'How random each number of an action should be on average where the temperature is learned: lower is more decided.',
    live: true,
  },
  exploration: {
    kind: 'choice',
    default: 'policy',
    options: [
      { value: 'policy', label: 'The policy alone' },
      { value: 'ornstein-uhlenbeck', label: 'Noise that lasts' },
    ],
    label: 'Exploration',
    plain: 'way of trying things',
    help: 'The policy alone is random from step to step; noise that lasts pushes the same way for a while and so gets further.',
    live: true,
  },
} as const satisfies SettingsSchema

// The flag is far: only pushing the same way for a while ever reaches it.
const mountainCar: SettingValues = {
  learningRate: 0.001,
  batchSize: 128,
  learningStarts: 1000,
  temperatureRule: 'fixed',
  temperature: 0.1,
  discount: 0.999,
  followShare: 0.01,
  trainFrequency: 4,
  gradientSteps: 2,
  exploration: 'ornstein-uhlenbeck',
  noiseDeviation: 0.7,
  noiseSteps: 50,
}

export const tunedSac: Readonly<Record<string, SettingValues>> = {
  'MountainCarContinuous-v0': mountainCar,
  'MountainCarContinuousFixed-v0': mountainCar,
  'Pendulum-v1': {
    learningRate: 0.001,
    batchSize: 128,
    learningStarts: 500,
    scheduleSteps: 20_000,
    settledShare: 0.1,
  },
  // Small networks: one update takes milliseconds, and a cheetah runs within minutes.
  'InvertedDoublePendulum-v5': { batchSize: 128 },
  'HalfCheetah-v5': { learningRate: 0.001, batchSize: 128, learningStarts: 2000 },
}
