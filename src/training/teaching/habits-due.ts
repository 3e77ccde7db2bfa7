/** When to look at how raters answer: first once somebody has said enough, then now and then, since looking takes longer than a refit. */
import type { Label } from '../../core/label.ts'

/** Comparisons by one rater. */
const FIRST_LOOK = 60
const BETWEEN_LOOKS = 20

/**
 * @param lookedAt what this said when it was last due, 0 before.
 * @returns comparisons by whoever gave most; null while nothing is due.
 */
export function habitsDue(labels: readonly Label[], lookedAt: number): number | null {
  const counts = new Map<string, number>()
  for (const { kind, rater } of labels) {
    if (kind === 'compare') counts.set(rater, (counts.get(rater) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  return most >= FIRST_LOOK && Math.abs(most - lookedAt) >= BETWEEN_LOOKS ? most : null
}
