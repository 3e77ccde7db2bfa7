import { expect, test } from 'vitest'
import { flagSentence } from '../../../src/cli/complaint.ts'
import { PlaygroundError } from '../../../src/core/errors.ts'

test.each([
  ['env.layout', 'env.layout is 7; expected less.', '--set env.layout is 7; expected less.'],
  ['env.desc', 'The map has no start.', '--set env.desc: The map has no start.'],
  ['agent', "agent is 'x', which is not a learner.", "--agent is 'x', which is not a learner."],
  ['env', "'x' is not an environment.", "--env: 'x' is not an environment."],
  ['--labels', "--labels is 'x'.", "--labels is 'x'."],
  ['', 'Two\n  lines.', 'Two lines.'],
])('an error about %s becomes a sentence about its flag', (path, message, sentence) => {
  expect(flagSentence(new PlaygroundError('code', message, { path }))).toBe(sentence)
})
