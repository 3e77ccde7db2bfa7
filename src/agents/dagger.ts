/**
 * Dataset aggregation: the learner acts, people show what they would have done where *it* has come to, and it clones all
 * that was ever shown. A robot that clones only perfect episodes has never seen how to get back from a slip, and its errors
 * grow with the square of the episode's length; shown at its own states they grow in proportion to it.
 *
 * Stephane Ross, Geoffrey Gordon and J. Andrew Bagnell, "A reduction of imitation learning and structured prediction to
 * no-regret online learning", AISTATS 2011 (https://arxiv.org/abs/1011.0686). Here people show by taking over in the middle
 * of an episode and by correcting a clip, as in Michael Kelly et al., "HG-DAgger: interactive imitation learning with human
 * experts", ICRA 2019 (https://arxiv.org/abs/1810.02890). What is learnt: imitation.ts.
 */
import type { AgentDefinition } from '../core/agent.ts'
import { imitationSettings } from './imitation-settings.ts'
import { tunedLabelPolicies } from './label-settings.ts'

export const dagger = {
  id: 'dagger',
  title: 'DAgger',
  kind: 'imitation, network, interactive',
  help: 'Copies people too, but wants to be shown what to do in the places that it comes to by itself, its mistakes included.',
  worlds: 'any',
  actions: 'any',
  learnsFrom: ['demo', 'correct'],
  settings: imitationSettings,
  tuned: tunedLabelPolicies,
  create: async (shape, settings) => (await import('./imitation.ts')).openImitator(shape, settings),
} as const satisfies AgentDefinition
