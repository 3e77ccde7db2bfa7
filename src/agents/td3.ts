/** What a person sees of twin delayed deep deterministic policy gradients, and its settings; the learner comes when one is wanted: td3-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import { td3Settings, tunedTd3 } from './td3-settings.ts'

export const td3 = {
  id: 'td3',
  title: 'TD3',
  kind: 'actor-critic, network, off-policy',
  help: 'Learns from what it remembers which way to change each action, by two critics of which it believes the more careful one.',
  worlds: 'any',
  actions: 'box',
  settings: td3Settings,
  tuned: tunedTd3,
  create: async (shape, settings) => (await import('./td3-learner.ts')).openTd3(shape, settings),
} as const satisfies AgentDefinition
