/**
 * Two numbers that turn a model's logits into stated confidence, a temperature t on the logits and the share n of answers
 * pressed without looking, with what a few answers leave open about them: a posterior over a grid of both, over which
 * statements are averaged. Temperature: Guo, Pleiss, Sun & Weinberger, "On calibration of modern neural networks", ICML 2017
 * (https://arxiv.org/abs/1706.04599).
 *
 *   P(side) = mean over the posterior of (1 - n) c(t) + n / 2,   c(t): the chance of that side by the tempered logits
 *
 * What is said of an answer the numbers were fitted to leaves that answer out: weights are divided by its likelihood, which is
 * exact on a grid. Gelfand, Dey & Chang, "Model determination using predictive distributions", Bayesian Statistics 4, 1992.
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { CalibrationReport } from '../core/learned-reward.ts'

export interface CalibrationPoint {
  /** Which of several ways to make logits. */
  readonly shape: number
  /** t, times the logits. */
  readonly temperature: number
  /** n, share of answers stated to be pressed at random. */
  readonly noiseFloor: number
  /** Posterior probability. */
  readonly weight: number
}

/** @returns chance of the side that was taken in an answer (0, 1, ...), the floor left out. */
export type SideChance = (answer: number, shape: number, temperature: number) => number

export interface CalibrationPrior {
  /** Rising. */
  readonly temperatures: readonly number[]
  readonly typicalTemperature: number
  /** Of ln t. */
  readonly deviation: number
  /** Of an exponential n. */
  readonly meanFloor: number
  readonly shapes: number
}

const FLOORS = [0.002, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8]
/** Points less likely than this are left out. */
const LEAST_WEIGHT = 1e-4
/** A little, so that a settled answer of no floor can be asked for. */
const LEAST_MEAN_FLOOR = 0.02
/** Far from what a number can hold. */
const SMALL_PRODUCT = 1e-200
const BINS = 10
/** A statement this close to one half favours no side and is half right. */
const EVEN = 1e-9

/** The prior where there are no answers. */
export function calibrationPosterior(
  answers: number,
  chance: SideChance,
  { temperatures, typicalTemperature, deviation, meanFloor, shapes }: CalibrationPrior,
): readonly CalibrationPoint[] {
  const points: CalibrationPoint[] = []
  const logs: number[] = []
  const sides = new Float64Array(answers)
  for (let shape = 0; shape < shapes; shape++) {
    for (const temperature of temperatures) {
      for (let i = 0; i < answers; i++) sides[i] = chance(i, shape, temperature)
      const off = ln(temperature / typicalTemperature) / deviation
      for (const noiseFloor of FLOORS) {
        let log = (-off * off) / 2 - noiseFloor / Math.max(LEAST_MEAN_FLOOR, meanFloor)
        log += logLikelihood(sides, noiseFloor)
        points.push({ shape, temperature, noiseFloor, weight: 0 })
        logs.push(log)
      }
    }
  }
  return weighted(points, logs)
}

/** Logarithms of products, since a logarithm costs far more than a product. */
function logLikelihood(sides: Float64Array, noiseFloor: number): number {
  let log = 0
  let product = 1
  for (let i = 0; i < sides.length; i++) {
    product *= (1 - noiseFloor) * sides[i]! + noiseFloor / 2
    if (product > SMALL_PRODUCT) continue
    log += ln(product)
    product = 1
  }
  return log + ln(product)
}

/** Chance of a side, averaged over the posterior. @param chance of that side, the floor left out. */
export function averageChance(
  points: readonly CalibrationPoint[],
  chance: (shape: number, temperature: number) => number,
): number {
  let sum = 0
  let tempered = 0
  points.forEach(({ shape, temperature, noiseFloor, weight }, i) => {
    const last = points[i - 1]
    // Points come in order, the floor changing fastest.
    if (last?.shape !== shape || last.temperature !== temperature) tempered = chance(shape, temperature)
    sum += weight * ((1 - noiseFloor) * tempered + noiseFloor / 2)
  })
  return sum
}

/** Chance of the side that was taken in an answer, had it not been given: a harmonic mean over the posterior. */
export function leftOutChance(
  points: readonly CalibrationPoint[],
  chance: (shape: number, temperature: number) => number,
): number {
  const inverse = points.reduce(
    (sum, { shape, temperature, noiseFloor, weight }) =>
      sum + weight / ((1 - noiseFloor) * chance(shape, temperature) + noiseFloor / 2),
    0,
  )
  return 1 / inverse
}

/** How statements went, each the chance stated for the side that was then taken; null of nothing. */
export function reliability(taken: readonly number[]): CalibrationReport | null {
  if (taken.length === 0) return null
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0, count: 0 }))
  let loss = 0
  for (const p of taken) {
    const confidence = Math.max(p, 1 - p)
    const bin = bins[Math.min(BINS - 1, Math.floor((confidence - 0.5) * 2 * BINS))]!
    bin.confidence += confidence
    bin.right += Math.abs(p - 0.5) < EVEN ? 0.5 : p > 0.5 ? 1 : 0
    bin.count++
    loss -= ln(p)
  }
  const error = bins.reduce((sum, { confidence, right }) => sum + Math.abs(right - confidence), 0)
  return {
    bins: bins
      .filter(({ count }) => count > 0)
      .map(({ confidence, right, count }) => ({
        confidence: confidence / count,
        right: right / count,
        count,
      })),
    error: error / taken.length,
    logLoss: loss / taken.length,
  }
}

function weighted(points: readonly CalibrationPoint[], logs: readonly number[]): readonly CalibrationPoint[] {
  const most = Math.max(...logs)
  const likely = points.flatMap((point, i) => {
    const weight = exp(logs[i]! - most)
    return weight < LEAST_WEIGHT ? [] : [{ ...point, weight }]
  })
  const sum = likely.reduce((total, { weight }) => total + weight, 0)
  return likely.map(point => ({ ...point, weight: point.weight / sum }))
}
