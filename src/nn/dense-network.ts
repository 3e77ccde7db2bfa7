/**
 * Dense layers one behind the other, in kernel memory: signals and gradients of up to `batch` inputs at a time lie there
 * too, so that a pass is nothing but kernel calls.
 *
 * A loss is a function of its own: it reads `output`, writes the slope of the loss by every output into `outputGradient`,
 * and `backward` derives from there (David Rumelhart, Geoffrey Hinton and Ronald Williams, "Learning representations by
 * back-propagating errors", Nature 323, 1986).
 */
import { PlaygroundError } from '../core/errors.ts'
import type { Activation, SnapshotNetwork } from '../core/policy-snapshot.ts'
import type { Rng } from '../core/rng.ts'
import { orthogonal } from './initial-weights.ts'
import type { KernelMemory } from './kernel-memory.ts'
import type { KernelNetwork, LayerTensor } from './kernel-network.ts'
import type { ParameterPart } from './parameters.ts'

export interface DenseSpec {
  readonly inputs: number
  readonly layers: readonly { readonly units: number; readonly activation: Activation }[]
}

export interface DenseOptions {
  /** The most inputs at a time. */
  readonly batch: number
  /** False for networks that never derive, such as targets. */
  readonly learning?: boolean
  /** Another network's `input`, to read the same inputs from. */
  readonly input?: Float32Array
}

/** Codes that the kernels know. */
export const ACTIVATIONS: Record<Activation, number> = { linear: 0, tanh: 1, relu: 2 }

interface Layer {
  readonly inputs: number
  readonly units: number
  readonly activation: number
  /** [inputs x units] */
  readonly kernel: Float32Array
  /** [units] */
  readonly bias: Float32Array
  /** Pointers. */
  readonly kernelGradient: number
  readonly biasGradient: number
  /** [batch x units] */
  readonly output: Float32Array
  /** [batch x units], empty where nothing learns. */
  readonly gradient: Float32Array
}

/** Weights and biases of all layers. */
export const parameterCount = ({ inputs, layers }: DenseSpec): number =>
  layers.reduce((sum, { units }, i) => sum + ((layers[i - 1]?.units ?? inputs) + 1) * units, 0)

/** Hidden layers of one kind, then linear outputs. */
export const denseSpec = (
  inputs: number,
  hidden: readonly number[],
  activation: Activation,
  outputs: number,
): DenseSpec => ({
  inputs,
  layers: [
    ...hidden.map(units => ({ units, activation })),
    { units: outputs, activation: 'linear' as const },
  ],
})

/** The share of `part` that begins at `offset`. */
export function tensorAt(
  part: ParameterPart,
  kind: LayerTensor['kind'],
  shape: readonly number[],
  offset: number,
): LayerTensor {
  const end = offset + shape.reduce((product, length) => product * length, 1)
  return {
    kind,
    shape,
    values: part.weights.subarray(offset, end),
    gradient: part.gradient.subarray(offset, end),
  }
}

export class DenseNetwork implements KernelNetwork {
  readonly spec: DenseSpec
  readonly batch: number
  /** Write inputs here. [batch x inputs] */
  readonly input: Float32Array
  /** What `forward` gave. [batch x outputs] */
  readonly output: Float32Array
  /** Write the loss's slopes here. `backward` works in it. [batch x outputs] */
  readonly outputGradient: Float32Array
  /** The loss's slope by every input, after `backward` was asked for it. [batch x inputs] */
  readonly inputGradient: Float32Array
  readonly tensors: readonly LayerTensor[]
  private readonly memory: KernelMemory
  private readonly layers: readonly Layer[]
  private readonly panel: number

  /** @param part its weights, `parameterCount(spec)` of them: layer by layer the kernel, then the bias. */
  constructor(memory: KernelMemory, spec: DenseSpec, part: ParameterPart, options: DenseOptions) {
    const { batch, learning = true } = options
    this.memory = memory
    this.spec = spec
    this.batch = batch
    this.input = options.input ?? memory.floats(batch * spec.inputs)
    let offset = 0
    let widest = Math.max(batch, spec.inputs)
    const tensors: LayerTensor[] = []
    this.layers = spec.layers.map(({ units, activation }, i) => {
      const inputs = spec.layers[i - 1]?.units ?? spec.inputs
      const kernel = tensorAt(part, 'kernel', [inputs, units], offset)
      const bias = tensorAt(part, 'bias', [units], offset + inputs * units)
      tensors.push(kernel, bias)
      offset += (inputs + 1) * units
      widest = Math.max(widest, units)
      return {
        inputs,
        units,
        activation: ACTIVATIONS[activation],
        kernel: kernel.values,
        bias: bias.values,
        kernelGradient: kernel.gradient.byteOffset,
        biasGradient: bias.gradient.byteOffset,
        output: memory.floats(batch * units),
        gradient: memory.floats(learning ? batch * units : 0),
      }
    })
    this.tensors = tensors
    this.inputGradient = memory.floats(learning ? batch * spec.inputs : 0)
    this.panel = memory.floats(8 * widest).byteOffset
    const last = this.layers.at(-1)!
    this.output = last.output
    this.outputGradient = last.gradient
  }

  get inputShape(): readonly number[] {
    return [this.spec.inputs]
  }

  get outputs(): number {
    return this.layers.at(-1)!.units
  }

  /** Orthogonal kernels, biases 0. @param gains one per layer: sqrt(2) behind hidden ones is usual. */
  initialize(gains: readonly number[], rng: Rng): void {
    this.layers.forEach(({ inputs, units, kernel, bias }, i) => {
      kernel.set(orthogonal(inputs, units, gains[i]!, rng))
      bias.fill(0)
    })
  }

  /** Uniform in +-1 / sqrt(inputs), kernels and biases: PyTorch's default for linear layers. */
  initializeUniform(rng: Rng): void {
    for (const { inputs, kernel, bias } of this.layers) {
      const bound = 1 / Math.sqrt(inputs)
      for (let i = 0; i < kernel.length; i++) kernel[i] = bound * (2 * rng.uniform() - 1)
      for (let i = 0; i < bias.length; i++) bias[i] = bound * (2 * rng.uniform() - 1)
    }
  }

  /** From the first `size` inputs to the first `size` outputs. */
  forward(size: number): void {
    const { kernels } = this.memory
    let signal = this.input.byteOffset
    for (const { inputs, units, activation, kernel, bias, output } of this.layers) {
      const to = output.byteOffset
      if (size === 1) {
        kernels.gemv(signal, kernel.byteOffset, bias.byteOffset, to, inputs, units, activation)
      } else {
        kernels.gemm(
          signal,
          inputs,
          1,
          kernel.byteOffset,
          units,
          1,
          bias.byteOffset,
          to,
          size,
          units,
          inputs,
          activation,
          this.panel,
        )
      }
      signal = to
    }
  }

  /**
   * Derives `outputGradient` of the `size` inputs of the last `forward` by the weights, into the part's gradient (written,
   * not added), and by the inputs, where asked.
   */
  backward(size: number, { weights = true, inputs = false } = {}): void {
    const { kernels } = this.memory
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const layer = this.layers[i]!
      const { inputs: width, units } = layer
      const gradient = layer.gradient.byteOffset
      if (layer.activation !== 0) {
        kernels.activateBackward(gradient, layer.output.byteOffset, size * units, layer.activation)
      }
      if (weights) {
        const signal = i === 0 ? this.input.byteOffset : this.layers[i - 1]!.output.byteOffset
        kernels.gemm(
          signal,
          1,
          width,
          gradient,
          units,
          1,
          0,
          layer.kernelGradient,
          width,
          units,
          size,
          0,
          this.panel,
        )
        kernels.columnSums(gradient, layer.biasGradient, size, units)
      }
      if (i === 0 && !inputs) return
      const below = i === 0 ? this.inputGradient : this.layers[i - 1]!.gradient
      kernels.gemm(
        gradient,
        units,
        1,
        layer.kernel.byteOffset,
        1,
        units,
        0,
        below.byteOffset,
        size,
        width,
        units,
        0,
        this.panel,
      )
    }
  }

  /** Takes over weights. @throws PlaygroundError `unsuitable-robot` when they are of a network of another shape. */
  adopt({ inputs, layers }: SnapshotNetwork): void {
    const { spec } = this
    const fits =
      inputs === spec.inputs &&
      layers.length === spec.layers.length &&
      layers.every(({ units, activation }, i) => {
        const mine = spec.layers[i]!
        return units === mine.units && activation === mine.activation
      })
    if (!fits) {
      const told = (network: DenseSpec) =>
        [network.inputs, ...network.layers.map(({ units, activation }) => `${units} ${activation}`)].join(
          ' - ',
        )
      throw new PlaygroundError(
        'unsuitable-robot',
        `The robot's network is ${told({ inputs, layers })}; expected ${told(spec)}.`,
      )
    }
    layers.forEach(({ kernel, bias }, i) => {
      this.layers[i]!.kernel.set(kernel)
      this.layers[i]!.bias.set(bias)
    })
  }

  /** Its weights of now as plain data. */
  snapshot(): SnapshotNetwork {
    return {
      inputs: this.spec.inputs,
      layers: this.layers.map(({ units, kernel, bias }, i) => ({
        units,
        activation: this.spec.layers[i]!.activation,
        kernel: kernel.slice(),
        bias: bias.slice(),
      })),
    }
  }
}
