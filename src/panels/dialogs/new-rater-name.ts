/** A name for someone in a file who has the name of someone here. */
import { raterName } from '../teach/rater-name.ts'

/** `Ada 2` for a second Ada, `Visitor` for someone without a name; always one that nobody in `raters` has. */
export function newRaterName(rater: string, raters: readonly string[]): string {
  const taken = new Set(raters.map(raterName))
  const stem = rater.startsWith('person:') ? raterName(rater) : 'Visitor'
  if (!taken.has(stem)) return stem
  let number = 2
  while (taken.has(`${stem} ${number}`)) number++
  return `${stem} ${number}`
}
