/**
 * A policy and a value network in one memory, with first weights from the shape's seed. They are orthogonal, the policy's last
 * layer next to 0, so that at first all actions are about as likely: Shengyi Huang et al., "The 37 implementation details of
 * proximal policy optimization", ICLR blog track 2022
 * (https://iclr-blog-track.github.io/2022/03/25/ppo-implementation-details/), detail 2.
 */
import type { AgentShape } from '../core/agent.ts'
import { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../nn/dense-network.ts'
import { type KernelMemory, openKernelMemory } from '../nn/kernel-memory.ts'
import { Parameters } from '../nn/parameters.ts'
import { type ActionDistribution, categorical, gaussian, policyOutputs } from './action-distribution.ts'
import { activationOf, hiddenLayersOf } from './network-settings.ts'

export interface PolicyNetworkOptions {
  /** The most observations at a time. */
  readonly batch: number
  /** One optimizer and gradient length for both networks, or one each. */
  readonly optimizers: 'one' | 'two'
  /** Scale of the value network's last first weights. */
  readonly valueGain: number
  /** What every state is believed to be worth at first, as the network gives it. */
  readonly initialValue?: number
  /** See observations as deviations from their running mean, in units of their deviation. */
  readonly normalizeObservations?: boolean
}

export interface PolicyNetworkParts {
  readonly policy: DenseNetwork
  readonly value: DenseNetwork
  readonly policyParameters: Parameters
  /** The same as the policy's where they have one optimizer. */
  readonly valueParameters: Parameters
  readonly distribution: ActionDistribution
}

/** Scale of the policy's last first weights. */
const POLICY_GAIN = 0.01

export async function openPolicyNetworkParts(
  { observationSize, actionSpace, seed }: AgentShape,
  settings: SettingValues,
  options: PolicyNetworkOptions,
): Promise<PolicyNetworkParts> {
  const hidden = hiddenLayersOf(settings)
  const activation = activationOf(settings)
  const outputs = policyOutputs(actionSpace)
  const deviations = actionSpace.kind === 'box' ? outputs : 0
  const policySpec = denseSpec(observationSize, hidden, activation, outputs)
  const valueSpec = denseSpec(observationSize, hidden, activation, 1)
  const [policyCount, valueCount] = [parameterCount(policySpec), parameterCount(valueSpec)]
  const together = options.optimizers === 'one'
  const { batch } = options
  const build = (memory: KernelMemory) => {
    const lengths = together ? [policyCount, deviations, valueCount] : [policyCount, deviations]
    const policyParameters = new Parameters(memory, lengths)
    const valueParameters = together ? policyParameters : new Parameters(memory, [valueCount])
    const valuePart = valueParameters.part(together ? 2 : 0)
    const policy = new DenseNetwork(memory, policySpec, policyParameters.part(0), { batch })
    const value = new DenseNetwork(memory, valueSpec, valuePart, { batch, input: policy.input })
    return { policyParameters, valueParameters, policy, value, valuePart }
  }
  const built = await openKernelMemory(build, { relaxed: flagOf(settings, 'relaxedArithmetic') })
  const gains = hidden.map(() => Math.sqrt(2))
  built.policy.initialize([...gains, POLICY_GAIN], Rng.fromSeed(seed, 'policy-weights'))
  built.value.initialize([...gains, options.valueGain], Rng.fromSeed(seed, 'value-weights'))
  // The single output's bias comes last.
  built.valuePart.weights[valueCount - 1] = options.initialValue ?? 0
  const logDeviations = built.policyParameters.part(1)
  if (deviations > 0) logDeviations.weights.fill(numberOf(settings, 'initialLogDeviation'))
  const distribution =
    actionSpace.kind === 'box' ? gaussian(actionSpace, logDeviations) : categorical(actionSpace)
  return { ...built, distribution }
}
