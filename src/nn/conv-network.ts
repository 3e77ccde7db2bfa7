/**
 * Convolutions and then dense layers, in kernel memory: for worlds seen as a picture.
 *
 *   Y[r, c, f] = b[f] + sum over y, x, i of X[r + y, c + x, i] K[y, x, i, f]
 *
 * Square kernels, stride 1, no padding; a picture's numbers run row by row, the channels of a pixel side by side. Every patch
 * under the kernel is copied out as a row of a matrix, so that a convolution is one matrix product. Yann LeCun et al.,
 * "Gradient-based learning applied to document recognition", Proceedings of the IEEE 86(11), 1998; patches as rows: Kumar
 * Chellapilla, Sidd Puri and Patrice Simard, "High performance convolutional neural networks for document processing",
 * IWFHR 2006 (https://inria.hal.science/inria-00112631).
 */
import type { Activation } from '../core/policy-snapshot.ts'
import type { Rng } from '../core/rng.ts'
import { ACTIVATIONS, DenseNetwork, type DenseSpec, parameterCount, tensorAt } from './dense-network.ts'
import { orthogonal } from './initial-weights.ts'
import type { KernelMemory } from './kernel-memory.ts'
import type { KernelNetwork, LayerTensor } from './kernel-network.ts'
import type { ParameterPart } from './parameters.ts'

export interface ConvolutionSpec {
  readonly filters: number
  /** Side of the square kernel. */
  readonly kernel: number
  readonly activation: Activation
}

export interface ConvSpec {
  readonly height: number
  readonly width: number
  readonly channels: number
  /** At least one. */
  readonly convolutions: readonly ConvolutionSpec[]
  /** Dense layers behind them, at least one. */
  readonly layers: DenseSpec['layers']
}

export interface ConvOptions {
  /** The most pictures at a time. */
  readonly batch: number
  /** False for networks that never derive, such as targets. */
  readonly learning?: boolean
}

/** One convolution's sizes. */
interface ConvShape {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly kernel: number
  readonly filters: number
  readonly activation: Activation
  /** Of the output. */
  readonly rows: number
  readonly columns: number
  /** Numbers under the kernel. */
  readonly patch: number
}

interface Convolution extends ConvShape {
  readonly kernelTensor: LayerTensor
  readonly biasTensor: LayerTensor
  /** [batch x rows x columns x patch]; once the kernel is derived, the slopes by them. */
  readonly patches: Float32Array
  /** [batch x rows x columns x filters] */
  readonly output: Float32Array
  /** Slopes by `output`; empty in the last one, whose slopes the dense layers keep. */
  readonly gradient: Float32Array
}

function convShapes({ height, width, channels, convolutions }: ConvSpec): ConvShape[] {
  let [h, w, c] = [height, width, channels]
  return convolutions.map(({ filters, kernel, activation }) => {
    const [rows, columns] = [h - kernel + 1, w - kernel + 1]
    const patch = kernel * kernel * c
    const shape = { height: h, width: w, channels: c, kernel, filters, activation, rows, columns, patch }
    ;[h, w, c] = [rows, columns, filters]
    return shape
  })
}

/** The dense layers behind the convolutions. */
function denseTail(spec: ConvSpec, shapes: readonly ConvShape[]): DenseSpec {
  const { rows, columns, filters } = shapes.at(-1)!
  return { inputs: rows * columns * filters, layers: spec.layers }
}

/** Weights and biases of all layers. */
export function convParameterCount(spec: ConvSpec): number {
  const shapes = convShapes(spec)
  const own = shapes.reduce((sum, { patch, filters }) => sum + (patch + 1) * filters, 0)
  return own + parameterCount(denseTail(spec, shapes))
}

export class ConvNetwork implements KernelNetwork {
  readonly spec: ConvSpec
  readonly batch: number
  readonly input: Float32Array
  readonly inputGradient: Float32Array
  readonly tensors: readonly LayerTensor[]
  private readonly memory: KernelMemory
  private readonly convolutions: readonly Convolution[]
  private readonly tail: DenseNetwork
  private readonly panel: number

  /** @param part its weights, `convParameterCount(spec)` of them: layer by layer the kernel, then the bias. */
  constructor(memory: KernelMemory, spec: ConvSpec, part: ParameterPart, options: ConvOptions) {
    const { batch, learning = true } = options
    this.memory = memory
    this.spec = spec
    this.batch = batch
    const pictureLength = spec.height * spec.width * spec.channels
    this.input = memory.floats(batch * pictureLength)
    this.inputGradient = memory.floats(learning ? batch * pictureLength : 0)
    let offset = 0
    let widest = 0
    const shapes = convShapes(spec)
    this.convolutions = shapes.map((shape, i) => {
      const { rows, columns, patch, filters, kernel, channels } = shape
      const bias = offset + patch * filters
      const convolution = {
        ...shape,
        kernelTensor: tensorAt(part, 'kernel', [kernel, kernel, channels, filters], offset),
        biasTensor: tensorAt(part, 'bias', [filters], bias),
        patches: memory.floats(batch * rows * columns * patch),
        output: memory.floats(batch * rows * columns * filters),
        gradient: memory.floats(learning && i < shapes.length - 1 ? batch * rows * columns * filters : 0),
      }
      offset = bias + filters
      widest = Math.max(widest, patch, filters, batch * rows * columns)
      return convolution
    })
    this.panel = memory.floats(8 * widest).byteOffset
    const tailPart = { weights: part.weights.subarray(offset), gradient: part.gradient.subarray(offset) }
    this.tail = new DenseNetwork(memory, denseTail(spec, shapes), tailPart, {
      batch,
      learning,
      input: this.convolutions.at(-1)!.output,
    })
    const own = this.convolutions.flatMap(({ kernelTensor, biasTensor }) => [kernelTensor, biasTensor])
    this.tensors = [...own, ...this.tail.tensors]
  }

  get inputShape(): readonly number[] {
    return [this.spec.height, this.spec.width, this.spec.channels]
  }

  get outputs(): number {
    return this.tail.outputs
  }

  get output(): Float32Array {
    return this.tail.output
  }

  get outputGradient(): Float32Array {
    return this.tail.outputGradient
  }

  /** Orthogonal kernels, biases 0. @param gains one per layer, convolutions first. */
  initialize(gains: readonly number[], rng: Rng): void {
    this.convolutions.forEach(({ kernelTensor, biasTensor, patch, filters }, i) => {
      kernelTensor.values.set(orthogonal(patch, filters, gains[i]!, rng))
      biasTensor.values.fill(0)
    })
    this.tail.initialize(gains.slice(this.convolutions.length), rng)
  }

  forward(size: number): void {
    const { kernels } = this.memory
    let signal = this.input.byteOffset
    for (const layer of this.convolutions) {
      const { rows, columns, patch, filters, patches, output, kernelTensor, biasTensor } = layer
      const { height, width, channels, kernel } = layer
      kernels.patches(signal, patches.byteOffset, size, height, width, channels, kernel)
      kernels.gemm(
        patches.byteOffset,
        patch,
        1,
        kernelTensor.values.byteOffset,
        filters,
        1,
        biasTensor.values.byteOffset,
        output.byteOffset,
        size * rows * columns,
        filters,
        patch,
        ACTIVATIONS[layer.activation],
        this.panel,
      )
      signal = output.byteOffset
    }
    this.tail.forward(size)
  }

  /** Once per `forward`: it works in what `forward` left. */
  backward(size: number, { weights = true, inputs = false } = {}): void {
    this.tail.backward(size, { weights, inputs: true })
    for (let i = this.convolutions.length - 1; i >= 0; i--) {
      const layer = this.convolutions[i]!
      const gradient = this.gradientOf(i)
      const length = size * layer.rows * layer.columns * layer.filters
      const activation = ACTIVATIONS[layer.activation]
      if (activation !== 0) {
        const { kernels } = this.memory
        kernels.activateBackward(gradient.byteOffset, layer.output.byteOffset, length, activation)
      }
      if (weights) this.deriveWeights(layer, gradient, size)
      if (i === 0 && !inputs) return
      this.deriveInputs(layer, gradient, i === 0 ? this.inputGradient : this.gradientOf(i - 1), size)
    }
  }

  /** Slopes by the output of convolution `i`; the last one's are what the dense layers derive. */
  private gradientOf(i: number): Float32Array {
    return i === this.convolutions.length - 1 ? this.tail.inputGradient : this.convolutions[i]!.gradient
  }

  private deriveWeights(layer: Convolution, gradient: Float32Array, size: number): void {
    const { kernels } = this.memory
    const { rows, columns, patch, filters, patches, kernelTensor, biasTensor } = layer
    const places = size * rows * columns
    kernels.gemm(
      patches.byteOffset,
      1,
      patch,
      gradient.byteOffset,
      filters,
      1,
      0,
      kernelTensor.gradient.byteOffset,
      patch,
      filters,
      places,
      0,
      this.panel,
    )
    kernels.columnSums(gradient.byteOffset, biasTensor.gradient.byteOffset, places, filters)
  }

  /** Overwrites the patches by the slopes by them, then adds those up where they came from. */
  private deriveInputs(layer: Convolution, gradient: Float32Array, below: Float32Array, size: number): void {
    const { kernels } = this.memory
    const { rows, columns, patch, filters, patches, kernelTensor } = layer
    kernels.gemm(
      gradient.byteOffset,
      filters,
      1,
      kernelTensor.values.byteOffset,
      1,
      filters,
      0,
      patches.byteOffset,
      size * rows * columns,
      patch,
      filters,
      0,
      this.panel,
    )
    const { height, width, channels, kernel } = layer
    kernels.patchesBackward(below.byteOffset, patches.byteOffset, size, height, width, channels, kernel)
  }
}
