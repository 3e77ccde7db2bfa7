/**
 * Exact tests of paired differences against no effect, two-sided. The sign test looks at which way each pair went; the
 * permutation test at how far as well: of all 2^n ways to turn the differences' signs over, the share that leaves a sum at
 * least as far from 0. Ronald Fisher, "The design of experiments", Oliver & Boyd, 1935, section 21.
 */

/** Pairs without a difference say nothing. */
export function signTest(differences: readonly number[]): number {
  const ups = differences.filter(difference => difference > 0).length
  const downs = differences.filter(difference => difference < 0).length
  const pairs = ups + downs
  let chance = 0
  // C(pairs, k) / 2^pairs, built up from k = 0.
  let share = 2 ** -pairs
  for (let k = 0; k <= Math.min(ups, downs); k++) {
    chance += share
    share = (share * (pairs - k)) / (k + 1)
  }
  return Math.min(1, 2 * chance)
}

/** @param differences whole numbers, whose sums can be counted. */
export function signFlipTest(differences: readonly number[]): number {
  let shares = new Map<number, number>([[0, 1]])
  for (const difference of differences) {
    const next = new Map<number, number>()
    for (const [sum, share] of shares) {
      for (const turned of [sum + difference, sum - difference]) {
        next.set(turned, (next.get(turned) ?? 0) + share / 2)
      }
    }
    shares = next
  }
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0))
  let chance = 0
  for (const [sum, share] of shares) if (Math.abs(sum) >= observed) chance += share
  return Math.min(1, chance)
}
