/**
 * How right and how sure a bootstrapped ensemble is, by its own leftovers: each answer is predicted by the members that did
 * not count it (out of bag). Leo Breiman, "Out-of-bag estimation", 1996 (https://www.stat.berkeley.edu/~breiman/OOBestimation.pdf).
 * Stated confidence is calibrated on the same predictions (`../calibration-posterior.ts`), the mean z of the members read
 * against how far they are apart, over all answers and over the pair at hand:
 *
 *   P(left | not equal) = (1 - n) sigmoid(t mean z / sqrt(a V + (1 - a) v)) + n / 2
 *
 * with v the variance of the pair's z between members, V its mean over the answers, and the share a, which of two the answers
 * tell. How far members are apart is about how far they are off, so t is near 1 whatever the world and however steep the
 * likelihood; the prior of t was chosen with simulated teachers on two own worlds.
 */
import type { LabelKind } from '../../core/label.ts'
import type { Agreement, CalibrationReport } from '../../core/learned-reward.ts'
import {
  averageChance,
  type CalibrationPoint,
  type CalibrationPrior,
  calibrationPosterior,
  leftOutChance,
  reliability,
  type SideChance,
} from '../calibration-posterior.ts'
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
  /** Between all members, those that counted it too. */
  readonly variance: number
  /** Left was better, or the one clip good. */
  readonly preferredLeft: boolean
}

/** Logits of pairs, of praise and of ratings are not alike in size. */
type Unit = 'pair' | 'praise' | 'rate'
const unitOf = (kind: LabelKind): Unit => (kind === 'praise' || kind === 'rate' ? kind : 'pair')

export interface ControlCalibration {
  readonly points: readonly CalibrationPoint[]
  /** V, for each unit that answers were given in. */
  readonly variances: ReadonlyMap<Unit, number>
}

/** Ties and neutral ratings are left out: nothing there is right or wrong. */
export function outOfBag(answers: readonly Answer[], ensemble: RewardEnsemble, slope: number): OutOfBag[] {
  return answers.flatMap(answer => {
    const counted = ensemble.counted(answer.id)
    const side = answer.kind === 'rate' ? answer.rating : sideOf(answer.choice)
    if (side === 0 || counted.every(count => count > 0)) return []
    const all = [...logitsOf(answer, ensemble, slope)]
    const logits = all.filter((_, m) => counted[m] === 0)
    const variance = varianceOf(all)
    return [
      { id: answer.id, kind: answer.kind, rater: answer.rater, logits, variance, preferredLeft: side > 0 },
    ]
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

/** a, as above. */
const POOLED_SHARES = [0.2, 1]
const PRIOR: CalibrationPrior = {
  temperatures: [0.05, 0.07, 0.1, 0.14, 0.2, 0.28, 0.4, 0.56, 0.8, 1.1, 1.6, 2.2, 3.2, 4.5, 6.4, 9, 13],
  typicalTemperature: 1.2,
  deviation: 0.7,
  meanFloor: 0.15,
  shapes: POOLED_SHARES.length,
}

/** Of an answer that takes a side. @param logits z of each member. */
export function statedPreference(
  logits: readonly number[],
  { points, variances }: ControlCalibration,
): number {
  const variance = varianceOf(logits)
  const pair = { z: mean(logits), variance, typical: variances.get('pair') ?? variance }
  return averageChance(points, (shape, temperature) => tempered(pair, shape, temperature))
}

/** The prior where there are no answers. */
export function calibrate(answers: readonly OutOfBag[]): ControlCalibration {
  const variances = new Map<Unit, number>()
  for (const unit of new Set(answers.map(({ kind }) => unitOf(kind)))) {
    const alike = answers.filter(({ kind }) => unitOf(kind) === unit)
    variances.set(unit, mean(alike.map(({ variance }) => variance)))
  }
  const unseen = answers.map(answer => towardsTaken(answer, variances))
  const chance: SideChance = (i, shape, temperature) => tempered(unseen[i]!, shape, temperature)
  return { points: calibrationPosterior(answers.length, chance, PRIOR), variances }
}

/** How statements about answers went, each by members and by a calibration that never counted it; null before there are any. */
export function calibrationReport(
  answers: readonly OutOfBag[],
  { points, variances }: ControlCalibration,
): CalibrationReport | null {
  const taken = answers.map(answer => {
    const unseen = towardsTaken(answer, variances)
    return leftOutChance(points, (shape, temperature) => tempered(unseen, shape, temperature))
  })
  return reliability(taken)
}

interface Prediction {
  /** Mean over members, above 0 for the side in question. */
  readonly z: number
  /** v */
  readonly variance: number
  /** V */
  readonly typical: number
}

/** Of the side that was taken. */
function towardsTaken(
  { kind, logits, variance, preferredLeft }: OutOfBag,
  variances: ReadonlyMap<Unit, number>,
): Prediction {
  const z = preferredLeft ? mean(logits) : -mean(logits)
  return { z, variance, typical: variances.get(unitOf(kind)) ?? variance }
}

function tempered({ z, variance, typical }: Prediction, shape: number, temperature: number): number {
  // One member alone is never apart.
  if (typical === 0) return sigmoid(temperature * z)
  const share = POOLED_SHARES[shape]!
  return sigmoid((temperature * z) / Math.sqrt(share * typical + (1 - share) * variance))
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Unbiased; 0 of one. */
function varianceOf(values: readonly number[]): number {
  const centre = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0)
  return squares / Math.max(1, values.length - 1)
}
