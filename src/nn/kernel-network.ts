/** What every network in kernel memory offers, whatever its layers are: enough to train it, save it and draw it. */

/** One array of weights, and where its gradient is written. */
export interface LayerTensor {
  /** `kernel` [inputs x units], or [kernel x kernel x channels x filters] of a convolution; or `bias` [units]. */
  readonly kind: 'kernel' | 'bias'
  readonly shape: readonly number[]
  readonly values: Float32Array
  /** Empty where nothing learns. */
  readonly gradient: Float32Array
}

export interface KernelNetwork {
  /** The most inputs at a time. */
  readonly batch: number
  /** Shape of one input. */
  readonly inputShape: readonly number[]
  /** Numbers of one output. */
  readonly outputs: number
  /** Write inputs here. [batch x ...inputShape] */
  readonly input: Float32Array
  /** What `forward` gave. [batch x outputs] */
  readonly output: Float32Array
  /** Write the loss's slopes here; `backward` works in it. [batch x outputs] */
  readonly outputGradient: Float32Array
  /** The loss's slope by every input, after `backward` was asked for it. [batch x ...inputShape] */
  readonly inputGradient: Float32Array
  /** From the first layer on, each kernel before its bias. */
  readonly tensors: readonly LayerTensor[]
  /** From the first `size` inputs to the first `size` outputs. */
  forward(size: number): void
  /** Derives `outputGradient` of the last `forward`; writes, does not add. */
  backward(size: number, by?: { readonly weights?: boolean; readonly inputs?: boolean }): void
}
