/** The learned reward along a clip as a line with its band, in a box of its own. */
import type { ClipTrace } from '../../core/label.ts'

export interface TracePaths {
  /** SVG path of the mean, a step function. */
  readonly mean: string
  /** Closed path of mean plus and minus one standard deviation. */
  readonly band: string
  /** The true reward, on a scale of its own; empty unless asked for. */
  readonly truth: string
  /** Height of zero. */
  readonly zero: number
}

/** Largest learned reward, doubt included, that several traces share a scale by. */
export function traceReach(traces: readonly ClipTrace[]): number {
  let reach = 1e-9
  for (const { mean, standardDeviation } of traces) {
    mean.forEach((value, step) => {
      reach = Math.max(reach, Math.abs(value) + standardDeviation[step]!)
    })
  }
  return reach
}

/** Largest true reward of several traces. */
export const truthReach = (traces: readonly ClipTrace[]): number =>
  Math.max(1e-9, ...traces.flatMap(({ trueReward }) => Array.from(trueReward, Math.abs)))

/** @param steps that fill the whole width, so that both sides of a pair keep step. */
export function tracePaths(
  trace: ClipTrace,
  { width, height, steps }: { width: number; height: number; steps: number },
  reach: number,
  truth: number | null,
): TracePaths {
  const zero = height / 2
  const room = height / 2 - 2
  const across = (step: number) => round((step / Math.max(1, steps)) * width)
  const up = (value: number, scale: number) => round(zero - (value / scale) * room)
  const line = (values: ArrayLike<number>, scale: number) => {
    let path = ''
    for (let step = 0; step < values.length; step++) {
      const y = up(values[step]!, scale)
      path += `${step === 0 ? 'M' : 'L'}${across(step)} ${y}L${across(step + 1)} ${y}`
    }
    return path
  }
  const { mean, standardDeviation, trueReward } = trace
  const upper = mean.map((value, step) => value + standardDeviation[step]!)
  let back = ''
  for (let step = mean.length - 1; step >= 0; step--) {
    const y = up(mean[step]! - standardDeviation[step]!, reach)
    back += `L${across(step + 1)} ${y}L${across(step)} ${y}`
  }
  return {
    mean: line(mean, reach),
    band: mean.length > 0 ? `${line(upper, reach)}${back}Z` : '',
    truth: truth === null ? '' : line(trueReward, truth),
    zero,
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
