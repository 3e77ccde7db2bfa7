/** What a person sees of proximal policy optimization, and its settings; the learner comes when one is wanted: ppo-learner.ts. */
import type { AgentDefinition } from '../core/agent.ts'
import type { SettingsSchema } from '../core/settings.ts'
import { rolloutSettings } from './rollout-settings.ts'
import { tunedPpo } from './tuned-policy-gradient.ts'

const ppoSettings = {
  ...rolloutSettings,
  minibatchSize: {
    kind: 'number',
    default: 64,
    min: 1,
    max: 4096,
    integer: true,
    scale: 'log',
    unit: 'steps',
    label: 'Minibatch size',
    plain: 'experience per small change',
    help: 'How many steps, drawn at random from the rollout, one small change looks at: more make it steadier and changes fewer.',
  },
  epochs: {
    kind: 'number',
    default: 10,
    min: 1,
    max: 100,
    integer: true,
    label: 'Epochs',
    plain: 'how often it looks back',
    help: 'How many times the robot goes over everything in a rollout before it leaves it behind for good.',
    live: true,
  },
  clipRange: {
    kind: 'number',
    default: 0.2,
    min: 0.01,
    max: 1,
    step: 0.01,
    label: 'Clip range',
    plain: 'largest change of mind',
    help: 'By what share an action may become more or less likely in one update before the robot has no more to gain from it.',
    live: true,
  },
  clipValues: {
    kind: 'boolean',
    default: false,
    label: 'Clip values',
    plain: 'hold expectations back too',
    help: 'Lets the expectations, too, move by no more than the clip range in one update, in units of reward as the network sees it.',
    live: true,
  },
  targetKl: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 1,
    step: 0.001,
    unit: 'nats',
    label: 'Target KL',
    plain: 'when to stop looking back',
    help: 'An update ends early once the policy has moved one and a half times this far from the one that acted; 0 lets it finish.',
    live: true,
  },
} as const satisfies SettingsSchema

export const ppo = {
  id: 'ppo',
  title: 'PPO',
  kind: 'policy gradient, network, on-policy',
  help: 'Looks back on what many robots did a few times over, doing more of what went well but never changing its mind too far at once.',
  worlds: 'any',
  actions: 'any',
  settings: ppoSettings,
  tuned: tunedPpo,
  create: async (shape, settings) => (await import('./ppo-learner.ts')).openPpo(shape, settings),
} as const satisfies AgentDefinition
