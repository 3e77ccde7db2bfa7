/** A network from observations to action values: one linear output per action, or a dueling head. */
import type { Activation, SnapshotNetwork } from '../core/policy-snapshot.ts'
import type { Rng } from '../core/rng.ts'
import { DenseNetwork, type DenseSpec, denseSpec } from '../nn/dense-network.ts'
import { duelingSlopes, duelingValues, foldDueling } from '../nn/heads/dueling.ts'
import type { KernelMemory } from '../nn/kernel-memory.ts'
import type { ParameterPart } from '../nn/parameters.ts'

export interface ActionValueShape {
  readonly inputs: number
  readonly hidden: readonly number[]
  readonly activation: Activation
  readonly actions: number
  readonly dueling: boolean
}

export const actionValueSpec = ({
  inputs,
  hidden,
  activation,
  actions,
  dueling,
}: ActionValueShape): DenseSpec => denseSpec(inputs, hidden, activation, dueling ? 1 + actions : actions)

export class ActionValueNetwork {
  readonly inputs: number
  readonly actions: number
  /** Write observations here. [batch x inputs] */
  readonly input: Float32Array
  /** Q, after `forward`. [batch x actions] */
  readonly values: Float32Array
  /** Write the loss's slopes by Q here. [batch x actions] */
  readonly valueGradient: Float32Array
  private readonly network: DenseNetwork
  private readonly dueling: boolean

  /** @param learning false for a target network. */
  constructor(
    memory: KernelMemory,
    shape: ActionValueShape,
    part: ParameterPart,
    { batch, learning }: { readonly batch: number; readonly learning: boolean },
  ) {
    const { actions, dueling } = shape
    this.network = new DenseNetwork(memory, actionValueSpec(shape), part, { batch, learning })
    this.inputs = shape.inputs
    this.actions = actions
    this.dueling = dueling
    this.input = this.network.input
    this.values = dueling ? memory.floats(batch * actions) : this.network.output
    this.valueGradient = dueling ? memory.floats(learning ? batch * actions : 0) : this.network.outputGradient
  }

  get batch(): number {
    return this.network.batch
  }

  initialize(rng: Rng): void {
    this.network.initializeUniform(rng)
  }

  /** From the first `size` observations to the first `size` rows of `values`. */
  forward(size: number): void {
    this.network.forward(size)
    if (this.dueling) duelingValues(this.network.output, size, this.actions, this.values)
  }

  /** Derives `valueGradient` by the weights. */
  backward(size: number): void {
    if (this.dueling) duelingSlopes(this.valueGradient, size, this.actions, this.network.outputGradient)
    this.network.backward(size)
  }

  /** As a plain network of one output per action. */
  snapshot(): SnapshotNetwork {
    const snapshot = this.network.snapshot()
    return this.dueling ? foldDueling(snapshot) : snapshot
  }
}
