/**
 * A network whose policy acts within [-1, 1] by tanh: of D outputs the action itself, of 2 D the mean and the log standard
 * deviation of a squashed Gaussian. Looked at here by its deterministic action, tanh of the mean; what it loses is the
 * learner's affair.
 */
import exp from '@stdlib/math-base-special-exp'
import tanh from '@stdlib/math-base-special-tanh'
import type { Activation } from '../core/policy-snapshot.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../nn/dense-network.ts'
import { cutLogDeviation } from '../nn/heads/squashed-gaussian.ts'
import type { KernelMemory } from '../nn/kernel-memory.ts'
import { Parameters } from '../nn/parameters.ts'
import type { ActionScale } from './action-scale.ts'
import { placeRows } from './rows.ts'
import type { TwinCritics } from './twin-critics.ts'

export interface ActorShape {
  readonly observationSize: number
  readonly dimensions: number
  readonly hidden: readonly number[]
  readonly activation: Activation
  readonly stochastic: boolean
}

export class SquashedActor {
  readonly parameters: Parameters
  readonly network: DenseNetwork
  readonly observationSize: number
  readonly dimensions: number
  /** Outputs of the network. */
  private readonly outputs: number
  /** Deterministic actions in [-1, 1], for the critics. [batch x D] */
  private readonly judged: Float32Array

  /** @param learning false for a target network. */
  constructor(
    memory: KernelMemory,
    { observationSize, dimensions, hidden, activation, stochastic }: ActorShape,
    { batch, learning }: { readonly batch: number; readonly learning: boolean },
  ) {
    this.observationSize = observationSize
    this.dimensions = dimensions
    this.outputs = stochastic ? 2 * dimensions : dimensions
    const spec = denseSpec(observationSize, hidden, activation, this.outputs)
    this.parameters = new Parameters(memory, [parameterCount(spec)], learning)
    this.network = new DenseNetwork(memory, spec, this.parameters.part(0), { batch, learning })
    this.judged = memory.floats(batch * dimensions)
  }

  /** As many observations from `first` up to `size` as it takes at a time. @returns how many, now in the first rows. */
  forward(observations: Float32Array, first: number, size: number): number {
    const { network, observationSize } = this
    const count = Math.min(network.batch, size - first)
    placeRows(
      observations,
      first * observationSize,
      observationSize,
      count,
      network.input,
      observationSize,
      0,
    )
    network.forward(count)
    return count
  }

  /** Deterministic actions in units of action. [size x D] */
  greedy(observations: Float32Array, size: number, scale: ActionScale, actions: Float32Array): void {
    const { network, dimensions } = this
    for (let first = 0; first < size; first += network.batch) {
      const count = this.forward(observations, first, size)
      for (let i = 0; i < count; i++) {
        for (let d = 0; d < dimensions; d++) actions[(first + i) * dimensions + d] = this.action(i, d)
      }
      scale.stretch(actions, first * dimensions, count)
    }
  }

  /**
   * The policy and the lower critic's value of its deterministic action, as `BatchAgent.inspect` gives them.
   * @param deviation of its actions in [-1, 1], where the network does not give one.
   */
  inspect(
    observations: Float32Array,
    size: number,
    critics: TwinCritics,
    scale: ActionScale,
    deviation: number,
    policy: Float64Array,
    values: Float64Array,
  ): void {
    const { network, dimensions, judged } = this
    for (let first = 0; first < size; first += network.batch) {
      const count = this.forward(observations, first, size)
      for (let i = 0; i < count; i++) {
        const row = 2 * (first + i) * dimensions
        for (let d = 0; d < dimensions; d++) {
          const action = this.action(i, d)
          judged[i * dimensions + d] = action
          policy[row + d] = action
          policy[row + dimensions + d] = this.deviation(i, d, action, deviation) * scale.half[d]!
        }
        scale.stretch(policy, row, 1)
      }
      critics.leastValues(observations, first, judged, count, values)
    }
  }

  private action(row: number, dimension: number): number {
    return tanh(this.network.output[row * this.outputs + dimension]!)
  }

  /** To first order: the slope of the squashing times the deviation before it. */
  private deviation(row: number, dimension: number, action: number, otherwise: number): number {
    const { outputs, dimensions, network } = this
    if (outputs === dimensions) return otherwise
    const logDeviation = network.output[row * outputs + dimensions + dimension]!
    return exp(cutLogDeviation(logDeviation)) * (1 - action * action)
  }
}
