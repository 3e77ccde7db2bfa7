/** What falls in a straight line as a robot learns. */

/** `first` at step 0, `last` from step `over` on; `first` throughout where `over` is 0. */
export function linearSchedule(first: number, last: number, over: number, step: number): number {
  if (over === 0) return first
  return last + (first - last) * Math.max(0, 1 - step / over)
}
