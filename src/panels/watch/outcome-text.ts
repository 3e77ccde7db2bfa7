/** What has come of a person's own play, in a sentence. */
import type { PlayState } from '../../store/state.ts'
import { plural, signedText } from '../number-text.ts'

export function outcomeText({ finished, event, steps, return: total }: PlayState): string {
  const score = `${plural(steps, 'step')}, ${signedText(total)}.`
  if (finished === 'truncated') return `Out of time: ${score}`
  if (finished === 'no') return 'Pip goes on learning meanwhile.'
  return event === 'goal' ? `You made it: ${score}` : `That ended the episode: ${score}`
}
