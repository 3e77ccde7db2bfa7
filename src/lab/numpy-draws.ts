/**
 * The draws that Gymnasium makes of a seed, so that its very episodes can be run again: NumPy's `Generator` over PCG64 (XSL-RR
 * 128/64), seeded by `SeedSequence`.
 *
 * O'Neill, "PCG: A family of simple fast space-efficient statistically good algorithms for random number generation",
 * HMC-CS-2014-0905, 2014 (https://www.pcg-random.org/paper.html); NumPy, https://numpy.org/doc/stable/reference/random/ (BSD
 * licence). Whole numbers: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019.
 */
import type { Draws } from '../envs/box2d/draws.ts'

const WORD = 0xffffffffn
const LONG = (1n << 64n) - 1n
const HUGE = (1n << 128n) - 1n
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n
const POOL = 4

/** @param seed a whole number from 0 to 2^32 - 1. */
export function numpyDraws(seed: number): Draws {
  const [high, low, sequenceHigh, sequenceLow] = longWords(seed)
  const increment = ((((sequenceHigh! << 64n) | sequenceLow!) << 1n) | 1n) & HUGE
  const next = (state: bigint) => (state * MULTIPLIER + increment) & HUGE
  let state = next((increment + ((high! << 64n) | low!)) & HUGE)
  /** Upper half of a draw of which the lower was used. */
  let kept: bigint | null = null

  function draw64(): bigint {
    state = next(state)
    const folded = (state >> 64n) ^ (state & LONG)
    const turn = state >> 122n
    return ((folded >> turn) | (folded << (64n - turn))) & LONG
  }

  function draw32(): bigint {
    if (kept !== null) {
      const half = kept
      kept = null
      return half
    }
    const both = draw64()
    kept = both >> 32n
    return both & WORD
  }

  return {
    uniform: (from, to) => from + (to - from) * (Number(draw64() >> 11n) * 2 ** -53),
    integer(from, to) {
      const count = BigInt(to - from)
      if (count === 1n) return from
      const refused = (WORD + 1n - count) % count
      let product = draw32() * count
      while ((product & WORD) < refused) product = draw32() * count
      return from + Number(product >> 32n)
    },
  }
}

/** Four 64-bit words of a seed, by NumPy's `SeedSequence`. */
function longWords(seed: number): bigint[] {
  let factor = 0x43b0d7e5
  const hashed = (value: number): number => {
    const mixed = value ^ factor
    factor = Math.imul(factor, 0x931e8875)
    return folded(Math.imul(mixed, factor))
  }
  const mixed = (x: number, y: number) => folded(Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y))
  const pool = Array.from({ length: POOL }, (_, i) => hashed(i === 0 ? seed : 0))
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) if (from !== to) pool[to] = mixed(pool[to]!, hashed(pool[from]!))
  }
  factor = 0x8b51f9dd
  const words = Array.from({ length: 8 }, (_, i) => {
    const value = pool[i % POOL]! ^ factor
    factor = Math.imul(factor, 0x58f38ded)
    return BigInt(folded(Math.imul(value, factor)) >>> 0)
  })
  return Array.from({ length: 4 }, (_, i) => words[2 * i]! | (words[2 * i + 1]! << 32n))
}

const folded = (value: number): number => value ^ ((value >>> 0) >>> 16)
