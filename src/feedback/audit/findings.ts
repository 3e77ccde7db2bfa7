/** Verdicts of the audit, and how to say them: what was seen, how sure that is, and that it is being allowed for. */
import type { Estimate, Finding } from '../../core/teaching-reports.ts'
import type { DriftTest } from './drift-test.ts'
import { CHI_SQUARE_98, CHI_SQUARE_999 } from './profile-interval.ts'

/** Below this many answers only gross faults are named. */
export const ENOUGH_ANSWERS = 100
export const ENOUGH_RATINGS = 30

/** Points of 100, both sides of which the interval must clear when there are few answers. */
const GROSS_SIDE = 15
/** Everyone slips now and then; more than this is a fault. */
export const USUAL_LAPSE = 0.05
const GROSS_LAPSE = 0.12
/** 98 % and 99.9 % quantiles of chi-square with two degrees of freedom. */
const DRIFT_FOUND = 7.824
const DRIFT_GROSS = 13.816
const GROSS_CHANGE = 0.25
/** Rating points. */
const SEVERITY_FOUND = 0.5
const GROSS_SEVERITY = 1.5

const tooEarly = (estimate: Estimate | null, count: number, enough: number): Finding => ({
  estimate,
  verdict: 'too-early',
  sentence: `Not enough answers yet: ${count} of the ${enough} that this takes.`,
})

const clears = ({ low, high }: Estimate, bound: number): boolean => low > bound || high < -bound

/** @param cost chi-square statistic of there being none, one degree of freedom. */
export function sideFinding(count: number, estimate: Estimate | null, cost: number): Finding {
  const few = count < ENOUGH_ANSWERS
  const found =
    estimate !== null && (few ? cost > CHI_SQUARE_999 && clears(estimate, GROSS_SIDE) : cost > CHI_SQUARE_98)
  if (estimate && found) {
    const side = estimate.value > 0 ? 'left' : 'right'
    const times = Math.round(50 + Math.abs(estimate.value))
    return {
      estimate,
      verdict: 'found',
      sentence: `Between clips that are alike, ${side} is chosen about ${times} times in 100; that is common, and it is allowed for.`,
    }
  }
  if (few || !estimate) return tooEarly(estimate, count, ENOUGH_ANSWERS)
  return { estimate, verdict: 'fine', sentence: 'Both sides are chosen alike, as far as can be seen.' }
}

/** @param estimate share of answers pressed without looking. */
export function lapseFinding(count: number, estimate: Estimate | null): Finding {
  const few = count < ENOUGH_ANSWERS
  if (estimate && estimate.low > (few ? GROSS_LAPSE : USUAL_LAPSE)) {
    return {
      estimate,
      verdict: 'found',
      sentence: `About ${hundredths(estimate.value)} answers in 100 look as if pressed without looking (${rangeOf(estimate)}). A break may help; they count for less meanwhile.`,
    }
  }
  if (few || !estimate) return tooEarly(estimate, count, ENOUGH_ANSWERS)
  return {
    estimate,
    verdict: 'fine',
    sentence: `Hardly any answer looks careless: about ${hundredths(estimate.value)} in 100 (${rangeOf(estimate)}).`,
  }
}

export function driftFinding(count: number, test: DriftTest | null): Finding {
  const few = count < ENOUGH_ANSWERS
  const found =
    test !== null &&
    (few ? test.statistic > DRIFT_GROSS && clears(test.change, GROSS_CHANGE) : test.statistic > DRIFT_FOUND)
  if (test && found) {
    const sentence =
      test.change.value > 0
        ? 'The later answers are less sure than the earlier ones; tired eyes do that.'
        : 'The later answers are surer than the earlier ones; practice shows.'
    return { estimate: test.change, verdict: 'found', sentence }
  }
  if (few || !test) return tooEarly(test?.change ?? null, count, ENOUGH_ANSWERS)
  return {
    estimate: test.change,
    verdict: 'fine',
    sentence: 'The last answers are given as the first ones were.',
  }
}

/** @param estimate rating points above neutral. */
export function severityFinding(count: number, estimate: Estimate | null): Finding {
  const few = count < ENOUGH_RATINGS
  if (estimate && clears(estimate, few ? GROSS_SEVERITY : SEVERITY_FOUND)) {
    const points = Math.abs(Math.round(estimate.value * 10) / 10)
    const word = estimate.value < 0 ? 'strict' : 'generous'
    return {
      estimate,
      verdict: 'found',
      sentence: `A ${word} eye: an ordinary clip gets about ${points} points ${estimate.value < 0 ? 'below' : 'above'} neutral. The neutral point is moved to match.`,
    }
  }
  if (few || !estimate) {
    return {
      estimate,
      verdict: 'too-early',
      sentence: `Not enough ratings yet: ${count} of the ${ENOUGH_RATINGS} that this takes.`,
    }
  }
  return { estimate, verdict: 'fine', sentence: 'An ordinary clip is rated near neutral.' }
}

const hundredths = (share: number): number => Math.round(100 * share)

const rangeOf = ({ low, high }: Estimate): string =>
  `between ${hundredths(low)} and ${hundredths(high)} is likely`
