/**
 * One WebAssembly module with one memory of fixed size, in which networks live: weights, gradients, optimizer, signals.
 * The size is planned: whatever builds the networks runs twice, first against a memory that only counts, then for good. So
 * the memory never grows, which would detach every view.
 */
import { PlaygroundError } from '../core/errors.ts'

/** What src/nn/assembly/kernels.ts exports; pointers are byte offsets. Its comments say what each does. */
export interface Kernels {
  activate(y: number, length: number, activation: number): void
  activateBackward(gradient: number, output: number, length: number, activation: number): void
  gemm(
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    bias: number,
    c: number,
    rows: number,
    columns: number,
    inner: number,
    activation: number,
    panel: number,
  ): void
  gemv(
    x: number,
    w: number,
    bias: number,
    y: number,
    inner: number,
    columns: number,
    activation: number,
  ): void
  columnSums(matrix: number, sums: number, rows: number, columns: number): void
  sumOfSquares(x: number, length: number): number
  adam(
    weights: number,
    gradient: number,
    first: number,
    second: number,
    length: number,
    b1: number,
    b2: number,
    rate: number,
    correction: number,
    epsilon: number,
    scale: number,
  ): void
  rmsprop(
    weights: number,
    gradient: number,
    second: number,
    length: number,
    keep: number,
    rate: number,
    epsilon: number,
    scale: number,
  ): void
  follow(to: number, from: number, length: number, share: number): void
  patches(
    pictures: number,
    to: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    kernel: number,
  ): void
  patchesBackward(
    pictures: number,
    from: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    kernel: number,
  ): void
}

export interface KernelMemory {
  readonly kernels: Kernels
  /** Zeros of its own, 64 bytes aligned; `byteOffset` is the pointer kernels take. While counting, an empty array. */
  floats(length: number): Float32Array
}

export interface KernelOptions {
  /**
   * Fused multiply-add where the machine has it: some 15-25 % faster, but the last digits depend on the machine. Taken only
   * where it is supported; off by default, so that runs reproduce.
   */
  readonly relaxed?: boolean
}

const PAGE_BYTES = 65_536
const MOST_BYTES = 1 << 30
const ALIGNMENT_BYTES = 64

/**
 * Opens a memory and builds in it.
 * @param build called twice; must ask for the same floats both times and touch none of them.
 * @throws PlaygroundError `network-too-large` when it would take more than 1 GiB, or more than the machine gives.
 */
export async function openKernelMemory<Built>(
  build: (memory: KernelMemory) => Built,
  options: KernelOptions = {},
): Promise<Built> {
  const counter = new CountingMemory()
  build(counter)
  const { module, memory } = await instantiable(counter.bytes, options)
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } })
  const kernels = exports as unknown as Kernels & { heapBase(): number }
  return build(new PlannedMemory(kernels, memory.buffer, kernels.heapBase()))
}

/** Does this engine run the relaxed build? */
export async function relaxedIsSupported(): Promise<boolean> {
  const { RELAXED_KERNELS } = await import('./kernel-binaries.ts')
  return WebAssembly.validate(binary(RELAXED_KERNELS))
}

class CountingMemory implements KernelMemory {
  readonly kernels = {} as Kernels
  bytes = 0

  floats(length: number): Float32Array {
    this.bytes += padded(length)
    return new Float32Array(0)
  }
}

class PlannedMemory implements KernelMemory {
  readonly kernels: Kernels
  private readonly buffer: ArrayBuffer
  private next: number

  constructor(kernels: Kernels, buffer: ArrayBuffer, heapBase: number) {
    this.kernels = kernels
    this.buffer = buffer
    this.next = Math.ceil(heapBase / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
  }

  floats(length: number): Float32Array {
    const view = new Float32Array(this.buffer, this.next, length)
    this.next += padded(length)
    return view
  }
}

const padded = (length: number): number => Math.ceil((4 * length) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES

async function instantiable(bytes: number, { relaxed = false }: KernelOptions) {
  const megabytes = Math.ceil(bytes / 2 ** 20)
  const refusal = (why: string) =>
    new PlaygroundError(
      'network-too-large',
      `The networks would take ${megabytes} MB; ${why}. Take fewer units or smaller batches.`,
    )
  if (!(bytes <= MOST_BYTES)) throw refusal(`the most is ${MOST_BYTES / 2 ** 20} MB`)
  // A page more for the module's own data.
  const pages = Math.ceil(bytes / PAGE_BYTES) + 1
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    // Not at the top: the page knows the learners, but only who opens a network needs the code.
    const { BASE_KERNELS, RELAXED_KERNELS } = await import('./kernel-binaries.ts')
    const isRelaxed = relaxed && (await relaxedIsSupported())
    const module = await WebAssembly.compile(binary(isRelaxed ? RELAXED_KERNELS : BASE_KERNELS))
    return { module, memory }
  } catch (error) {
    if (error instanceof RangeError) throw refusal('this machine does not give that much')
    throw error
  }
}

const binary = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), character => character.charCodeAt(0))
