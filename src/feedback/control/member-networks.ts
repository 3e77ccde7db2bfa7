/**
 * The networks of a reward ensemble, all in one kernel memory and led by one Adam, which moves every weight by its own slopes
 * alone: reward = tanh(network(step)), so that no reward is larger than 1.
 */
import tanh from '@stdlib/math-base-special-tanh'
import type { Rng } from '../../core/rng.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../../nn/dense-network.ts'
import { openKernelMemory } from '../../nn/kernel-memory.ts'
import { Parameters, type ParametersState } from '../../nn/parameters.ts'

const LEARNING_RATE = 0.003
const EPSILON = 1e-7
/** Rows that go through a network at a time. */
const ROWS = 2048
/** So that tanh begins in the middle of its range, where it learns. */
const LAST_LAYER_SHARE = 0.1

export interface MemberShape {
  readonly features: number
  readonly members: number
  /** Units of each of two hidden layers. */
  readonly hiddenUnits: number
}

export class MemberNetworks {
  readonly members: number
  readonly features: number
  /** How many steps `forward` takes at most. */
  readonly rows = ROWS
  /** Where steps go before `forward`. [rows x features] */
  readonly input: Float32Array
  /** Of the steps of the last `forward`, member by member. [members x rows] */
  readonly rewards: Float64Array
  private readonly networks: readonly DenseNetwork[]
  private readonly parameters: Parameters
  /** Without weights or moments. */
  private readonly blank: ParametersState

  static async open({ features, members, hiddenUnits }: MemberShape): Promise<MemberNetworks> {
    const spec = denseSpec(features, [hiddenUnits, hiddenUnits], 'tanh', 1)
    const { networks, parameters } = await openKernelMemory(memory => {
      const each = Array.from({ length: members }, () => parameterCount(spec))
      const parameters = new Parameters(memory, each)
      const input = memory.floats(ROWS * features)
      const networks = each.map(
        (_, i) => new DenseNetwork(memory, spec, parameters.part(i), { batch: ROWS, input }),
      )
      return { networks, parameters }
    })
    return new MemberNetworks(networks, parameters, features)
  }

  private constructor(networks: readonly DenseNetwork[], parameters: Parameters, features: number) {
    this.networks = networks
    this.parameters = parameters
    this.features = features
    this.members = networks.length
    this.input = networks[0]!.input
    this.rewards = new Float64Array(networks.length * ROWS)
    this.blank = parameters.save()
  }

  /** Fresh weights, the same for the same stream. */
  restart(rng: Rng): void {
    this.parameters.load(this.blank)
    for (const { tensors } of this.networks) {
      for (const { kind, shape, values } of tensors) {
        if (kind === 'bias') continue
        const share = shape[1] === 1 ? LAST_LAYER_SHARE : 1
        const deviation = share * Math.sqrt(1 / shape[0]!)
        for (let i = 0; i < values.length; i++) values[i] = deviation * rng.normal()
      }
    }
  }

  save(): ParametersState {
    return this.parameters.save()
  }

  load(state: ParametersState): void {
    this.parameters.load(state)
  }

  /** Judges the first `count` steps of `input`; `rewards` holds what came out. */
  forward(count: number): void {
    this.networks.forEach(({ output }, m) => {
      this.networks[m]!.forward(count)
      for (let i = 0; i < count; i++) this.rewards[m * ROWS + i] = tanh(output[i]!)
    })
  }

  /** Sum of a member's rewards over rows of the last `forward`, weighed where weights are given. [count] */
  sum(member: number, first: number, count: number, weights?: Float64Array): number {
    let sum = 0
    for (let i = 0; i < count; i++) {
      sum += (weights?.[i] ?? 1) * this.rewards[member * ROWS + first + i]!
    }
    return sum
  }

  /** Sets the loss's slopes of a stretch of rows, through tanh. @param weights as for `sum`. */
  slopes(member: number, first: number, count: number, bySum: number, weights?: Float64Array): void {
    const { outputGradient } = this.networks[member]!
    for (let i = 0; i < count; i++) {
      const reward = this.rewards[member * ROWS + first + i]!
      outputGradient[first + i] = bySum * (weights?.[i] ?? 1) * (1 - reward * reward)
    }
  }

  /** One step of Adam along the slopes of the first `count` rows, all of which `slopes` has set. */
  improve(count: number): void {
    for (const network of this.networks) network.backward(count)
    this.parameters.adam({ learningRate: LEARNING_RATE, maxGradientNorm: Infinity, epsilon: EPSILON })
  }
}
