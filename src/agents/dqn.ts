/** What a person sees of deep Q-learning, and its settings; the learner comes when one is wanted: dqn-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import { dqnSettings, tunedDqn } from './dqn-settings.ts'

export const dqn = {
  id: 'dqn',
  title: 'DQN',
  kind: 'value, network, off-policy',
  help: 'Remembers what it did and learns from it again and again what each action is worth, by a network instead of a table.',
  worlds: 'any',
  actions: 'discrete',
  settings: dqnSettings,
  tuned: tunedDqn,
  create: async (shape, settings) => (await import('./dqn-learner.ts')).openDqn(shape, settings),
} as const satisfies AgentDefinition
