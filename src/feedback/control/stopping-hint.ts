/**
 * Would more answers change much? What the answers so far leave open is the variance V between the members (bootstrap: Efron,
 * "Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979, https://doi.org/10.1214/aos/1176344552), which
 * falls as 1 / n. By the law of total variance the mean reward then moves, with k answers more, by
 *
 *   E[change^2] = V(n) - V(n + k) = V(n) k / (n + k)
 *
 * in units of the reward's own variance over where the robots have been.
 */
import type { StoppingHint } from '../../core/learned-reward.ts'

const MORE = 10
/** Of the reward's standard deviation. */
const LITTLE = 0.1
const FEWEST = 10

/** @param openVariance between members, as a share of the reward's own; null while there is no model. */
export function stoppingHint(answers: number, openVariance: number | null): StoppingHint {
  if (openVariance === null || answers < FEWEST) {
    return { expectedChange: null, enough: false, sentence: `Too early to say: ${answers} answers so far.` }
  }
  const expectedChange = Math.min(1, Math.sqrt((openVariance * MORE) / (answers + MORE)))
  const percent = Math.round(100 * expectedChange)
  return expectedChange < LITTLE
    ? {
        expectedChange,
        enough: true,
        sentence: `Ten more answers would change little: about ${percent} % of what the reward varies by.`,
      }
    : {
        expectedChange,
        enough: false,
        sentence: `Ten more answers would still change the reward by about ${percent} % of what it varies by.`,
      }
}
