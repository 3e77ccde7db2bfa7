/**
 * Agreement among raters beyond chance, 1 for perfect, 0 for chance. Krippendorff, "Content analysis", 4th edition, Sage 2018,
 * chapter 12, with the ordinal distance between levels c < k of n_g values each:
 *
 *   alpha = 1 - observed / expected disagreement,   distance(c, k) = (sum over g from c to k of n_g - (n_c + n_k) / 2)^2
 *
 * The interval is by bootstrap over items.
 */

import { Rng } from '../../core/rng.ts'
import type { Estimate } from '../../core/teaching-reports.ts'

const RESAMPLES = 500

/** @param items levels (whole numbers from 0) that raters gave each item; those of fewer than two are left out. */
export function krippendorffAlpha(
  items: readonly (readonly number[])[],
  levels: number,
): (Estimate & { readonly items: number }) | null {
  const paired = items.filter(values => values.length >= 2)
  const value = alphaOf(paired, levels)
  if (value === null) return null
  const rng = Rng.fromSeed(paired.length, 'alpha')
  const resampled: number[] = []
  for (let i = 0; i < RESAMPLES; i++) {
    const again = alphaOf(
      paired.map(() => paired[rng.integer(paired.length)]!),
      levels,
    )
    if (again !== null) resampled.push(again)
  }
  resampled.sort((a, b) => a - b)
  const at = (share: number) => resampled[Math.floor(share * (resampled.length - 1))] ?? value
  return {
    value,
    low: Math.min(value, at(0.025)),
    high: Math.max(value, at(0.975)),
    items: paired.length,
  }
}

/** Null where all values are alike: nothing could have disagreed. */
function alphaOf(items: readonly (readonly number[])[], levels: number): number | null {
  const coincidences = new Float64Array(levels * levels)
  const counts = new Float64Array(levels)
  for (const values of items) {
    values.forEach((a, i) => {
      counts[a] = counts[a]! + 1
      values.forEach((b, j) => {
        if (i !== j) {
          coincidences[a * levels + b] = coincidences[a * levels + b]! + 1 / (values.length - 1)
        }
      })
    })
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  let observed = 0
  let expected = 0
  for (let c = 0; c < levels; c++) {
    let between = counts[c]!
    for (let k = c + 1; k < levels; k++) {
      between += counts[k]!
      const distance = (between - (counts[c]! + counts[k]!) / 2) ** 2
      observed += coincidences[c * levels + k]! * distance
      expected += counts[c]! * counts[k]! * distance
    }
  }
  return expected === 0 ? null : 1 - ((total - 1) * observed) / expected
}
