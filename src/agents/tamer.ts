/** What a person sees of TAMER, and its settings; the learner comes when one is wanted: tamer-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import type { SettingsSchema } from '../core/settings.ts'
import { explorationSettings } from './exploration.ts'
import { labelSettings } from './label-settings.ts'

const tamerSettings = {
  ...labelSettings,
  gradientSteps: { ...labelSettings.gradientSteps, default: 16 },
  batchSize: { ...labelSettings.batchSize, default: 32 },
  epsilon: {
    ...explorationSettings.epsilon,
    default: 0.05,
    help: 'How often the robot does anything at all instead of what should please most, so that there is something new to praise.',
  },
} as const satisfies SettingsSchema

export const tamer = {
  id: 'tamer',
  title: 'TAMER',
  kind: 'live praise, value, network',
  help: 'Learns from praise and scolding what you would say to each action, and does what should please you most.',
  worlds: 'any',
  actions: 'discrete',
  learnsFrom: ['praise'],
  settings: tamerSettings,
  create: async (shape, settings) => (await import('./tamer-learner.ts')).openTamer(shape, settings),
} as const satisfies AgentDefinition
