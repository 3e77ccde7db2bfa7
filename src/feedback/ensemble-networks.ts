/**
 * The members of an ensemble: small networks of one shape, all in one kernel memory, that see the same rows of features and
 * learn by one optimizer. Adam moves every weight by its own slopes alone, so they do not notice each other.
 */
import type { Rng } from '../core/rng.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../nn/dense-network.ts'
import { openKernelMemory } from '../nn/kernel-memory.ts'
import { Parameters, type ParametersState } from '../nn/parameters.ts'
import type { FeatureTable } from './features.ts'

const HIDDEN = [16, 16]
/** As in TensorFlow.js. */
const EPSILON = 1e-7

export class EnsembleNetworks {
  private readonly members: readonly DenseNetwork[]
  private readonly parameters: Parameters
  private readonly rows: number
  /** Without weights or moments. */
  private readonly blank: ParametersState

  static async open({ rows, size, values }: FeatureTable, count: number): Promise<EnsembleNetworks> {
    const spec = denseSpec(size, HIDDEN, 'tanh', 1)
    const { parameters, members } = await openKernelMemory(memory => {
      const parameters = new Parameters(
        memory,
        Array.from({ length: count }, () => parameterCount(spec)),
      )
      const input = memory.floats(rows * size)
      const members = Array.from(
        { length: count },
        (_, i) => new DenseNetwork(memory, spec, parameters.part(i), { batch: rows, input }),
      )
      return { parameters, members }
    })
    members[0]!.input.set(values)
    return new EnsembleNetworks(parameters, members, rows)
  }

  private constructor(parameters: Parameters, members: readonly DenseNetwork[], rows: number) {
    this.parameters = parameters
    this.members = members
    this.rows = rows
    this.blank = parameters.save()
  }

  /** Fresh weights: normal with variance 2 / inputs, the last layer and all biases 0, so that every reward starts at 0. */
  restart(rng: Rng): void {
    this.parameters.load(this.blank)
    for (const { tensors } of this.members) {
      for (const { kind, shape, values } of tensors.slice(0, -2)) {
        if (kind === 'bias') continue
        const deviation = Math.sqrt(2 / shape[0]!)
        for (let i = 0; i < values.length; i++) values[i] = deviation * rng.normal()
      }
    }
  }

  /** Every member's reward of every row, into `rewards`. [E x R] */
  forward(rewards: Float64Array): void {
    this.members.forEach((network, member) => {
      network.forward(this.rows)
      rewards.set(network.output, member * this.rows)
    })
  }

  /** One step of Adam after `forward`. @param slopes of the loss by each of those rewards. [E x R] */
  step(slopes: Float64Array, learningRate: number): void {
    this.members.forEach((network, member) => {
      network.outputGradient.set(slopes.subarray(member * this.rows, (member + 1) * this.rows))
      network.backward(this.rows)
    })
    this.parameters.adam({ learningRate, maxGradientNorm: Infinity, epsilon: EPSILON })
  }
}
