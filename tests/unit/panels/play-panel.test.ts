import { expect, test } from 'vitest'
import { outcomeText } from '../../../src/panels/watch/outcome-text.ts'
import type { PlayState } from '../../../src/store/state.ts'

const play: PlayState = {
  active: true,
  seed: 1,
  state: 0,
  steps: 14,
  return: 0.35,
  finished: 'no',
  event: 'none',
  bestReturn: null,
  held: [],
  robot: null,
  help: '',
}

test.each([
  ['no', 'none', 'Pip goes on learning meanwhile.'],
  ['terminated', 'goal', 'You made it: 14 steps, +0.35.'],
  ['terminated', 'fell', 'That ended the episode: 14 steps, +0.35.'],
  ['truncated', 'timeout', 'Out of time: 14 steps, +0.35.'],
] as const)('%s with %s says: %s', (finished, event, text) => {
  expect(outcomeText({ ...play, finished, event })).toBe(text)
})
