/** How feedback on real-valued worlds is asked for and learnt from; defaults are the measured recipe (docs/results.md). */
import type { ControlWorld } from '../../core/environment.ts'
import type { SettingsSchema } from '../../core/settings.ts'
import { feedbackSettings } from '../settings.ts'

export const controlFeedbackSettings = {
  clipLength: { ...feedbackSettings.clipLength, default: 20, max: 200 },
  queryRule: { ...feedbackSettings.queryRule, default: 'uniform' },
  noiseFloor: { ...feedbackSettings.noiseFloor, default: 0.05 },
  preferenceSlope: {
    ...feedbackSettings.preferenceSlope,
    help: 'How surely the better clip is preferred, per step that it is better by the whole range of the learned reward.',
    default: 8,
  },
  members: {
    kind: 'number',
    label: 'Members',
    plain: 'how many opinions',
    help: 'Networks in the ensemble: where they disagree the model does not know.',
    default: 3,
    min: 1,
    max: 10,
    integer: true,
  },
  hiddenUnits: {
    kind: 'number',
    label: 'Hidden units',
    plain: 'how fine a taste',
    help: 'Units in each of the two hidden layers of a network: more can express more and take longer to fit.',
    default: 32,
    min: 8,
    max: 128,
    step: 8,
    integer: true,
  },
  earlyStopping: {
    kind: 'boolean',
    label: 'Early stopping',
    plain: 'stop before it learns by heart',
    help: 'Stops fitting once the networks no longer get better at answers they never counted, instead of after a set number of rounds.',
    default: false,
  },
  pessimism: {
    kind: 'number',
    label: 'Pessimism',
    plain: 'caution',
    help: 'Standard deviations between the networks that are taken off the learned reward: what is uncertain looks worse.',
    default: 0,
    min: 0,
    max: 5,
    step: 0.5,
    live: true,
  },
  checkShare: {
    kind: 'number',
    label: 'Check questions',
    plain: 'asked twice',
    help: 'The share of questions that are asked again with their sides swapped, or are plain to see, to learn how steady the answers are.',
    default: 0.08,
    min: 0,
    max: 0.5,
    step: 0.02,
    live: true,
  },
  correctBiases: feedbackSettings.correctBiases,
  recentSteps: {
    kind: 'number',
    label: 'Recent steps',
    help: 'Clips are taken from so many of the newest steps that the robots took.',
    default: 8000,
    min: 200,
    max: 16_000,
    integer: true,
    unit: 'steps',
    live: true,
  },
} as const satisfies SettingsSchema

/** Simulated seconds of a robot that can be told apart at a glance: chosen for people's eyes, not measured as the others are. */
const GLANCE_SECONDS = 0.5

/** The same, with clips as long as a robot of bodies needs to be seen moving: its engine's steps may be short. */
export function controlFeedbackSettingsFor({
  figure,
  stepSeconds,
}: Pick<ControlWorld, 'figure' | 'stepSeconds'>) {
  const { clipLength } = controlFeedbackSettings
  if (figure === null) return controlFeedbackSettings
  const glance = Math.round(GLANCE_SECONDS / stepSeconds)
  const usual = Math.min(clipLength.max, Math.max(clipLength.default, glance))
  return { ...controlFeedbackSettings, clipLength: { ...clipLength, default: usual } }
}
