/** What a person sees of REINFORCE, and its settings; the learner comes when one is wanted: reinforce-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import type { SettingsSchema } from '../core/settings.ts'
import { policyNetworkSettings } from './policy-network-settings.ts'
import { tunedReinforce } from './tuned-policy-gradient.ts'

const reinforceSettings = {
  ...policyNetworkSettings,
  learningRate: { ...policyNetworkSettings.learningRate, default: 0.01 },
  valueLearningRate: { ...policyNetworkSettings.valueLearningRate, default: 0.01 },
  environments: { ...policyNetworkSettings.environments, default: 16 },
  episodesPerUpdate: {
    kind: 'number',
    default: 16,
    min: 1,
    max: 256,
    integer: true,
    scale: 'log',
    unit: 'episodes',
    label: 'Episodes per update',
    plain: 'experience before a change',
    help: 'How many whole episodes the robot looks back on in one update: more make updates steadier and rarer.',
    live: true,
  },
  baselineUpdates: {
    kind: 'number',
    default: 4,
    min: 1,
    max: 64,
    integer: true,
    label: 'Baseline steps',
    plain: 'how well expectations are fitted',
    help: 'How many steps the baseline takes towards the returns of each batch of episodes; updates are rare, so one is often too few.',
    live: true,
  },
  longestEpisode: {
    kind: 'number',
    default: 500,
    min: 1,
    max: 10_000,
    integer: true,
    scale: 'log',
    unit: 'steps',
    label: 'Longest episode',
    plain: 'longest look back',
    help: 'Longer episodes are learnt from in pieces of this many steps, the baseline guessing how each piece goes on.',
    live: true,
  },
} as const satisfies SettingsSchema

export const reinforce = {
  id: 'reinforce',
  title: 'REINFORCE',
  kind: 'policy gradient, network, on-policy',
  help: 'Plays whole episodes, then does more of what led to better ones than expected and less of the rest.',
  worlds: 'any',
  actions: 'any',
  settings: reinforceSettings,
  tuned: tunedReinforce,
  create: async (shape, settings) => (await import('./reinforce-learner.ts')).openReinforce(shape, settings),
} as const satisfies AgentDefinition
