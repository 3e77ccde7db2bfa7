/** What a person sees of COACH, and its settings; the learner comes when one is wanted: coach-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import type { SettingsSchema } from '../core/settings.ts'
import { labelPolicySettings, tunedForControl } from './label-settings.ts'
import { rolloutSettings } from './rollout-settings.ts'

const { relaxedArithmetic, hiddenUnits, hiddenLayers, activation, initialLogDeviation } = labelPolicySettings

const coachSettings = {
  learningRate: {
    ...labelPolicySettings.learningRate,
    default: 0.5,
    max: 10,
    plain: 'how much one signal counts',
    help: 'How far one signal moves the policy: too small and praise goes unnoticed, too large and one slip spoils much.',
  },
  traceDecay: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 0.9999,
    step: 0.01,
    label: 'Trace decay',
    plain: 'how far back praise reaches',
    help: 'What share of a signal goes on to the step before the one it was meant for, and so on backwards.',
    live: true,
  },
  episodic: {
    kind: 'boolean',
    default: false,
    label: 'Discounted trace',
    plain: 'think an episode over at its end',
    help: 'Waits for the end of the episode and lets every signal count for all that led to it, which is proven to settle well.',
    live: true,
  },
  discount: {
    ...rolloutSettings.discount,
    default: 0.95,
    help: 'What a signal one step later in the episode counts beside one now, where the robot thinks an episode over at its end.',
  },
  maxGradientNorm: { ...labelPolicySettings.maxGradientNorm, default: 10 },
  hiddenUnits: { ...hiddenUnits, default: 32 },
  hiddenLayers: { ...hiddenLayers, default: 0 },
  activation,
  relaxedArithmetic,
  initialLogDeviation,
} as const satisfies SettingsSchema

export const coach = {
  id: 'coach',
  title: 'COACH',
  kind: 'live praise, policy gradient',
  help: 'Takes praise and scolding as news that an action was better or worse than usual, and shifts its habits at once.',
  worlds: 'any',
  actions: 'any',
  learnsFrom: ['praise'],
  settings: coachSettings,
  // Where numbers are seen, a straight line through them says too little.
  tuned: tunedForControl({ hiddenLayers: 1, learningRate: 0.05 }),
  create: async (shape, settings) => (await import('./coach-learner.ts')).openCoach(shape, settings),
} as const satisfies AgentDefinition
