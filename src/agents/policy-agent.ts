/** A learner of a policy network as an agent: the networks act and are looked at, the learner changes them. */
import type { AgentState, Batch, BatchAgent, Evidence, StepReward } from '../core/agent.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import type { Rng } from '../core/rng.ts'
import type { SettingValues } from '../core/settings.ts'
import type { PolicyNetwork } from './policy-network.ts'

/** What one algorithm adds to the networks it learns with. */
export interface PolicyLearner {
  configure(settings: SettingValues): void
  learn(batch: Batch, rng: Rng): void
  /** For learners from what people say: all of it so far. */
  study?(evidence: Evidence): void
  /** The reward model has changed. */
  relabel?(rewardOf: StepReward): void
  diagnostics(): Readonly<Record<string, number>>
  /** What it keeps beside the networks. */
  save(): AgentState
  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void
}

export class PolicyAgent implements BatchAgent {
  readonly form = 'batch'
  readonly environments: number
  readonly study?: (evidence: Evidence) => void
  readonly relabel?: (rewardOf: StepReward) => void
  private readonly network: PolicyNetwork
  private readonly learner: PolicyLearner

  constructor(network: PolicyNetwork, learner: PolicyLearner) {
    this.network = network
    this.learner = learner
    this.environments = network.environments
    if (learner.study) this.study = evidence => learner.study?.(evidence)
    if (learner.relabel) this.relabel = rewardOf => learner.relabel?.(rewardOf)
  }

  configure(settings: SettingValues): void {
    this.learner.configure(settings)
  }

  act(observations: Float32Array, size: number, actions: Float32Array, rng: Rng): void {
    this.network.act(observations, size, actions, rng)
  }

  greedy(observations: Float32Array, size: number, actions: Float32Array): void {
    this.network.greedy(observations, size, actions)
  }

  learn(batch: Batch, rng: Rng): void {
    this.learner.learn(batch, rng)
    this.network.steps += batch.size
  }

  inspect(observations: Float32Array, size: number, policy: Float64Array, values: Float64Array): void {
    this.network.inspect(observations, size, policy, values)
  }

  adopt(policy: PolicySnapshot, steps: number): void {
    this.network.adopt(policy, steps)
  }

  snapshot(): PolicySnapshot {
    return this.network.snapshot()
  }

  diagnostics(): Readonly<Record<string, number>> {
    return this.learner.diagnostics()
  }

  save(): AgentState {
    const [network, learner] = [this.network.save(), this.learner.save()]
    return {
      arrays: { ...network.arrays, ...learner.arrays },
      numbers: { ...network.numbers, ...learner.numbers },
    }
  }

  load(state: AgentState): void {
    this.learner.load(state)
    this.network.load(state)
  }

  dispose(): void {
    // The memory the networks live in goes with the last reference to it.
  }
}
