/**
 * Which of some pairs of clips to ask about, by the members' chances of the three answers.
 *
 *   uniform       the first
 *   disagreement  most spread of P(left) - P(right): Christiano et al., NeurIPS 2017 (https://arxiv.org/abs/1706.03741)
 *   entropy       most uncertain mean answer
 *   information   H[mean P] - mean H[P] (BALD): Houlsby et al., 2011 (https://arxiv.org/abs/1112.5745)
 *   coverage      farthest in mean features from all pairs asked before: Sener & Savarese, ICLR 2018 (https://arxiv.org/abs/1708.00489)
 *   mixed         the better half by information, then coverage: Lee et al., B-Pref (https://arxiv.org/abs/2111.03026)
 *
 * A tie that is foreseen is an answer that is foreseen: with three answers, certain ties have no entropy.
 */
import ln from '@stdlib/math-base-special-ln'
import type { QueryRule } from '../query.ts'

export interface Candidate {
  /** Of left, equal, right, for each member. */
  readonly chances: readonly (readonly [number, number, number])[]
  /** Mean features of the left clip minus those of the right. [features] */
  readonly difference: Float64Array
}

/** @param asked differences of earlier pairs. @returns place of the pair to ask about. */
export function chooseQuery(
  candidates: readonly Candidate[],
  rule: QueryRule,
  asked: readonly Float64Array[],
): number {
  const far = () => candidates.map(({ difference }) => distanceToAsked(difference, asked))
  switch (rule) {
    case 'uniform':
      return 0
    case 'coverage':
      return firstLargest(far())
    case 'mixed': {
      const scores = candidates.map(information)
      const middle = [...scores].sort((a, b) => b - a)[Math.ceil(scores.length / 2) - 1]!
      return firstLargest(far().map((distance, i) => (scores[i]! >= middle ? distance : -1)))
    }
    default:
      return firstLargest(candidates.map(SCORES[rule]))
  }
}

const entropy = (chances: readonly number[]): number =>
  -chances.reduce((sum, p) => sum + (p > 0 ? p * ln(p) : 0), 0)

const meanChances = ({ chances }: Candidate): number[] =>
  [0, 1, 2].map(answer => chances.reduce((sum, p) => sum + p[answer]!, 0) / chances.length)

const information = (candidate: Candidate): number =>
  entropy(meanChances(candidate)) -
  candidate.chances.reduce((sum, p) => sum + entropy(p), 0) / candidate.chances.length

const SCORES = {
  entropy: (candidate: Candidate) => entropy(meanChances(candidate)),
  information,
  disagreement({ chances }: Candidate): number {
    const leanings = chances.map(([left, , right]) => left - right)
    const mean = leanings.reduce((sum, x) => sum + x, 0) / leanings.length
    return leanings.reduce((sum, x) => sum + (x - mean) * (x - mean), 0)
  },
}

/** A pair says the same with its sides swapped. */
function distanceToAsked(difference: Float64Array, asked: readonly Float64Array[]): number {
  let nearest = squared(difference, null, 1)
  for (const other of asked) {
    nearest = Math.min(nearest, squared(difference, other, 1), squared(difference, other, -1))
  }
  return nearest
}

function squared(a: Float64Array, b: Float64Array | null, sign: 1 | -1): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const gap = a[i]! - sign * (b?.[i] ?? 0)
    sum += gap * gap
  }
  return sum
}

const firstLargest = (scores: readonly number[]): number =>
  scores.reduce((best, score, i) => (score > scores[best]! + 1e-12 ? i : best), 0)
