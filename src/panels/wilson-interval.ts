/**
 * Range of a share seen as `right` of `of`, 95 %: E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", Journal of the American Statistical Association 22, 1927,
 * https://doi.org/10.1080/01621459.1927.10502953.
 *
 *   (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
 */
const Z = 1.959963984540054

export function wilsonInterval(right: number, of: number): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 }
  const share = right / of
  const square = (Z * Z) / of
  const centre = share + square / 2
  const half = Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of))
  return {
    low: Math.max(0, (centre - half) / (1 + square)),
    high: Math.min(1, (centre + half) / (1 + square)),
  }
}
