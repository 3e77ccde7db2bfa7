/** Settings that the learners of continuous actions from replay (SAC, TD3) share. */
import type { AgentShape } from '../core/agent.ts'
import { numberOf, type SettingsSchema, type SettingValues } from '../core/settings.ts'
import type { Box } from '../core/space.ts'
import { denseSpec } from '../nn/dense-network.ts'
import { noiseSettings } from './exploration-noise.ts'
import { activationOf, hiddenLayersOf } from './network-settings.ts'
import { offPolicySettings } from './off-policy-settings.ts'

export const continuousSettings = {
  ...offPolicySettings,
  learningRate: { ...offPolicySettings.learningRate, default: 0.001 },
  batchSize: { ...offPolicySettings.batchSize, default: 128 },
  trainFrequency: { ...offPolicySettings.trainFrequency, default: 1 },
  followShare: {
    kind: 'number',
    default: 0.005,
    min: 0.0001,
    max: 1,
    scale: 'log',
    label: 'Target follow share',
    plain: 'how fast its aim moves',
    help: 'What share of the way the networks that targets are read from move towards those that learn at every change.',
    live: true,
  },
  ...noiseSettings,
} as const satisfies SettingsSchema

/** Shapes of an actor and its critics, and the most rows they take at a time. */
export function continuousOutline(
  { observationSize }: AgentShape,
  { low }: Box,
  settings: SettingValues,
  stochastic: boolean,
) {
  const dimensions = low.length
  const hidden = hiddenLayersOf(settings)
  const activation = activationOf(settings)
  return {
    actor: { observationSize, dimensions, hidden, activation, stochastic },
    critic: denseSpec(observationSize + dimensions, hidden, activation, 1),
    batch: Math.max(numberOf(settings, 'batchSize'), numberOf(settings, 'environments')),
  }
}
