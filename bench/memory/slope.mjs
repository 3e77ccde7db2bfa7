/**
 * A straight line through values over time, by least squares, and a 95 % interval of its slope.
 *
 * The quantile of Student's t is expanded about the normal one: Abramowitz & Stegun, "Handbook of Mathematical Functions",
 * 1964, 26.7.5.
 */
const Z = 1.959964

const quantile = freedom =>
  Z + (Z ** 3 + Z) / (4 * freedom) + (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2)

/**
 * @param times one for each value, not all equal. @param values three or more.
 * @returns {{ slope: number, low: number, high: number }} of a unit of time.
 */
export function slopeOf(times, values) {
  const count = values.length
  if (count < 3) throw new Error(`A slope of ${count} values; expected three or more.`)
  const middle = list => list.reduce((sum, value) => sum + value, 0) / count
  const [time, value] = [middle(times), middle(values)]
  const spread = times.reduce((sum, t) => sum + (t - time) ** 2, 0)
  const slope = times.reduce((sum, t, i) => sum + (t - time) * (values[i] - value), 0) / spread
  const rest = times.reduce((sum, t, i) => sum + (values[i] - value - slope * (t - time)) ** 2, 0)
  const margin = quantile(count - 2) * Math.sqrt(rest / (count - 2) / spread)
  return { slope, low: slope - margin, high: slope + margin }
}

/** Does it stay flat, when growth by `most` a unit of time or less is none? */
export function verdictOf({ low, high }, most) {
  if (high <= most) return 'flat'
  return low > 0 ? 'grows' : 'unclear'
}
