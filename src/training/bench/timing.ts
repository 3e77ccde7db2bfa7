/**
 * Taking the time. The clock comes in as an argument, in milliseconds: training itself never reads one. Every figure is the
 * median of several repeats after a warm-up.
 */

export interface Benchmark {
  readonly name: string
  readonly unit: '1/s' | 'ms' | 'us' | 's' | 'GFLOP/s'
  /** Name of the benchmark that this one is best read against. */
  readonly ratioTo?: string
  /** @param now milliseconds, monotonic. */
  measure(now: () => number): Promise<number>
}

const REPEATS = 11

/**
 * How often a second `work` does one of the `count` things that a call of it does.
 * @param warmUps calls before, by which the compiler has settled.
 */
export function perSecond(now: () => number, count: number, work: () => void, warmUps = 2): number {
  for (let i = 0; i < warmUps; i++) work()
  return (1000 * count) / medianMilliseconds(now, work)
}

/** Milliseconds of a call, without a warm-up. */
export function medianMilliseconds(now: () => number, work: () => void): number {
  return median(Array.from({ length: REPEATS }, () => millisecondsOf(now, work)))
}

function millisecondsOf(now: () => number, work: () => void): number {
  const start = now()
  work()
  // A clock too coarse for the work would divide by zero.
  return Math.max(now() - start, 1e-3)
}

/** The middle one of an odd number of values, which it sorts. */
export function median(values: number[]): number {
  values.sort((a, b) => a - b)
  return values[values.length >> 1]!
}
