/** Raters as a person knows them. */

/** `You`, `Ada`, `Simulated oracle`. */
export function raterName(rater: string): string {
  if (rater === 'person') return 'You'
  if (rater.startsWith('person:')) return rater.slice('person:'.length)
  if (rater.startsWith('simulated:')) return `Simulated ${rater.slice('simulated:'.length)}`
  return rater
}

export const isPerson = (rater: string): boolean => rater === 'person' || rater.startsWith('person:')
