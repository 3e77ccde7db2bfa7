/** What a person sees of the soft actor-critic; the learner comes when one is wanted: sac-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import { sacSettings, tunedSac } from './sac-settings.ts'

export const sac = {
  id: 'sac',
  title: 'SAC',
  kind: 'actor-critic, network, off-policy',
  help: 'Learns from what it remembers to get much reward while keeping its actions as random as it can afford.',
  worlds: 'any',
  actions: 'box',
  settings: sacSettings,
  tuned: tunedSac,
  create: async (shape, settings) => (await import('./sac-learner.ts')).openSac(shape, settings),
} as const satisfies AgentDefinition
