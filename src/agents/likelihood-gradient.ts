/**
 * Making steps that were shown likelier or less likely: the gradient of - sum_i w_i ln pi(a_i | s_i) - entropyWeight mean H
 * by the policy's weights. What learners from labels differ in is w alone. More rows than the network takes at a time are
 * gone through in pieces, whose gradients add up.
 */
import type { ClipSteps } from '../core/agent.ts'
import { emptyFigures } from '../nn/heads/policy-loss.ts'
import type { PolicyNetwork } from './policy-network.ts'

export class LikelihoodGradient {
  /** Mean entropy of the rows last gone through, in nats. */
  entropy = 0
  private readonly network: PolicyNetwork
  private readonly actions: Float32Array
  private readonly weights: Float64Array
  private readonly figures = emptyFigures()

  constructor(network: PolicyNetwork) {
    this.network = network
    this.actions = new Float32Array(network.batch * network.actionSize)
    this.weights = new Float64Array(network.batch)
  }

  /** ln pi of the steps that `rows` name, into `into` [rows]. */
  logProbabilities(steps: ClipSteps, rows: Int32Array, into: Float64Array): void {
    const { network, actions } = this
    const { policy, distribution } = network
    for (let first = 0; first < rows.length; first += network.batch) {
      const count = this.enter(steps, rows, first)
      policy.forward(count)
      distribution.logProbabilities(policy.output, actions, count, into.subarray(first))
    }
  }

  /** Leaves the gradient with the policy's parameters. @param weights w. [rows] @returns sum_i w_i ln pi_i */
  derive(steps: ClipSteps, rows: Int32Array, weights: Float64Array, entropyWeight = 0): number {
    const { network, figures } = this
    const { policy, distribution, policyParameters } = network
    const { gradient } = policyParameters
    const several = rows.length > network.batch ? new Float32Array(gradient.length) : null
    let sum = 0
    this.entropy = 0
    for (let first = 0; first < rows.length; first += network.batch) {
      const count = this.enter(steps, rows, first)
      // The head takes the mean over the rows it is given.
      for (let i = 0; i < count; i++) this.weights[i] = weights[first + i]! * count
      const share = count / rows.length
      policy.forward(count)
      distribution.loss(
        policy.output,
        { actions: this.actions, advantages: this.weights, oldLogProbabilities: null },
        count,
        { clipRange: Number.POSITIVE_INFINITY, entropyWeight: entropyWeight * share },
        policy.outputGradient,
        figures,
      )
      policy.backward(count)
      sum -= figures.policyLoss
      this.entropy += figures.entropy * share
      if (several) for (let i = 0; i < several.length; i++) several[i] = several[i]! + gradient[i]!
    }
    if (several) gradient.set(several)
    return sum
  }

  private enter(steps: ClipSteps, rows: Int32Array, first: number): number {
    const { network, actions } = this
    const { actionSize, batch } = network
    const count = Math.min(batch, rows.length - first)
    for (let i = 0; i < count; i++) {
      const row = rows[first + i]!
      network.see(steps.observations, row, 1, network.policy.input, i)
      for (let k = 0; k < actionSize; k++) actions[i * actionSize + k] = steps.actions[row * actionSize + k]!
    }
    return count
  }
}
