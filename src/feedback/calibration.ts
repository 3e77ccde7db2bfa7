/**
 * Stating confidence that holds. The likelihood the model is fitted with is cautious, so that a wrong answer does little
 * harm; what it says of a new pair is therefore too modest. Two numbers, a temperature on the logits and a floor, are
 * fitted to predictions of answers the model never saw. Guo, Pleiss, Sun & Weinberger, "On calibration of modern neural
 * networks", ICML 2017 (https://arxiv.org/abs/1706.04599).
 *
 *   P(left) = (1 - n) sigmoid(t z) + n / 2
 *
 * Only statements are calibrated; fitting and the choice of questions are not.
 */
import ln from '@stdlib/math-base-special-ln'
import type { CalibrationReport } from '../core/learned-reward.ts'
import { comparisonLoss, preferenceProbability } from './preference.ts'
import {
  type ComparisonExample,
  comparisonLogit,
  type HeldOut,
  type Likelihood,
  type RewardModel,
} from './reward-model.ts'

export interface Calibration {
  /** t, times the logits. */
  readonly temperature: number
  /** n, share of answers stated to be pressed at random. */
  readonly noiseFloor: number
}

const TEMPERATURES = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16]
const FLOORS = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8]
/** Of ln t, before any answer is seen. */
const TEMPERATURE_DEVIATION = 1.5
/** Of n around the likelihood's, before any answer is seen. */
const FLOOR_DEVIATION = 0.2

/** The most likely pair of numbers; those of the likelihood where there is nothing to go by. */
export function fitCalibration(
  comparisons: readonly ComparisonExample[],
  { logits }: HeldOut,
  { noiseFloor }: Likelihood,
): Calibration {
  let best = { temperature: 1, noiseFloor, loss: Infinity }
  for (const floor of new Set([noiseFloor, ...FLOORS])) {
    for (const temperature of TEMPERATURES) {
      let loss = halfSquare(ln(temperature) / TEMPERATURE_DEVIATION)
      loss += halfSquare((floor - noiseFloor) / FLOOR_DEVIATION)
      comparisons.forEach(({ target }, i) => {
        const z = logits[i]!
        if (target !== 0.5 && !Number.isNaN(z)) loss += comparisonLoss(temperature * z, target, floor).loss
      })
      if (loss < best.loss) best = { temperature, noiseFloor: floor, loss }
    }
  }
  return { temperature: best.temperature, noiseFloor: best.noiseFloor }
}

/** P(left), averaged over what the labels leave open. */
export function predictedPreference(
  pair: Pick<ComparisonExample, 'left' | 'right'>,
  model: RewardModel,
  likelihood: Likelihood,
  { temperature, noiseFloor }: Calibration,
): number {
  let sum = 0
  for (let draw = 0; draw < model.drawCount; draw++) {
    const z = comparisonLogit(pair, model.draws, likelihood, draw * model.mean.length)
    sum += preferenceProbability(temperature * z, noiseFloor)
  }
  return sum / model.drawCount
}

/** How the calibrated predictions of answers that took a side did; null before there are any. */
export function calibrationReport(
  comparisons: readonly ComparisonExample[],
  { logits }: HeldOut,
  { temperature, noiseFloor }: Calibration,
): CalibrationReport | null {
  const stated: number[] = []
  const preferredLeft: boolean[] = []
  comparisons.forEach(({ target }, i) => {
    if (target === 0.5 || Number.isNaN(logits[i]!)) return
    stated.push(preferenceProbability(temperature * logits[i]!, noiseFloor))
    preferredLeft.push(target > 0.5)
  })
  if (stated.length === 0) return null
  const bins = Array.from({ length: 10 }, () => ({ confidence: 0, right: 0, count: 0 }))
  let loss = 0
  stated.forEach((p, i) => {
    const confidence = Math.max(p, 1 - p)
    const bin = bins[Math.min(9, Math.floor((confidence - 0.5) * 20))]!
    bin.confidence += confidence
    bin.right += p >= 0.5 === preferredLeft[i] ? 1 : 0
    bin.count++
    loss -= ln(preferredLeft[i] ? p : 1 - p)
  })
  return {
    bins: bins
      .filter(({ count }) => count > 0)
      .map(({ confidence, right, count }) => ({
        confidence: confidence / count,
        right: right / count,
        count,
      })),
    error: expectedCalibrationError(stated, preferredLeft) ?? 0,
    logLoss: loss / stated.length,
  }
}

/**
 * Expected calibration error: how far stated confidence is from the share that was right, over ten equal bins of
 * confidence. Naeini, Cooper & Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015
 * (https://doi.org/10.1609/aaai.v29i1.9602).
 *
 *   sum over bins of (n_bin / n) |share right - mean confidence|
 *
 * @param probabilities stated chance of each event, in [0, 1].
 * @param happened whether it came about.
 * @returns 0 (calibrated) to 1, or null of nothing.
 */
export function expectedCalibrationError(
  probabilities: readonly number[],
  happened: readonly boolean[],
  bins = 10,
): number | null {
  if (probabilities.length === 0) return null
  const gaps = new Float64Array(bins)
  probabilities.forEach((p, i) => {
    const confidence = Math.max(p, 1 - p)
    const right = p >= 0.5 === happened[i]
    // Confidence in a choice of two lies in [1/2, 1].
    const bin = Math.min(bins - 1, Math.floor((confidence - 0.5) * 2 * bins))
    gaps[bin] = gaps[bin]! + (right ? 1 : 0) - confidence
  })
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / probabilities.length
}

const halfSquare = (value: number): number => (value * value) / 2
