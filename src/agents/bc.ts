/** Behaviour cloning: supervised learning of demonstrated actions. What is learnt: imitation.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import { imitationSettings } from './imitation-settings.ts'
import { tunedLabelPolicies } from './label-settings.ts'

export const bc = {
  id: 'bc',
  title: 'Behaviour cloning',
  kind: 'imitation, network',
  help: 'Does what people did in places like this, and learns it from demonstrations alone, without any reward.',
  worlds: 'any',
  actions: 'any',
  learnsFrom: ['demo'],
  settings: imitationSettings,
  tuned: tunedLabelPolicies,
  create: async (shape, settings) => (await import('./imitation.ts')).openImitator(shape, settings),
} as const satisfies AgentDefinition
