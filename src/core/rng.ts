/**
 * Seeded random numbers. Only 32-bit integer operations, so every engine draws the same bits;
 * `Math.random` is banned outside tests.
 *
 * Generator: sfc32, Chris Doty-Humphrey, PractRand (https://pracrand.sourceforge.net).
 */
import ln from '@stdlib/math-base-special-ln'

export type RngState = readonly [number, number, number, number]

export class Rng {
  private a: number
  private b: number
  private c: number
  private d: number

  private constructor([a, b, c, d]: RngState) {
    this.a = a | 0
    this.b = b | 0
    this.c = c | 0
    this.d = d | 0
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
    this.a = word()
    this.b = word()
    this.c = word()
    this.d = word()
    for (let i = 0; i < 12; i++) this.uint32() // mix the seed in
  }

  static restore(state: RngState): Rng {
    return new Rng(state)
  }

  save(): RngState {
    return [this.a, this.b, this.c, this.d]
  }

  /** Goes on from a saved state, in place. */
  load([a, b, c, d]: RngState): void {
    this.a = a | 0
    this.b = b | 0
    this.c = c | 0
    this.d = d | 0
  }

  uint32(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0
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
