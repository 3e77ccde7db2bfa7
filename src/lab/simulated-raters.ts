/** Raters with known faults, whom the audit is tried on, and how well a number tells two groups apart. */
import type { Rng } from '../core/rng.ts'
import type { AnsweredPair } from '../feedback/audit/answer-fit.ts'
import { type AnswerParameters, answerChances } from '../feedback/audit/answer-model.ts'

export interface RaterTrial {
  readonly answers: number
  /** Standard deviation of return differences, in logits of the rater. */
  readonly spread: number
  /** Share of questions that are plain to see. */
  readonly easyShare: number
  /** Standard deviation of what the reward model has wrong about a difference, in logits. */
  readonly modelError: number
}

/** Difference of returns of a question that is plain to see, in logits. */
const EASY = 6

/** @param later parameters at the last answer; between them slope and lapses change evenly. */
export function simulatedAnswers(
  { answers, spread, easyShare, modelError }: RaterTrial,
  rater: AnswerParameters,
  rng: Rng,
  later: AnswerParameters = rater,
): AnsweredPair[] {
  return Array.from({ length: answers }, (_, i) => {
    const easy = rng.uniform() < easyShare
    const side = rng.uniform() < 0.5 ? 1 : -1
    const normal = rng.normal()
    const difference = easy ? side * EASY : spread * normal
    const share = answers > 1 ? i / (answers - 1) : 0
    const { left, equal } = answerChances(
      {
        ...rater,
        slope: rater.slope + share * (later.slope - rater.slope),
        lapse: rater.lapse + share * (later.lapse - rater.lapse),
      },
      difference,
    )
    const u = rng.uniform()
    const answer = u < left ? 'left' : u < left + equal ? 'equal' : 'right'
    return { difference: difference + modelError * rng.normal(), answer }
  })
}

/**
 * Area under the receiver operating characteristic: the chance that a number is larger for one of `positives` than for one of
 * `negatives`, ties counting half.
 */
export function areaUnderCurve(negatives: readonly number[], positives: readonly number[]): number {
  let wins = 0
  for (const low of negatives) {
    for (const high of positives) wins += high > low ? 1 : high === low ? 0.5 : 0
  }
  return wins / (negatives.length * positives.length)
}
