/**
 * Which steps a live signal was meant for. People react 0.2 to 0.6 seconds after what they saw, so a step's share of the
 * signal is in proportion to how likely a delay of its age is:
 *
 *   c_t = f(age_t) / sum_k f(age_k),   f uniform on [0.2 s, 0.6 s], with thin tails for people who are quicker or slower
 *
 * W. Bradley Knox and Peter Stone, "Interactively shaping agents via human reinforcement: the TAMER framework", K-CAP 2009
 * (https://doi.org/10.1145/1597735.1597738), section 3.2; the interval is the one they used for a car on a mountain.
 */

/** A reaction time is `shortest` to `longest`, all alike. Milliseconds. */
export interface ReactionDelay {
  readonly shortest: number
  readonly longest: number
}

export const REACTION_DELAY: ReactionDelay = { shortest: 200, longest: 600 }

/** Density outside the interval, beside 1 within: falls to nothing this far from it. Milliseconds. */
const TAIL = 0.02
const TAIL_LENGTH = 1000

/**
 * @param ages how long before the signal each step was seen, falling. Milliseconds. [T]
 * @param delay null: no delay is known of, so the newest step takes it all.
 * @returns shares that sum to 1. [T]
 */
export function praiseCredit(
  ages: readonly number[],
  delay: ReactionDelay | null = REACTION_DELAY,
): Float64Array {
  const shares = Float64Array.from(ages, age => (delay === null ? 0 : density(age, delay)))
  const sum = shares.reduce((total, share) => total + share, 0)
  if (sum > 0) return shares.map(share => share / sum)
  if (shares.length > 0) shares[shares.length - 1] = 1
  return shares
}

function density(age: number, { shortest, longest }: ReactionDelay): number {
  const outside = Math.max(shortest - age, age - longest, 0)
  if (outside === 0) return 1
  return age < 0 ? 0 : TAIL * Math.max(0, 1 - outside / TAIL_LENGTH)
}
