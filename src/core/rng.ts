/**
 * Seeded random numbers. Only 32-bit integer operations, so every engine draws the same bits;
 * `Math.random` is banned outside tests.
 *
 * Generator: sfc32, Chris Doty-Humphrey, PractRand (https://pracrand.sourceforge.net).
 */
import ln from '@stdlib/math-base-special-ln'

export type RngState = readonly [number, number, number, number]

export class Rng {
  /** Raw 32-bit words: object fields would be boxed where small integers have 31 bits (Chromium). [4] */
  private readonly words = new Int32Array(4)

  private constructor(state: RngState) {
    this.words.set(state)
  }

  /** One run seed, one named stream per consumer: adding a consumer never shifts another's draws. */
  static fromSeed(seed: number, stream: string): Rng {
    const rng = new Rng([0, 0, 0, 0])
    rng.reseed(seed, stream)
    return rng
  }

  /** Begins anew, in place, as `fromSeed` would. */
  reseed(seed: number, stream: string): void {
    const word = hashWords(`${seed}/${stream}`)
    for (let i = 0; i < 4; i++) this.words[i] = word()
    for (let i = 0; i < 12; i++) this.uint32() // mix the seed in
  }

  static restore(state: RngState): Rng {
    return new Rng(state)
  }

  save(): RngState {
    const [a, b, c, d] = this.words
    return [a!, b!, c!, d!]
  }

  /** Goes on from a saved state, in place. */
  load(state: RngState): void {
    this.words.set(state)
  }

  uint32(): number {
    const { words } = this
    const b = words[1]!
    const c = words[2]!
    const d = words[3]!
    const t = (((words[0]! + b) | 0) + d) | 0
    words[0] = b ^ (b >>> 9)
    words[1] = c + (c << 3)
    words[2] = ((c << 21) | (c >>> 11)) + t
    words[3] = d + 1
    return t >>> 0
  }

  /** Uniform in [0, 1), 32 bits. */
  uniform(): number {
    return this.uint32() * 2 ** -32
  }

  /** Uniform integer in [0, n), n below 2^21 (the multiply is exact, the bias below n / 2^32). */
  integer(n: number): number {
    return Math.floor(this.uint32() * 2 ** -32 * n)
  }

  /** Standard normal. Polar method, Marsaglia & Bray, SIAM Review 6, 1964: logarithm and root only. */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1
      const y = 2 * this.uniform() - 1
      const s = x * x + y * y
      if (s > 0 && s < 1) return x * Math.sqrt((-2 * ln(s)) / s)
    }
  }

  /** A permutation of 0 .. n-1 (Fisher-Yates). */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const swap = order[i]!
      order[i] = order[j]!
      order[j] = swap
    }
    return order
  }
}

function hashWords(text: string): () => number {
  let h = 1779033703 ^ text.length
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    h ^= h >>> 16
    return h | 0
  }
}
