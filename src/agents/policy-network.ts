/**
 * What the policy-gradient learners stand on: a softmax policy and an estimate of state values, each a network of its own,
 * so that neither spoils the other. The learners differ only in the advantages and value targets that they learn from.
 *
 * Inside, rewards and values are times `rewardScale`; `inspect` gives them back in units of reward.
 */
import type { AgentShape, AgentState } from '../core/agent.ts'
import { Rng } from '../core/rng.ts'
import { numberOf, type SettingValues } from '../core/settings.ts'
import type { Network, NetworkState, OpenNetwork } from '../nn/network.ts'
import { loadArray, loadNumber } from './learner-state.ts'
import { policyGradient, sampleAction, softmax } from './policy-network-softmax.ts'

export class PolicyNetwork {
  readonly observationSize: number
  readonly actions: number
  readonly environments: number
  readonly rewardScale: number
  discount = 1
  /** Environment steps learnt from. */
  steps = 0
  private readonly policy: Network
  private readonly critic: Network
  private logits = new Float32Array(0)
  private probabilities = new Float64Array(0)
  private rates = { policy: 0, value: 0, maxGradientNorm: 1 }
  private entropy = { weight: 0, decaySteps: 1, final: 0 }

  /** Two networks with first weights from the shape's seed. */
  static async open(
    shape: AgentShape,
    settings: SettingValues,
    openNetwork: OpenNetwork,
  ): Promise<PolicyNetwork> {
    const hidden = [numberOf(settings, 'hiddenUnits')]
    const inputs = shape.observationSize
    const policy = await openNetwork(
      { inputs, hidden, outputs: shape.actions },
      { outputGain: 0.01, outputBias: 0 },
      Rng.fromSeed(shape.seed, 'policy-weights'),
    )
    const outputBias = numberOf(settings, 'initialValue') * numberOf(settings, 'rewardScale')
    const critic = await openNetwork(
      { inputs, hidden, outputs: 1 },
      { outputGain: 0.01, outputBias },
      Rng.fromSeed(shape.seed, 'value-weights'),
    )
    return new PolicyNetwork(shape, settings, policy, critic)
  }

  private constructor(shape: AgentShape, settings: SettingValues, policy: Network, critic: Network) {
    this.observationSize = shape.observationSize
    this.actions = shape.actions
    this.environments = numberOf(settings, 'environments')
    this.rewardScale = numberOf(settings, 'rewardScale')
    this.policy = policy
    this.critic = critic
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.discount = numberOf(settings, 'discount')
    this.rates = {
      policy: numberOf(settings, 'learningRate'),
      value: numberOf(settings, 'valueLearningRate'),
      maxGradientNorm: numberOf(settings, 'maxGradientNorm'),
    }
    this.entropy = {
      weight: numberOf(settings, 'entropyWeight'),
      decaySteps: numberOf(settings, 'entropyDecaySteps'),
      final: numberOf(settings, 'entropyFinal'),
    }
  }

  act(observations: Float32Array, size: number, actions: Int32Array, rng: Rng): void {
    this.think(observations, size)
    for (let i = 0; i < size; i++) actions[i] = sampleAction(this.probabilities, i, this.actions, rng)
  }

  inspect(observations: Float32Array, size: number, probabilities: Float64Array, values: Float64Array): void {
    this.think(observations, size)
    probabilities.set(this.probabilities.subarray(0, size * this.actions))
    const estimates = this.values(observations, size)
    for (let i = 0; i < size; i++) values[i] = estimates[i]! / this.rewardScale
  }

  /** Scaled V of each observation. [size] */
  values(observations: Float32Array, size: number): Float32Array {
    const values = new Float32Array(size)
    this.critic.forward(observations, size, values)
    return values
  }

  /** One step of the policy along its gradient. @param taken, @param advantages [size] each. */
  improvePolicy(observations: Float32Array, taken: Int32Array, advantages: Float64Array): void {
    const size = advantages.length
    const { policy: learningRate, maxGradientNorm } = this.rates
    const { weight, decaySteps, final } = this.entropy
    const entropyWeight = final + (weight - final) * Math.max(0, 1 - this.steps / decaySteps)
    this.policy.update(
      observations,
      size,
      (logits, slopes) => {
        const probabilities = new Float64Array(logits.length)
        softmax(logits, size, this.actions, probabilities)
        policyGradient(probabilities, this.actions, taken, advantages, entropyWeight, slopes)
      },
      { learningRate, maxGradientNorm },
    )
  }

  /**
   * One step of the values towards scaled `targets` [size], by the mean of half the squared error.
   * @returns the errors, target minus value, before the step. [size]
   */
  improveValues(observations: Float32Array, targets: Float64Array): Float64Array {
    const size = targets.length
    const { value: learningRate, maxGradientNorm } = this.rates
    const errors = new Float64Array(size)
    this.critic.update(
      observations,
      size,
      (values, slopes) => {
        for (let i = 0; i < size; i++) {
          errors[i] = targets[i]! - values[i]!
          slopes[i] = -errors[i]! / size
        }
      },
      { learningRate, maxGradientNorm },
    )
    return errors
  }

  save(arrays: AgentState['arrays'] = {}, numbers: AgentState['numbers'] = {}): AgentState {
    const policy = this.policy.save()
    const critic = this.critic.save()
    return {
      arrays: { ...prefixed('policy', policy.arrays), ...prefixed('value', critic.arrays), ...arrays },
      numbers: {
        steps: this.steps,
        ...prefixed('policy', policy.numbers),
        ...prefixed('value', critic.numbers),
        ...numbers,
      },
    }
  }

  load(state: AgentState): void {
    const steps = loadNumber(state, 'steps')
    const policy = savedPart('policy', this.policy, state)
    const critic = savedPart('value', this.critic, state)
    this.policy.load(policy)
    this.critic.load(critic)
    this.steps = steps
  }

  dispose(): void {
    this.policy.dispose()
    this.critic.dispose()
  }

  /** Fills `probabilities`. */
  private think(observations: Float32Array, size: number): void {
    const length = size * this.actions
    if (this.logits.length < length) {
      this.logits = new Float32Array(length)
      this.probabilities = new Float64Array(length)
    }
    this.policy.forward(observations, size, this.logits)
    softmax(this.logits, size, this.actions, this.probabilities)
  }
}

const prefixed = <T>(name: string, values: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}.${key}`, value]))

/** The part of `state` saved under `name`, checked against what `network` would save. */
function savedPart(name: string, network: Network, state: AgentState): NetworkState {
  const { arrays, numbers } = network.save()
  for (const [key, array] of Object.entries(arrays)) loadArray(state, `${name}.${key}`, array)
  const saved = Object.keys(numbers).map(key => [key, loadNumber(state, `${name}.${key}`)])
  return { arrays, numbers: Object.fromEntries(saved) }
}
