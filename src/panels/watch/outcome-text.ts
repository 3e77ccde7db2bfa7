/** What has come of a person's own play, in a sentence. */
import { isHeld } from '../../core/play-axes.ts'
import type { PlayState } from '../../store/state.ts'
import { plural, signedText } from '../number-text.ts'

export function outcomeText({ finished, event, steps, return: total }: PlayState): string {
  const score = `${plural(steps, 'step')}, ${signedText(total)}.`
  if (finished === 'truncated') return `Out of time: ${score}`
  if (finished === 'no') return 'Pip goes on learning meanwhile.'
  return event === 'goal' ? `You made it: ${score}` : `That ended the episode: ${score}`
}

/** The same for a control world, whose episode waits for the first push and whose robot drives the same start. */
export function driveText(
  { finished, steps, return: total, robot, held }: PlayState,
  touch: boolean,
): string {
  if (finished === 'no') {
    if (steps > 0 || isHeld(held)) return 'Pip drives the same start, step for step.'
    return touch ? 'Hold a button, or drag a strip, to begin.' : 'Hold a key to begin.'
  }
  const score = `${plural(steps, 'step')}, ${signedText(total)}.`
  const start = finished === 'truncated' ? `Time is up: ${score}` : `The episode ended: ${score}`
  if (!robot?.finished) return start
  if (total > robot.return) return `${start} Better than Pip's ${signedText(robot.return)}.`
  return total < robot.return ? `${start} Pip got ${signedText(robot.return)}.` : `${start} As good as Pip.`
}
