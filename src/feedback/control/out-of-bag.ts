/**
 * How right and how sure a bootstrapped ensemble is, by its own leftovers: each answer is predicted by the members that did
 * not count it (out of bag). Leo Breiman, "Out-of-bag estimation", 1996 (https://www.stat.berkeley.edu/~breiman/OOBestimation.pdf).
 * Stated confidence is calibrated on the same predictions by a temperature and a floor: Guo, Pleiss, Sun & Weinberger, "On
 * calibration of modern neural networks", ICML 2017 (https://arxiv.org/abs/1706.04599).
 *
 *   P(left | not equal) = (1 - n) sigmoid(t z) + n / 2
 */
import ln from '@stdlib/math-base-special-ln'
import type { LabelKind } from '../../core/label.ts'
import type { Agreement, CalibrationReport } from '../../core/learned-reward.ts'
import { expectedCalibrationError } from '../calibration.ts'
import { sigmoid } from '../preference.ts'
import { sideOf } from './answer-likelihood.ts'
import type { Answer } from './control-answers.ts'
import type { RewardEnsemble } from './reward-ensemble.ts'

/** An answer that took a side, and the z of the members that never counted it. */
export interface OutOfBag {
  readonly id: string
  readonly kind: LabelKind
  readonly rater: string
  readonly logits: readonly number[]
  /** Left was better, or the one clip good. */
  readonly preferredLeft: boolean
}

export interface ControlCalibration {
  readonly temperature: number
  readonly floor: number
}

/** Ties and neutral ratings are left out: nothing there is right or wrong. */
export function outOfBag(answers: readonly Answer[], ensemble: RewardEnsemble, slope: number): OutOfBag[] {
  return answers.flatMap(answer => {
    const counted = ensemble.counted(answer.id)
    const side = answer.kind === 'rate' ? answer.rating : sideOf(answer.choice)
    if (side === 0 || counted.every(count => count > 0)) return []
    const logits = [...logitsOf(answer, ensemble, slope)].filter((_, m) => counted[m] === 0)
    return [{ id: answer.id, kind: answer.kind, rater: answer.rater, logits, preferredLeft: side > 0 }]
  })
}

/** As the rater is expected to see it, leaning and neutral point included. */
function logitsOf(answer: Answer, ensemble: RewardEnsemble, slope: number): Float64Array {
  const { leaning, neutral } = ensemble.rater(answer.rater)
  switch (answer.kind) {
    case 'rate':
      return ensemble.points(answer.clip).map(points => points + neutral)
    case 'praise':
      return ensemble.praiseLogits(answer, slope)
    case 'compare':
      return ensemble.logits(answer, slope).map(z => z + leaning)
    default:
      return ensemble.logits(answer, slope)
  }
}

export function agreementOf(predicted: readonly OutOfBag[]): Agreement {
  const right = predicted.filter(({ logits, preferredLeft }) => {
    const sum = logits.reduce((total, z) => total + z, 0)
    return preferredLeft ? sum > 0 : sum < 0
  })
  return { right: right.length, of: predicted.length }
}

export function agreementByKind(predicted: readonly OutOfBag[]): Partial<Record<LabelKind, Agreement>> {
  const kinds = new Set(predicted.map(({ kind }) => kind))
  return Object.fromEntries(
    [...kinds].map(kind => [kind, agreementOf(predicted.filter(one => one.kind === kind))]),
  )
}

const TEMPERATURES = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.4, 2, 4]
const FLOORS = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6]
const BINS = 10

export function statedPreference(
  logits: readonly number[],
  { temperature, floor }: ControlCalibration,
): number {
  const sum = logits.reduce((total, z) => total + sigmoid(temperature * z), 0)
  return (1 - floor) * (sum / logits.length) + floor / 2
}

export function calibrate(answers: readonly OutOfBag[]): ControlCalibration {
  let best = { temperature: 0.5, floor: 0.1, loss: Number.POSITIVE_INFINITY }
  for (const temperature of TEMPERATURES) {
    for (const floor of FLOORS) {
      // A weak pull to what is usual: a few answers prove little.
      const loss = logLoss(answers, { temperature, floor }) + (ln(temperature / 0.5) / 2) ** 2 / 2
      if (loss < best.loss) best = { temperature, floor, loss }
    }
  }
  return { temperature: best.temperature, floor: best.floor }
}

export function calibrationReport(
  answers: readonly OutOfBag[],
  calibration: ControlCalibration,
): CalibrationReport | null {
  if (answers.length === 0) return null
  const stated = answers.map(({ logits }) => statedPreference(logits, calibration))
  const left = answers.map(({ preferredLeft }) => preferredLeft)
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0, count: 0 }))
  stated.forEach((p, i) => {
    const confidence = Math.max(p, 1 - p)
    const bin = bins[Math.min(BINS - 1, Math.floor((confidence - 0.5) * 2 * BINS))]!
    bin.confidence += confidence
    bin.right += p >= 0.5 === left[i] ? 1 : 0
    bin.count++
  })
  return {
    bins: bins
      .filter(({ count }) => count > 0)
      .map(({ confidence, right, count }) => ({
        confidence: confidence / count,
        right: right / count,
        count,
      })),
    error: expectedCalibrationError(stated, left) ?? 0,
    logLoss: logLoss(answers, calibration) / answers.length,
  }
}

function logLoss(answers: readonly OutOfBag[], calibration: ControlCalibration): number {
  let loss = 0
  for (const { logits, preferredLeft } of answers) {
    const p = statedPreference(logits, calibration)
    loss -= ln(preferredLeft ? p : 1 - p)
  }
  return loss
}
