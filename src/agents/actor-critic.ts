/** What a person sees of the one-step actor-critic, and its settings; the learner comes when one is wanted: actor-critic-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import { policyNetworkSettings } from './policy-network-settings.ts'
import { tunedActorCritic } from './tuned-policy-gradient.ts'

export const actorCritic = {
  id: 'actor-critic',
  title: 'Actor-critic',
  kind: 'policy gradient, network, on-policy',
  help: 'A critic learns what places are worth, an actor does more of what turned out better than the critic expected.',
  worlds: 'any',
  actions: 'any',
  settings: policyNetworkSettings,
  tuned: tunedActorCritic,
  create: async (shape, settings) =>
    (await import('./actor-critic-learner.ts')).openActorCritic(shape, settings),
} as const satisfies AgentDefinition
