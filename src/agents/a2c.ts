/** What a person sees of the advantage actor-critic, and its settings; the learner comes when one is wanted: a2c-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import type { SettingsSchema } from '../core/settings.ts'
import { rolloutSettings } from './rollout-settings.ts'
import { tunedA2c } from './tuned-policy-gradient.ts'

const a2cSettings = {
  ...rolloutSettings,
  learningRate: { ...rolloutSettings.learningRate, default: 0.0007 },
  lambda: { ...rolloutSettings.lambda, default: 1 },
  rolloutSteps: { ...rolloutSettings.rolloutSteps, default: 5, max: 256 },
  normalizeAdvantages: { ...rolloutSettings.normalizeAdvantages, default: false },
} as const satisfies SettingsSchema

export const a2c = {
  id: 'a2c',
  title: 'A2C',
  kind: 'policy gradient, network, on-policy',
  help: 'Many robots take a few steps side by side, then all of them do a little more of what turned out better than expected.',
  worlds: 'any',
  actions: 'any',
  settings: a2cSettings,
  tuned: tunedA2c,
  create: async (shape, settings) => (await import('./a2c-learner.ts')).openA2c(shape, settings),
} as const satisfies AgentDefinition
