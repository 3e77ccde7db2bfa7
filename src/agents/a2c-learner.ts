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
import type { AgentShape, AgentState, Batch } from '../core/agent.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import { emptyFigures } from '../nn/heads/policy-loss.ts'
import { valueError } from '../nn/heads/value-error.ts'
import { normalizeAdvantages } from './minibatch.ts'
import { PolicyAgent, type PolicyLearner } from './policy-agent.ts'
import { PolicyNetwork } from './policy-network.ts'
import { explainedVariance } from './returns.ts'
import { Rollout } from './rollout.ts'
import { linearSchedule } from './schedules.ts'

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

export async function openA2c(shape: AgentShape, settings: SettingValues): Promise<PolicyAgent> {
  const network = await PolicyNetwork.open(shape, settings, {
    batch: numberOf(settings, 'environments') * numberOf(settings, 'rolloutSteps'),
    optimizers: 'one',
    valueGain: 1,
    normalizeObservations: flagOf(settings, 'normalizeObservations'),
  })
  return new PolicyAgent(network, new A2c(network, settings))
}
