/**
 * One-step actor-critic: a policy that leans towards actions that turned out better than the critic had expected, step by
 * step, in many copies of the world at once.
 *
 *   delta = r + gamma V(s') - V(s)        (V(s') = 0 where the MDP ended)
 *   w     <- w + alpha_w delta grad V(s)                              (semi-gradient TD(0))
 *   theta <- theta + alpha_theta (delta grad ln pi(a | s) + entropyWeight grad H(pi(. | s)))
 *
 * Sutton & Barto, "Reinforcement Learning: An Introduction", 2nd ed., 2018, section 13.5
 * (http://incompleteideas.net/book/the-book-2nd.html), with Adam for both steps and, as is usual, without the factor
 * gamma^t. Parallel copies in place of replay: Volodymyr Mnih et al., "Asynchronous methods for deep reinforcement
 * learning", ICML 2016 (https://arxiv.org/abs/1602.01783).
 */
import type { AgentShape, AgentState, Batch } from '../core/agent.ts'
import { numberOf, type SettingValues } from '../core/settings.ts'
import { GradientSteps } from './gradient-steps.ts'
import { PolicyAgent, type PolicyLearner } from './policy-agent.ts'
import { PolicyNetwork } from './policy-network.ts'
import { baselineStart } from './policy-network-settings.ts'

class ActorCritic implements PolicyLearner {
  private readonly network: PolicyNetwork
  private readonly steps: GradientSteps
  private readonly rewardScale: number
  private readonly values: Float64Array
  private readonly targets: Float64Array
  private readonly tdErrors: Float64Array
  private discount = 1

  constructor(network: PolicyNetwork, settings: SettingValues) {
    this.network = network
    this.steps = new GradientSteps(network, settings)
    this.rewardScale = numberOf(settings, 'rewardScale')
    network.valueScale = 1 / this.rewardScale
    this.values = new Float64Array(network.environments)
    this.targets = new Float64Array(network.environments)
    this.tdErrors = new Float64Array(network.environments)
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.steps.configure(settings)
    this.discount = numberOf(settings, 'discount')
  }

  learn(batch: Batch): void {
    const { network, steps, values, targets, tdErrors } = this
    const { size, observations, rewards, nextObservations, terminated } = batch
    network.values(nextObservations, size, values)
    for (let i = 0; i < size; i++) {
      targets[i] = rewards[i]! * this.rewardScale + (terminated[i] ? 0 : this.discount * values[i]!)
    }
    network.values(observations, size, values)
    for (let i = 0; i < size; i++) tdErrors[i] = targets[i]! - values[i]!
    steps.improvePolicy(observations, network.drawnActions(batch), tdErrors)
    steps.improveValues(observations, targets)
  }

  diagnostics(): Readonly<Record<string, number>> {
    return this.steps.report()
  }

  /** Nothing is kept from step to step. */
  save(): AgentState {
    return { arrays: {}, numbers: {} }
  }

  load(): void {
    // All there is are the networks.
  }
}

export async function openActorCritic(shape: AgentShape, settings: SettingValues): Promise<PolicyAgent> {
  const network = await PolicyNetwork.open(shape, settings, {
    ...baselineStart(settings),
    batch: numberOf(settings, 'environments'),
  })
  return new PolicyAgent(network, new ActorCritic(network, settings))
}
