/**
 * The loss of a reward that is linear in the features, with its gradient and Fisher information, in flat arrays. Most
 * features of most answers are zero, so each answer is kept as the few that are not.
 *
 *   parameters: w [D], then for each who rated the neutral point b and the log scale a of their ratings, then for each who
 *   compared the leaning c to the left side
 *   comparison: z = slope (task + w . phi of left - of right) + c;   rating: u = e^a (task + w . phi) + b
 *
 * Leaning as the intercept of a Bradley-Terry model: Davidson & Beaver, "On extending the Bradley-Terry model to incorporate
 * within-pair order effects", Biometrics 33, 1977 (https://doi.org/10.2307/2529467).
 */
import exp from '@stdlib/math-base-special-exp'
import { type Loss, ratingLoss } from './preference.ts'
import { NEUTRAL_RATER } from './rater-model.ts'
import {
  answerLoss,
  type ComparisonExample,
  type Likelihood,
  type RatingExample,
  type RatingScale,
} from './reward-model.ts'

/** In rating points. */
const OFFSET_DEVIATION = 1.5
/** Of the natural logarithm of points per unit of return. */
const SCALE_DEVIATION = 1
/** In logits, between people. */
const LEANING_DEVIATION = 0.5

export interface LinearTerms {
  /** D */
  readonly size: number
  /** Of parameters. */
  readonly count: number
  /** Who rated. */
  readonly raters: readonly string[]
  readonly comparisons: readonly ComparisonExample[]
  readonly ratings: readonly RatingExample[]
  readonly likelihood: Likelihood
  /** Rater of each rating. */
  readonly raterOf: Int32Array
  /** Place among the parameters of the leaning behind each comparison, -1 where no side was pressed. */
  readonly leaningOf: Int32Array
  /** Non-zero features of each answer, comparisons first: of the difference, or of the clip. */
  readonly starts: Int32Array
  readonly places: Int32Array
  readonly values: Float64Array
  /** Task reward of the same, as the likelihood counts it. */
  readonly task: Float64Array
  /** Around zero. [count] */
  readonly priorPrecision: Float64Array
}

export interface LossPoint {
  readonly loss: number
  readonly gradient: Float64Array
  /** The lower triangle of it; the rest is zero. [count x count] */
  readonly information: Float64Array
}

export function linearTerms(
  size: number,
  comparisons: readonly ComparisonExample[],
  ratings: readonly RatingExample[],
  likelihood: Likelihood,
  priorDeviation: number,
): LinearTerms {
  const raters = [...new Set(ratings.map(({ rater = '' }) => rater))]
  const raterOf = Int32Array.from(ratings, ({ rater = '' }) => raters.indexOf(rater))
  const answers = comparisons.length + ratings.length
  const starts = new Int32Array(answers + 1)
  const task = new Float64Array(answers)
  const places: number[] = []
  const values: number[] = []
  const keep = (answer: number, taskReward: number, at: (d: number) => number) => {
    task[answer] = likelihood.taskWeight * taskReward
    for (let d = 0; d < size; d++) {
      const value = at(d)
      if (value === 0) continue
      places.push(d)
      values.push(value)
    }
    starts[answer + 1] = places.length
  }
  comparisons.forEach(({ left, right }, i) => {
    keep(i, left.taskReward - right.taskReward, d => left.sums[d]! - right.sums[d]!)
  })
  ratings.forEach(({ clip }, i) => {
    keep(comparisons.length + i, clip.taskReward, d => clip.sums[d]!)
  })
  const scales = size + 2 * raters.length
  const sides = [...new Set(comparisons.flatMap(({ rater }) => (rater === undefined ? [] : [rater])))]
  const leaningOf = Int32Array.from(comparisons, ({ rater }) =>
    rater === undefined ? -1 : scales + sides.indexOf(rater),
  )
  const count = scales + sides.length
  const priorPrecision = new Float64Array(count).fill(1 / (priorDeviation * priorDeviation))
  for (let i = size; i < count; i++) {
    const deviation =
      i >= scales ? LEANING_DEVIATION : (i - size) % 2 === 0 ? OFFSET_DEVIATION : SCALE_DEVIATION
    priorPrecision[i] = 1 / (deviation * deviation)
  }
  return {
    size,
    count,
    raters,
    comparisons,
    ratings,
    likelihood,
    raterOf,
    leaningOf,
    starts,
    places: Int32Array.from(places),
    values: Float64Array.from(values),
    task,
    priorPrecision,
  }
}

export function lossPoint(terms: LinearTerms, parameters: Float64Array): LossPoint {
  const { comparisons, ratings, likelihood, count, starts, places, values } = terms
  const gradient = new Float64Array(count)
  const information = new Float64Array(count * count)
  let loss = 0
  for (let i = 0; i < count; i++) {
    const precision = terms.priorPrecision[i]!
    loss += (precision * parameters[i]! * parameters[i]!) / 2
    gradient[i] = precision * parameters[i]!
    information[i * count + i] = precision
  }
  for (let i = 0; i < comparisons.length; i++) {
    const term = comparisonTerm(terms, parameters, i)
    loss += term.loss
    const slope = likelihood.slope * (comparisons[i]!.known ?? NEUTRAL_RATER).slopeFactor
    const leaning = terms.leaningOf[i]!
    if (leaning >= 0) {
      gradient[leaning] = gradient[leaning]! + term.gradient
      information[leaning * count + leaning] = information[leaning * count + leaning]! + term.information
    }
    const first = starts[i]!
    const end = starts[i + 1]!
    for (let a = first; a < end; a++) {
      const place = places[a]!
      const row = place * count
      const input = slope * values[a]!
      gradient[place] = gradient[place]! + term.gradient * input
      const amount = term.information * slope * input
      // Places rise within an answer, and a leaning stands behind them all.
      for (let b = first; b <= a; b++) {
        const at = row + places[b]!
        information[at] = information[at]! + amount * values[b]!
      }
      if (leaning < 0) continue
      const mixed = leaning * count + place
      information[mixed] = information[mixed]! + term.information * input
    }
  }
  const inputPlaces = new Int32Array(count)
  const inputValues = new Float64Array(count)
  for (let i = 0; i < ratings.length; i++) {
    const answer = comparisons.length + i
    const rater = terms.raterOf[i]!
    const { offset, scale } = scaleOf(terms, parameters, rater)
    const total = returnOf(terms, parameters, answer)
    const term = ratingLoss(scale * total + offset, ratings[i]!.rating, lapseOf(ratings[i]!, likelihood))
    loss += term.loss
    const first = starts[answer]!
    const own = terms.size + 2 * rater
    let inputs = 0
    const enter = (place: number, value: number) => {
      inputPlaces[inputs] = place
      inputValues[inputs++] = value
    }
    for (let a = first; a < starts[answer + 1]!; a++) enter(places[a]!, scale * values[a]!)
    enter(own, 1)
    enter(own + 1, scale * total)
    accumulate(inputPlaces, inputValues, inputs, term, gradient, information)
  }
  return { loss, gradient, information }
}

/** Of one rater's ratings. */
export function scaleOf({ size }: LinearTerms, parameters: Float64Array, rater: number): RatingScale {
  return { offset: parameters[size + 2 * rater]!, scale: exp(parameters[size + 2 * rater + 1]!) }
}

function comparisonTerm(terms: LinearTerms, parameters: Float64Array, i: number): Loss {
  const { slope, noiseFloor } = terms.likelihood
  const leaning = terms.leaningOf[i]!
  const leant = leaning < 0 ? 0 : parameters[leaning]!
  return answerLoss(slope * returnOf(terms, parameters, i), terms.comparisons[i]!, noiseFloor, leant)
}

const lapseOf = ({ known }: RatingExample, { noiseFloor }: Likelihood): number => known?.lapse ?? noiseFloor

/** Task plus learned return of an answer's clip, or difference between its clips. */
function returnOf(
  { starts, places, values, task }: LinearTerms,
  parameters: Float64Array,
  answer: number,
): number {
  let sum = task[answer]!
  for (let a = starts[answer]!; a < starts[answer + 1]!; a++) sum += values[a]! * parameters[places[a]!]!
  return sum
}

/** @param places of the first `inputs` inputs, rising. */
function accumulate(
  places: Int32Array,
  values: Float64Array,
  inputs: number,
  term: Loss,
  gradient: Float64Array,
  information: Float64Array,
): void {
  const count = gradient.length
  for (let a = 0; a < inputs; a++) {
    const place = places[a]!
    gradient[place] = gradient[place]! + term.gradient * values[a]!
    const amount = term.information * values[a]!
    for (let b = 0; b <= a; b++) {
      const at = place * count + places[b]!
      information[at] = information[at]! + amount * values[b]!
    }
  }
}
