/** What a person sees of contrastive preference learning; the learner comes when one is wanted: cpl-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import type { SettingsSchema } from '../core/settings.ts'
import { labelPolicySettings, tunedLabelPolicies } from './label-settings.ts'

const cplSettings = {
  ...labelPolicySettings,
  batchSize: {
    ...labelPolicySettings.batchSize,
    default: 16,
    max: 512,
    unit: 'pairs',
    plain: 'pairs per small change',
    help: 'How many of the pairs that people compared one change looks at: more make it steadier and cost more time.',
  },
  gradientSteps: { ...labelPolicySettings.gradientSteps, default: 2 },
  weightDecay: { ...labelPolicySettings.weightDecay, default: 0.001 },
  temperature: {
    kind: 'number',
    default: 0.5,
    min: 0.001,
    max: 10,
    scale: 'log',
    label: 'Temperature',
    plain: 'how much likelier better has to be',
    help: 'How much a better step shows in the policy: lower makes the robot more certain for the same answers.',
    live: true,
  },
  contrastiveBias: {
    kind: 'number',
    default: 1,
    min: 0.01,
    max: 1,
    step: 0.01,
    label: 'Contrastive bias',
    plain: 'faith in what was shown',
    help: 'How far the worse clip counts: below 1 the robot rather does more of the better clip than less of the worse one.',
    live: true,
  },
  imitationWeight: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 10,
    step: 0.01,
    label: 'Imitation weight',
    plain: 'how far it copies the better clip',
    help: 'How much the robot also copies the clips that were preferred, step by step, beside telling pairs apart.',
    live: true,
  },
} as const satisfies SettingsSchema

export const cpl = {
  id: 'cpl',
  title: 'Contrastive preference learning',
  kind: 'preference, network',
  help: 'Makes the steps of preferred clips likelier than those of the other clips, without guessing a reward in between.',
  worlds: 'any',
  actions: 'any',
  learnsFrom: ['compare', 'correct'],
  settings: cplSettings,
  tuned: tunedLabelPolicies,
  create: async (shape, settings) => (await import('./cpl-learner.ts')).openCpl(shape, settings),
} as const satisfies AgentDefinition
