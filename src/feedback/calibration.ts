/**
 * Stating confidence that holds. The likelihood the model is fitted with is cautious, so that a wrong answer does little
 * harm; what it says of a new pair is therefore too modest. How sure to be is learnt from predictions of answers the model
 * never saw, and averaged over what they leave open (`calibration-posterior.ts`).
 *
 * The questions asked are those the model doubts, fresh pairs are not. A difference z means the more the better it is known,
 * and that carries over from one kind of pair to the other; so z is also read against its own deviation s:
 *
 *   logit = t z sqrt((c^2 + m^2) / (c^2 + s^2)),   m: root mean square of s over the answers
 *
 * with small c (known differences count, however small) and large c (z as it is), which of the two shown by the answers.
 *
 * Only statements are calibrated; fitting and the choice of questions are not. A few answers settle little, so the prior counts:
 * it was chosen on four own grid worlds with simulated teachers, where answers bore out about twice the logits of the model.
 */
import type { CalibrationReport } from '../core/learned-reward.ts'
import {
  averageChance,
  type CalibrationPoint,
  type CalibrationPrior,
  calibrationPosterior,
  leftOutChance,
  reliability,
} from './calibration-posterior.ts'
import { sigmoid } from './preference.ts'
import {
  type ComparisonExample,
  comparisonLogit,
  type HeldOut,
  type Likelihood,
  type RewardModel,
} from './reward-model.ts'

export interface Calibration {
  readonly points: readonly CalibrationPoint[]
  /** m, logits. */
  readonly typicalDeviation: number
}

/** c, logits. */
const OFFSETS = [0.1, 10]
const PRIOR: Omit<CalibrationPrior, 'meanFloor'> = {
  temperatures: [0.18, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16, 22],
  typicalTemperature: 2,
  deviation: 1.5,
  shapes: OFFSETS.length,
}

/** The prior where there is nothing to go by. */
export function fitCalibration(
  comparisons: readonly ComparisonExample[],
  heldOut: HeldOut,
  { noiseFloor }: Likelihood,
): Calibration {
  const unseen = sidesTaken(comparisons, heldOut)
  const squares = unseen.reduce((sum, { deviation }) => sum + deviation * deviation, 0)
  const typicalDeviation = Math.sqrt(squares / Math.max(1, unseen.length))
  const chance = (i: number, shape: number, temperature: number) =>
    tempered(unseen[i]!, shape, temperature, typicalDeviation)
  const prior = { ...PRIOR, meanFloor: noiseFloor }
  return { points: calibrationPosterior(unseen.length, chance, prior), typicalDeviation }
}

/** P(left) of an answer that takes a side. */
export function predictedPreference(
  pair: Pick<ComparisonExample, 'left' | 'right'>,
  model: RewardModel,
  likelihood: Likelihood,
  { points, typicalDeviation }: Calibration,
): number {
  const logit = comparisonLogit(pair, model.mean, likelihood)
  const prediction = { logit, deviation: logitDeviation(pair, model, likelihood) }
  return averageChance(points, (shape, temperature) =>
    tempered(prediction, shape, temperature, typicalDeviation),
  )
}

/** Of z over what the labels leave open. */
export function logitDeviation(
  pair: Pick<ComparisonExample, 'left' | 'right'>,
  model: RewardModel,
  likelihood: Likelihood,
): number {
  const centre = comparisonLogit(pair, model.mean, likelihood)
  let squares = 0
  for (let draw = 0; draw < model.drawCount; draw++) {
    const z = comparisonLogit(pair, model.draws, likelihood, draw * model.mean.length)
    squares += (z - centre) * (z - centre)
  }
  return Math.sqrt(squares / Math.max(1, model.drawCount))
}

/**
 * How predictions of answers that took a side did, each by a reward model and by a calibration that never saw it; null before
 * there are any.
 */
export function calibrationReport(
  comparisons: readonly ComparisonExample[],
  heldOut: HeldOut,
  { points, typicalDeviation }: Calibration,
): CalibrationReport | null {
  const taken = sidesTaken(comparisons, heldOut).map(unseen =>
    leftOutChance(points, (shape, temperature) => tempered(unseen, shape, temperature, typicalDeviation)),
  )
  return reliability(taken)
}

interface Prediction {
  /** Above 0 for the side in question. */
  readonly logit: number
  readonly deviation: number
}

function tempered(
  { logit, deviation }: Prediction,
  shape: number,
  temperature: number,
  typicalDeviation: number,
): number {
  // No deviations were told of the answers.
  if (typicalDeviation === 0) return sigmoid(temperature * logit)
  const offset = OFFSETS[shape]! * OFFSETS[shape]!
  const ratio = (offset + typicalDeviation * typicalDeviation) / (offset + deviation * deviation)
  return sigmoid(temperature * logit * Math.sqrt(ratio))
}

/** What the model, not knowing the answer, held of the side that was taken. Ties take none. */
function sidesTaken(
  comparisons: readonly ComparisonExample[],
  { logits, deviations }: HeldOut,
): Prediction[] {
  return comparisons.flatMap(({ target }, i) => {
    const z = logits[i]!
    if (target === 0.5 || Number.isNaN(z)) return []
    return [{ logit: target > 0.5 ? z : -z, deviation: deviations?.[i] ?? 0 }]
  })
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
