/**
 * Proximal policy optimization: goes over each rollout several times in small batches, and stops moving the policy along an
 * action once that action has become more or less likely by the clip range.
 *
 *   loss = mean[- min(rho A, clip(rho, 1 - clipRange, 1 + clipRange) A)] + valueWeight mean[(V - return)^2] - entropyWeight H
 *
 * with rho = pi(a | s) / pi_old(a | s), generalised advantages A and return = A + V_old. John Schulman, Filip Wolski, Prafulla
 * Dhariwal, Alec Radford and Oleg Klimov, "Proximal policy optimization algorithms", 2017 (https://arxiv.org/abs/1707.06347).
 * What makes it work beyond the paper: Shengyi Huang et al., "The 37 implementation details of proximal policy optimization",
 * ICLR blog track 2022 (https://iclr-blog-track.github.io/2022/03/25/ppo-implementation-details/). As in Stable-Baselines3
 * (https://stable-baselines3.readthedocs.io) values are not clipped unless asked for, and a target for the divergence ends an
 * update at 1.5 times itself. An episode cut by the time limit goes on with the value of its final observation.
 */
import type { AgentShape, AgentState, Batch } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import { emptyFigures } from '../nn/heads/policy-loss.ts'
import { clippedValueError, valueError } from '../nn/heads/value-error.ts'
import { Minibatch, normalizeAdvantages, shuffle } from './minibatch.ts'
import { PolicyAgent, type PolicyLearner } from './policy-agent.ts'
import { PolicyNetwork } from './policy-network.ts'
import { explainedVariance } from './returns.ts'
import { Rollout } from './rollout.ts'
import { linearSchedule } from './schedules.ts'

class Ppo implements PolicyLearner {
  private readonly network: PolicyNetwork
  private readonly rollout: Rollout
  private readonly minibatch: Minibatch
  private readonly minibatchSize: number
  private readonly order: Int32Array
  private readonly figures = emptyFigures()
  private settings: SettingValues
  private report: Record<string, number> = {}

  constructor(network: PolicyNetwork, settings: SettingValues) {
    const { observationSize, actionSize } = network
    this.network = network
    this.settings = settings
    this.rollout = new Rollout(network, numberOf(settings, 'rolloutSteps'), flagOf(settings, 'scaleRewards'))
    this.minibatchSize = minibatchSizeOf(settings)
    this.minibatch = new Minibatch(this.minibatchSize, observationSize, actionSize)
    this.order = new Int32Array(this.rollout.rows)
  }

  configure(settings: SettingValues): void {
    this.settings = settings
  }

  learn(batch: Batch, rng: Rng): void {
    const { rollout, settings } = this
    const discount = numberOf(settings, 'discount')
    if (!rollout.add(batch, discount, numberOf(settings, 'klCoefficient'))) return
    rollout.judge(discount, numberOf(settings, 'lambda'))
    this.improve(rng)
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

  private improve(rng: Rng): void {
    const { network, rollout, minibatch, minibatchSize, order, figures, settings } = this
    const { policy, value, distribution, policyParameters } = network
    const share = linearSchedule(
      1,
      numberOf(settings, 'settledShare'),
      numberOf(settings, 'scheduleSteps'),
      network.steps,
    )
    const learningRate = share * numberOf(settings, 'learningRate')
    const step = { learningRate, maxGradientNorm: numberOf(settings, 'maxGradientNorm') }
    const clipRange = share * numberOf(settings, 'clipRange')
    const weights = { clipRange, entropyWeight: numberOf(settings, 'entropyWeight') }
    const valueWeight = numberOf(settings, 'valueWeight')
    const clipsValues = flagOf(settings, 'clipValues')
    const normalizes = flagOf(settings, 'normalizeAdvantages')
    const targetKl = numberOf(settings, 'targetKl')
    const mostKl = targetKl > 0 ? 1.5 * targetKl : Number.POSITIVE_INFINITY
    const epochs = numberOf(settings, 'epochs')

    const sums = emptyFigures()
    let squaredError = 0
    let gradientNorm = 0
    let count = 0
    let stopped = false
    for (let i = 0; i < order.length; i++) order[i] = i
    for (let epoch = 0; epoch < epochs && !stopped; epoch++) {
      shuffle(order, rng)
      for (let first = 0; first < order.length; first += minibatchSize) {
        const rows = Math.min(minibatchSize, order.length - first)
        minibatch.gather(rollout, order, first, rows, policy.input)
        if (normalizes) normalizeAdvantages(minibatch.advantages, rows)
        policy.forward(rows)
        value.forward(rows)
        distribution.loss(policy.output, minibatch, rows, weights, policy.outputGradient, figures)
        sums.policyLoss += figures.policyLoss
        sums.entropy += figures.entropy
        sums.approximateKl += figures.approximateKl
        sums.clipFraction += figures.clipFraction
        const { returns, oldValues } = minibatch
        squaredError += clipsValues
          ? clippedValueError(
              value.output,
              oldValues,
              returns,
              rows,
              clipRange,
              valueWeight,
              value.outputGradient,
            )
          : valueError(value.output, returns, rows, valueWeight, value.outputGradient)
        count++
        stopped = figures.approximateKl > mostKl
        if (stopped) break
        policy.backward(rows)
        value.backward(rows)
        gradientNorm += policyParameters.adam(step)
      }
    }
    this.report = {
      'approximate KL': sums.approximateKl / count,
      'clip fraction': sums.clipFraction / count,
      'explained variance': explainedVariance(rollout.values, rollout.returns),
      entropy: sums.entropy / count,
      'policy loss': sums.policyLoss / count,
      'value loss': squaredError / count,
      'gradient norm': gradientNorm / count,
      'learning rate': learningRate,
      ...(rollout.referenceKl !== null && { 'KL to reference': rollout.referenceKl }),
    }
  }
}

/** No larger than the rollout. */
const minibatchSizeOf = (settings: SettingValues): number =>
  Math.min(
    numberOf(settings, 'minibatchSize'),
    numberOf(settings, 'rolloutSteps') * numberOf(settings, 'environments'),
  )

export async function openPpo(shape: AgentShape, settings: SettingValues): Promise<PolicyAgent> {
  const network = await PolicyNetwork.open(shape, settings, {
    batch: Math.max(64, minibatchSizeOf(settings), numberOf(settings, 'environments')),
    optimizers: 'one',
    valueGain: 1,
    normalizeObservations: flagOf(settings, 'normalizeObservations'),
  })
  return new PolicyAgent(network, new Ppo(network, settings))
}
