/**
 * Advantage actor-critic: many robots take a few steps side by side, then one step down the gradient of all of it.
 *
 *   loss = mean[- A ln pi(a | s)] + valueWeight mean[(V - return)^2] - entropyWeight H
 *
 * with A the return of the next steps less V (generalised advantages, at lambda 1 unless changed). The synchronous form of
 * Volodymyr Mnih et al., "Asynchronous methods for deep reinforcement learning", ICML 2016 (https://arxiv.org/abs/1602.01783),
 * with RMSprop as there and the settings of Stable-Baselines3 (https://stable-baselines3.readthedocs.io). An episode cut by
 * the time limit goes on with the value of its final observation.
 */
import type { AgentDefinition, AgentShape, AgentState, Batch } from '../core/agent.ts'
import { flagOf, numberOf, type SettingsSchema, type SettingValues } from '../core/settings.ts'
import { emptyFigures } from '../nn/heads/policy-loss.ts'
import { valueError } from '../nn/heads/value-error.ts'
import { normalizeAdvantages } from './minibatch.ts'
import { PolicyAgent, type PolicyLearner } from './policy-agent.ts'
import { PolicyNetwork } from './policy-network.ts'
import { explainedVariance } from './returns.ts'
import { Rollout } from './rollout.ts'
import { rolloutSettings } from './rollout-settings.ts'
import { linearSchedule } from './schedules.ts'
import { tunedA2c } from './tuned-policy-gradient.ts'

const a2cSettings = {
  ...rolloutSettings,
  learningRate: { ...rolloutSettings.learningRate, default: 0.0007 },
  lambda: { ...rolloutSettings.lambda, default: 1 },
  rolloutSteps: { ...rolloutSettings.rolloutSteps, default: 5, max: 256 },
  normalizeAdvantages: { ...rolloutSettings.normalizeAdvantages, default: false },
} as const satisfies SettingsSchema

class A2c implements PolicyLearner {
  private readonly network: PolicyNetwork
  private readonly rollout: Rollout
  private readonly figures = emptyFigures()
  private settings: SettingValues
  private report: Record<string, number> = {}

  constructor(network: PolicyNetwork, settings: SettingValues) {
    this.network = network
    this.settings = settings
    this.rollout = new Rollout(network, numberOf(settings, 'rolloutSteps'), flagOf(settings, 'scaleRewards'))
  }

  configure(settings: SettingValues): void {
    this.settings = settings
  }

  learn(batch: Batch): void {
    const { rollout, settings } = this
    const discount = numberOf(settings, 'discount')
    if (!rollout.add(batch, discount, numberOf(settings, 'klCoefficient'))) return
    rollout.judge(discount, numberOf(settings, 'lambda'))
    this.improve()
    rollout.clear()
  }

  relabel(): void {
    this.rollout.changeReward()
  }

  diagnostics(): Readonly<Record<string, number>> {
    return this.report
  }

  save(): AgentState {
    return this.rollout.save()
  }

  load(state: AgentState): void {
    this.rollout.load(state)
  }

  private improve(): void {
    const { network, rollout, figures, settings } = this
    const { policy, value, distribution } = network
    const { rows, actions, advantages, returns } = rollout
    const learningRate = linearSchedule(
      numberOf(settings, 'learningRate'),
      numberOf(settings, 'learningRate') * numberOf(settings, 'settledShare'),
      numberOf(settings, 'scheduleSteps'),
      network.steps,
    )
    const foreseen = explainedVariance(rollout.values, returns)
    if (flagOf(settings, 'normalizeAdvantages')) normalizeAdvantages(advantages, rows)
    network.enter(rollout.inputs, 0, rows)
    policy.forward(rows)
    value.forward(rows)
    const decisions = { actions, advantages, oldLogProbabilities: null }
    const weights = {
      clipRange: Number.POSITIVE_INFINITY,
      entropyWeight: numberOf(settings, 'entropyWeight'),
    }
    distribution.loss(policy.output, decisions, rows, weights, policy.outputGradient, figures)
    const valueWeight = numberOf(settings, 'valueWeight')
    const squaredError = valueError(value.output, returns, rows, valueWeight, value.outputGradient)
    policy.backward(rows)
    value.backward(rows)
    const maxGradientNorm = numberOf(settings, 'maxGradientNorm')
    const gradientNorm = network.policyParameters.rmsprop({ learningRate, maxGradientNorm })
    this.report = {
      'explained variance': foreseen,
      entropy: figures.entropy,
      'policy loss': figures.policyLoss,
      'value loss': squaredError,
      'gradient norm': gradientNorm,
      'learning rate': learningRate,
      ...(rollout.referenceKl !== null && { 'KL to reference': rollout.referenceKl }),
    }
  }
}

export const a2c = {
  id: 'a2c',
  title: 'A2C',
  kind: 'policy gradient, network, on-policy',
  help: 'Many robots take a few steps side by side, then all of them do a little more of what turned out better than expected.',
  worlds: 'any',
  actions: 'any',
  settings: a2cSettings,
  tuned: tunedA2c,
  async create(shape: AgentShape, settings: SettingValues): Promise<PolicyAgent> {
    const network = await PolicyNetwork.open(shape, settings, {
      batch: numberOf(settings, 'environments') * numberOf(settings, 'rolloutSteps'),
      optimizers: 'one',
      valueGain: 1,
      normalizeObservations: flagOf(settings, 'normalizeObservations'),
    })
    return new PolicyAgent(network, new A2c(network, settings))
  },
} as const satisfies AgentDefinition
