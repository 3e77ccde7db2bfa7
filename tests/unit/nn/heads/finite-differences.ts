/** Slopes by central differences, in doubles: what derivatives are held against. */
export function slopesOf(
  loss: (at: readonly number[]) => number,
  at: readonly number[],
  step = 1e-5,
): number[] {
  return at.map((_, i) => {
    const shifted = (by: number) => at.map((x, k) => (k === i ? x + by : x))
    return (loss(shifted(step)) - loss(shifted(-step))) / (2 * step)
  })
}

/** Every number within `digits` decimals. */
export const rounded = (numbers: ArrayLike<number>, digits = 5): number[] =>
  Array.from(numbers, number => Number(number.toFixed(digits)) + 0)
