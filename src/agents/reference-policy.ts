/**
 * A frozen copy of the policy that learning from a learned reward began with, and what it costs to act unlike it:
 *
 *   r'(s, a) = r(s, a) - k (ln pi(a | s) - ln pi_reference(a | s))
 *
 * so that a policy stays where the reward model has seen behaviour. Daniel Ziegler et al., "Fine-tuning language models from
 * human preferences", 2019 (https://arxiv.org/abs/1909.08593), section 2.
 *
 * The copy is taken at the first step that is rewarded by a reward model while k is above 0, and let go when k is 0: to set
 * k to 0 and back takes the policy of that moment as the reference.
 */
import type { AgentState, Batch } from '../core/agent.ts'
import { loadArray } from './learner-state.ts'
import type { PolicyNetwork } from './policy-network.ts'

const NAME = 'reference.weights'

export class ReferencePolicy {
  private readonly network: PolicyNetwork
  /** The policy's weights and log deviations, within the network's. */
  private readonly live: Float32Array
  private frozen: Float32Array | null = null

  constructor(network: PolicyNetwork) {
    const { policyParameters } = network
    const length = policyParameters.part(0).weights.length + policyParameters.part(1).weights.length
    this.network = network
    this.live = policyParameters.weights.subarray(0, length)
  }

  /** To be told of every step before it is learnt from. @returns the coefficient in force: 0 without a reward model. */
  follow({ learnedRewards }: Batch, coefficient: number): number {
    if (coefficient === 0) this.frozen = null
    if (coefficient === 0 || !learnedRewards) return 0
    this.frozen ??= this.live.slice()
    return coefficient
  }

  /**
   * ln pi_reference of actions; senses are adjusted as the policy's are now.
   * @param inputs as the networks see them. [rows x observationSize] @param actions as drawn. [rows x actionSize]
   * @param into [rows]
   */
  logProbabilities(inputs: Float32Array, actions: Float32Array, rows: number, into: Float64Array): void {
    const { network, live, frozen } = this
    const now = live.slice()
    if (frozen) live.set(frozen)
    network.logProbabilities(inputs, actions, rows, into)
    live.set(now)
  }

  save(): AgentState['arrays'] {
    return this.frozen ? { [NAME]: this.frozen.slice() } : {}
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    const frozen = state.arrays[NAME] === undefined ? null : new Float32Array(this.live.length)
    if (frozen) loadArray(state, NAME, frozen)
    this.frozen = frozen
  }
}
