import stdlibCos from '@stdlib/math-base-special-cos'
import stdlibSin from '@stdlib/math-base-special-sin'
import { describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import { cos, sin } from '../../../src/envs/small-angle.ts'

const edges = [
  0,
  -0,
  Number.MIN_VALUE,
  2 ** -27,
  2 ** -26,
  2 ** -26 * (1 - 2 ** -53),
  Math.PI / 4,
  Math.PI / 4 + 2 ** -53,
  0.7853984,
  1,
  Math.PI,
  100,
  1e22,
  Number.NaN,
  Number.POSITIVE_INFINITY,
].flatMap(x => [x, -x])

describe('sine and cosine in line', () => {
  it("are stdlib's bit for bit, over random angles of every size", () => {
    const rng = Rng.fromSeed(1, 'angles')
    let different = 0
    for (let i = 0; i < 200_000; i++) {
      const fine = rng.uniform() + rng.uniform() * 2 ** -32
      const x = (i % 2 === 0 ? 1 : -1) * fine * (i % 3 === 0 ? 2 ** -rng.integer(40) : 0.9)
      if (!Object.is(sin(x), stdlibSin(x)) || !Object.is(cos(x), stdlibCos(x))) different++
    }
    expect(different).toBe(0)
  })

  it.each(edges)('are at %d', x => {
    expect(sin(x)).toBe(stdlibSin(x))
    expect(cos(x)).toBe(stdlibCos(x))
  })
})
