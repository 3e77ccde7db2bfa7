/**
 * Sine and cosine of small angles, in line. Bit for bit what `@stdlib/math-base-special-sin` and `-cos` give (a test says
 * so), several times faster: up to pi/4 there is nothing to reduce, and a polynomial is all there is.
 *
 * Polynomials: FDLIBM, `k_sin.c` and `k_cos.c`, Sun Microsystems, 1993 (https://www.netlib.org/fdlibm/), which stdlib ports:
 *
 *   sin x = x + x^3 (S1 + x^2 (S2 + ... + x^8 S6))      cos x = 1 - x^2 / 2 + x^4 (C1 + x^2 (C2 + ... + x^8 C6))
 */
import exactCos from '@stdlib/math-base-special-cos'
import exactSin from '@stdlib/math-base-special-sin'

const QUARTER_PI = Math.PI / 4
/** Below this the sine is the angle, its sign included where it is -0. */
const TINY = 2 ** -26

const S1 = -0.16666666666666632
const S2 = 0.00833333333332249
const S3 = -0.0001984126982985795
const S4 = 2.7557313707070068e-6
const S5 = -2.5050760253406863e-8
const S6 = 1.58969099521155e-10

const C1 = 0.0416666666666666
const C2 = -0.001388888888887411
const C3 = 0.00002480158728947673
const C4 = -2.7557314351390663e-7
const C5 = 2.087572321298175e-9
const C6 = -1.1359647557788195e-11

/** @param x radians; fast up to pi/4 either way. */
export function sin(x: number): number {
  const size = Math.abs(x)
  if (!(size <= QUARTER_PI)) return exactSin(x)
  if (size < TINY) return x
  const z = x * x
  const r = S2 + z * (S3 + z * S4) + z * (z * z) * (S5 + z * S6)
  return x + z * x * (S1 + z * r)
}

/** @param x radians; fast up to pi/4 either way. */
export function cos(x: number): number {
  if (!(Math.abs(x) <= QUARTER_PI)) return exactCos(x)
  const z = x * x
  const z2 = z * z
  const r = z * (C1 + z * (C2 + z * C3)) + z2 * z2 * (C4 + z * (C5 + z * C6))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + z * r)
}
