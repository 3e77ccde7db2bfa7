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
import type { AgentDefinition, AgentShape, AgentState, Batch, BatchAgent } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import type { SettingValues } from '../core/settings.ts'
import { PolicyNetwork } from './policy-network.ts'
import { policyNetworkSettings, tunedPolicyNetwork } from './policy-network-settings.ts'
import { tdTargets } from './returns.ts'

export class ActorCritic implements BatchAgent {
  readonly form = 'batch'
  readonly environments: number
  private readonly network: PolicyNetwork

  constructor(network: PolicyNetwork) {
    this.network = network
    this.environments = network.environments
  }

  configure(settings: SettingValues): void {
    this.network.configure(settings)
  }

  act(observations: Float32Array, size: number, actions: Int32Array, rng: Rng): void {
    this.network.act(observations, size, actions, rng)
  }

  learn({ size, observations, actions, rewards, nextObservations, terminated, truncated }: Batch): void {
    const { network } = this
    const scaled = rewards.map(reward => reward * network.rewardScale)
    const nextValues = network.values(nextObservations, size)
    const targets = tdTargets({ rewards: scaled, terminated, truncated, nextValues }, network.discount)
    const tdErrors = network.improveValues(observations, targets)
    network.improvePolicy(observations, actions, tdErrors)
    network.steps += size
  }

  inspect(observations: Float32Array, size: number, probabilities: Float64Array, values: Float64Array): void {
    this.network.inspect(observations, size, probabilities, values)
  }

  save(): AgentState {
    return this.network.save()
  }

  load(state: AgentState): void {
    this.network.load(state)
  }

  dispose(): void {
    this.network.dispose()
  }
}

export const actorCritic = {
  id: 'actor-critic',
  title: 'Actor-critic',
  kind: 'policy gradient, network, on-policy',
  help: 'A critic learns what places are worth, an actor does more of what turned out better than the critic expected.',
  settings: policyNetworkSettings,
  tuned: tunedPolicyNetwork,
  async create(shape: AgentShape, settings: SettingValues): Promise<ActorCritic> {
    const { openTfjsNetwork } = await import('../nn/tfjs-network.ts')
    return new ActorCritic(await PolicyNetwork.open(shape, settings, openTfjsNetwork))
  },
} as const satisfies AgentDefinition
