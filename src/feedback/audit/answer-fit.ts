/**
 * One rater's slope, leaning, tie band and lapses from their answers, by penalised maximum likelihood: Fisher scoring with
 * halved steps (McCullagh & Nelder, "Generalized linear models", 2nd edition, Chapman & Hall 1989, section 2.5) from two starts,
 * since much noise looks like a flat slope or like lapses.
 *
 *   theta = (ln slope x spread, side, ln band, logit lapse),   penalty = sum over (theta - mean)^2 / (2 sd^2)
 *
 * Return differences are divided by their root mean square, the spread, so that the penalty knows no units. Who never says equal
 * has no band.
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import { choleskyFactor, solveLower, solveUpper } from '../cholesky.ts'
import { sigmoid } from '../preference.ts'
import type { AnswerParameters } from './answer-model.ts'

/** An answer and what it was about. */
export interface AnsweredPair {
  /** Return of left - return of right, by a model that never saw this answer where that can be had. */
  readonly difference: number
  readonly answer: 'left' | 'equal' | 'right'
}

export const SLOPE = 0
export const SIDE = 1
export const BAND = 2
export const LAPSE = 3
const SIZE = 4

const PRIOR_MEAN = [1, 0, -0.7, -3] as const
const PRIOR_DEVIATION = [1.5, 1.5, 1, 1.5] as const
const STEPS = 40
const HALVINGS = 12
const CONVERGED = 1e-8
const SMALLEST_PROBABILITY = 1e-12
/** Steeper than this, all answers are certain and the logistic has no digits left. */
const LARGEST_LOG = 8

export interface AnswerFit {
  readonly parameters: AnswerParameters
  /** [4] */
  readonly theta: Float64Array
  /** Negative logarithm of likelihood, with the penalty. */
  readonly loss: number
  /** Inverse Fisher information of theta, zero rows where it was held. [4 x 4] */
  readonly covariance: Float64Array
  /** Root mean square of the return differences. */
  readonly spread: number
}

/** Entries of theta that are held, by index. */
export type Held = Readonly<Partial<Record<number, number>>>

export function fitAnswers(pairs: readonly AnsweredPair[], held: Held = {}, from?: Float64Array): AnswerFit {
  const spread = spreadOf(pairs)
  const scaled = Float64Array.from(pairs, ({ difference }) => difference / spread)
  const answers = Int8Array.from(pairs, ({ answer }) => (answer === 'left' ? 0 : answer === 'equal' ? 1 : 2))
  const withBand = answers.includes(1)
  const data = { scaled, answers, withBand }
  const all: Held = withBand ? held : { ...held, [BAND]: PRIOR_MEAN[BAND] }
  const starts = from ? [from] : [PRIOR_MEAN, [2, 0, -0.7, -1]]
  let best: Scored | null = null
  for (const start of starts) {
    const found = climb(
      data,
      Float64Array.from(start, (value, i) => all[i] ?? value),
      all,
    )
    if (!best || found.loss < best.loss) best = found
  }
  const { theta, loss, information } = best!
  return {
    parameters: toParameters(theta, spread, withBand),
    theta,
    loss,
    covariance: inverseOver(information, all),
    spread,
  }
}

export function spreadOf(pairs: readonly AnsweredPair[]): number {
  const sum = pairs.reduce((total, { difference }) => total + difference * difference, 0)
  return Math.sqrt(sum / Math.max(1, pairs.length)) || 1
}

interface Data {
  readonly scaled: Float64Array
  readonly answers: Int8Array
  readonly withBand: boolean
}

interface Scored {
  readonly theta: Float64Array
  readonly loss: number
  readonly gradient: Float64Array
  /** [4 x 4] */
  readonly information: Float64Array
}

function toParameters(theta: Float64Array, spread: number, withBand: boolean): AnswerParameters {
  return {
    slope: exp(theta[SLOPE]!) / spread,
    side: theta[SIDE]!,
    band: withBand ? exp(theta[BAND]!) : 0,
    lapse: sigmoid(theta[LAPSE]!),
  }
}

function climb(data: Data, start: Float64Array, held: Held): Scored {
  let point = evaluate(data, start)
  for (let step = 0; step < STEPS; step++) {
    const { direction, slope } = descent(point, held)
    if (slope < CONVERGED) break
    let length = 1
    let next: Scored | null = null
    for (let halving = 0; halving < HALVINGS && !next; halving++, length /= 2) {
      const trial = point.theta.map((value, i) => clamped(value - length * direction[i]!))
      const scored = evaluate(data, trial)
      if (scored.loss <= point.loss - 1e-4 * length * slope) next = scored
    }
    if (!next) break
    point = next
  }
  return point
}

const clamped = (value: number): number => Math.max(-LARGEST_LOG, Math.min(LARGEST_LOG, value))

function descent({ gradient, information }: Scored, held: Held): { direction: Float64Array; slope: number } {
  const free = freeOf(held)
  const n = free.length
  const part = Float64Array.from(free, i => gradient[i]!)
  const factor = choleskyFactor(block(information, free), n)
  const solved = solveUpper(factor, n, solveLower(factor, n, part))
  const direction = new Float64Array(SIZE)
  let slope = 0
  free.forEach((index, i) => {
    direction[index] = solved[i]!
    slope += solved[i]! * part[i]!
  })
  return { direction, slope }
}

const freeOf = (held: Held): number[] => [0, 1, 2, 3].filter(i => held[i] === undefined)

const block = (matrix: Float64Array, free: readonly number[]): Float64Array =>
  Float64Array.from(free.flatMap(i => free.map(j => matrix[i * SIZE + j]!)))

function inverseOver(information: Float64Array, held: Held): Float64Array {
  const free = freeOf(held)
  const n = free.length
  const inverse = new Float64Array(SIZE * SIZE)
  if (n === 0) return inverse
  const factor = choleskyFactor(block(information, free), n)
  free.forEach((row, r) => {
    const unit = new Float64Array(n)
    unit[r] = 1
    const column = solveUpper(factor, n, solveLower(factor, n, unit))
    free.forEach((other, c) => {
      inverse[row * SIZE + other] = column[c]!
    })
  })
  return inverse
}

/** Derivatives of the chances of the three answers by theta. [3 x 4] */
const slopes = new Float64Array(3 * SIZE)
const chances = new Float64Array(3)

function evaluate({ scaled, answers, withBand }: Data, theta: Float64Array): Scored {
  const slope = exp(theta[SLOPE]!)
  const side = theta[SIDE]!
  const band = withBand ? exp(theta[BAND]!) : 0
  const lapse = sigmoid(theta[LAPSE]!)
  const gradient = new Float64Array(SIZE)
  const information = new Float64Array(SIZE * SIZE)
  let loss = 0
  for (let i = 0; i < SIZE; i++) {
    const off = (theta[i]! - PRIOR_MEAN[i]!) / PRIOR_DEVIATION[i]!
    loss += (off * off) / 2
    gradient[i] = off / PRIOR_DEVIATION[i]!
    information[i * SIZE + i] = 1 / PRIOR_DEVIATION[i]! ** 2
  }
  const outcomes = withBand ? [0, 1, 2] : [0, 2]
  for (let n = 0; n < scaled.length; n++) {
    const z = slope * scaled[n]! + side
    const left = sigmoid(z - band)
    const right = sigmoid(-z - band)
    const leftSlope = left * (1 - left)
    const rightSlope = right * (1 - right)
    setOutcome(0, left, leftSlope, -leftSlope, 0.5)
    setOutcome(2, right, -rightSlope, -rightSlope, 0.5)
    setOutcome(1, Math.max(0, 1 - left - right), rightSlope - leftSlope, leftSlope + rightSlope, 0)
    const given = answers[n]!
    loss -= ln(chances[given]!)
    for (let i = 0; i < SIZE; i++) gradient[i] = gradient[i]! - slopes[given * SIZE + i]! / chances[given]!
    for (const outcome of outcomes) {
      const weight = 1 / chances[outcome]!
      for (let i = 0; i < SIZE; i++) {
        for (let j = 0; j < SIZE; j++) {
          information[i * SIZE + j] =
            information[i * SIZE + j]! + slopes[outcome * SIZE + i]! * slopes[outcome * SIZE + j]! * weight
        }
      }
    }

    function setOutcome(outcome: number, p: number, byZ: number, byBand: number, unread: number): void {
      chances[outcome] = Math.max(SMALLEST_PROBABILITY, (1 - lapse) * p + lapse * unread)
      slopes[outcome * SIZE + SLOPE] = (1 - lapse) * byZ * slope * scaled[n]!
      slopes[outcome * SIZE + SIDE] = (1 - lapse) * byZ
      slopes[outcome * SIZE + BAND] = (1 - lapse) * byBand * band
      slopes[outcome * SIZE + LAPSE] = (unread - p) * lapse * (1 - lapse)
    }
  }
  return { theta, loss, gradient, information }
}
