/**
 * Weights that learn together: one optimizer, one gradient whose length is clipped as a whole. Several networks and loose
 * vectors (log standard deviations) can share them; each has a part of its own.
 *
 * Adam: Diederik Kingma and Jimmy Ba, "Adam: a method for stochastic optimization", ICLR 2015
 * (https://arxiv.org/abs/1412.6980). RMSprop: Tijmen Tieleman and Geoffrey Hinton, Coursera lecture 6.5, 2012, with epsilon
 * under the root as in the original A3C. Clipping by the global norm: Razvan Pascanu, Tomas Mikolov and Yoshua Bengio, "On
 * the difficulty of training recurrent neural networks", ICML 2013 (https://arxiv.org/abs/1211.5063).
 */
import { PlaygroundError } from '../core/errors.ts'
import type { KernelMemory } from './kernel-memory.ts'

/** One network's share. */
export interface ParameterPart {
  readonly weights: Float32Array
  /** Of what was last derived; empty where nothing learns. */
  readonly gradient: Float32Array
}

export interface AdamStep {
  readonly learningRate: number
  /** A longer gradient is shortened to this Euclidean length; Infinity for never. */
  readonly maxGradientNorm: number
  /** 1e-5 unless said otherwise. */
  readonly epsilon?: number
  readonly b1?: number
  readonly b2?: number
}

/** Weights and optimizer, so that it learns on bit for bit. */
export interface ParametersState {
  /** `weights`, and of those that learn `firstMoment` and `secondMoment`. */
  readonly arrays: Readonly<Record<string, Float32Array>>
  readonly numbers: Readonly<Record<string, number>>
}

/** The kernels work on eight numbers at a time. */
const padded = (length: number): number => Math.ceil(length / 8) * 8

export class Parameters {
  readonly learning: boolean
  /** All parts one behind the other, then up to seven zeros. */
  readonly weights: Float32Array
  readonly gradient: Float32Array
  readonly firstMoment: Float32Array
  readonly secondMoment: Float32Array
  private readonly memory: KernelMemory
  private readonly lengths: readonly number[]
  private readonly length: number
  /** b1^t and b2^t, kept as products. */
  private firstPower = 1
  private secondPower = 1

  /** @param lengths of the parts. @param learning false for target networks: no gradient, no optimizer. */
  constructor(memory: KernelMemory, lengths: readonly number[], learning = true) {
    this.memory = memory
    this.lengths = lengths
    this.learning = learning
    this.length = padded(lengths.reduce((sum, length) => sum + length, 0))
    this.weights = memory.floats(this.length)
    this.gradient = memory.floats(learning ? this.length : 0)
    this.firstMoment = memory.floats(learning ? this.length : 0)
    this.secondMoment = memory.floats(learning ? this.length : 0)
  }

  part(index: number): ParameterPart {
    const offset = this.lengths.slice(0, index).reduce((sum, length) => sum + length, 0)
    const end = offset + this.lengths[index]!
    return { weights: this.weights.subarray(offset, end), gradient: this.gradient.subarray(offset, end) }
  }

  /** Euclidean length of the gradient. @throws PlaygroundError `not-finite` when it is no number. */
  gradientNorm(): number {
    const norm = Math.sqrt(this.memory.kernels.sumOfSquares(this.gradient.byteOffset, this.length))
    if (Number.isFinite(norm)) return norm
    throw new PlaygroundError('not-finite', `the gradient's length is ${norm}`)
  }

  /** One step of Adam along the gradient. @returns the gradient's length before it was shortened. */
  adam({ learningRate, maxGradientNorm, epsilon = 1e-5, b1 = 0.9, b2 = 0.999 }: AdamStep): number {
    const norm = this.gradientNorm()
    this.firstPower *= b1
    this.secondPower *= b2
    this.memory.kernels.adam(
      this.weights.byteOffset,
      this.gradient.byteOffset,
      this.firstMoment.byteOffset,
      this.secondMoment.byteOffset,
      this.length,
      b1,
      b2,
      learningRate / (1 - this.firstPower),
      1 / (1 - this.secondPower),
      epsilon,
      clipFactor(norm, maxGradientNorm),
    )
    return norm
  }

  /** One step of RMSprop along the gradient. @returns the gradient's length before it was shortened. */
  rmsprop({
    learningRate,
    maxGradientNorm,
    epsilon = 1e-5,
    keep = 0.99,
  }: Omit<AdamStep, 'b1' | 'b2'> & { readonly keep?: number }): number {
    const norm = this.gradientNorm()
    this.memory.kernels.rmsprop(
      this.weights.byteOffset,
      this.gradient.byteOffset,
      this.secondMoment.byteOffset,
      this.length,
      keep,
      learningRate,
      epsilon,
      clipFactor(norm, maxGradientNorm),
    )
    return norm
  }

  /** weights <- (1 - share) weights + share leader's: a target network that follows; share 1 copies. */
  follow(leader: Parameters, share: number): void {
    if (share === 1) this.weights.set(leader.weights)
    else this.memory.kernels.follow(this.weights.byteOffset, leader.weights.byteOffset, this.length, share)
  }

  save(): ParametersState {
    if (!this.learning) return { arrays: { weights: this.weights.slice() }, numbers: {} }
    const { weights, firstMoment, secondMoment, firstPower, secondPower } = this
    return {
      arrays: {
        weights: weights.slice(),
        firstMoment: firstMoment.slice(),
        secondMoment: secondMoment.slice(),
      },
      numbers: { firstPower, secondPower },
    }
  }

  /** @throws PlaygroundError `bad-checkpoint` when a name or a length does not fit; nothing has changed then. */
  load({ arrays, numbers }: ParametersState): void {
    const targets = Object.entries(this.learning ? this.moments() : { weights: this.weights })
    for (const [name] of targets) {
      const saved = arrays[name]
      if (saved instanceof Float32Array && saved.length === this.length) continue
      const found = saved === undefined ? 'missing' : `${saved.constructor.name} of ${saved.length}`
      throw badCheckpoint(name, `${name} is ${found}; expected Float32Array of ${this.length}.`)
    }
    const { firstPower, secondPower } = numbers
    if (this.learning && (firstPower === undefined || secondPower === undefined)) {
      throw badCheckpoint('firstPower', 'firstPower or secondPower is missing.')
    }
    for (const [name, target] of targets) target.set(arrays[name]!)
    this.firstPower = firstPower ?? 1
    this.secondPower = secondPower ?? 1
  }

  private moments() {
    const { weights, firstMoment, secondMoment } = this
    return { weights, firstMoment, secondMoment }
  }
}

const badCheckpoint = (path: string, message: string) =>
  new PlaygroundError('bad-checkpoint', message, { path })

/** The factor that shortens a gradient of length `norm` to at most `maximum`. */
const clipFactor = (norm: number, maximum: number): number => (norm > maximum ? maximum / norm : 1)
