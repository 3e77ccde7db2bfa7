/**
 * Means over runs, as Agarwal et al. recommend: "Deep reinforcement learning at the edge of the statistical precipice",
 * NeurIPS 2021 (https://arxiv.org/abs/2108.13264).
 */

export const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2
}

/** Mean of the middle half, with fractional weights at its ends. */
export function interquartileMean(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const cut = sorted.length / 4
  let sum = 0
  let weight = 0
  sorted.forEach((value, i) => {
    const inside = Math.max(0, Math.min(i + 1, sorted.length - cut) - Math.max(i, cut))
    sum += inside * value
    weight += inside
  })
  return sum / weight
}

/** Percentile bootstrap of the interquartile mean, always with the same draws. */
export function bootstrapInterval(values, resamples = 2000) {
  let state = 1
  const draw = () => {
    // Lehmer generator: the interval of the same runs is the same in every report.
    state = (state * 48_271) % 2_147_483_647
    return values[Math.floor((state / 2_147_483_647) * values.length)]
  }
  const means = Array.from({ length: resamples }, () => interquartileMean(values.map(draw))).sort(
    (a, b) => a - b,
  )
  return [means[Math.floor(0.025 * resamples)], means[Math.ceil(0.975 * resamples) - 1]]
}
