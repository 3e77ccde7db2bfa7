import { expect, it } from 'vitest'
import type { EnvironmentDefinition } from '../../../src/core/environment.ts'
import { PlaygroundError } from '../../../src/core/errors.ts'
import { loadEngine, loadWorld } from '../../../src/core/load-world.ts'
import { environmentById } from '../../../src/envs/registry.ts'

const plain = environmentById('Pendulum-v1')
const failing = (error: unknown): EnvironmentDefinition => ({
  ...plain,
  title: 'Crane',
  load: () => Promise.reject(error),
})

it('makes a world without an engine at once, and one with an engine after it has come', async () => {
  expect((await loadWorld(plain, {})).form).toBe('control')
  let brought = false
  const definition: EnvironmentDefinition = {
    ...plain,
    async load() {
      await Promise.resolve()
      brought = true
    },
    create(settings) {
      if (!brought) throw new PlaygroundError('not-loaded', 'Its engine is not here.')
      return plain.create(settings)
    },
  }
  expect(() => definition.create({})).toThrow('not here')
  expect((await loadWorld(definition, {})).form).toBe('control')
})

it.each([
  [new EvalError("Refused to evaluate a string as JavaScript because 'unsafe-eval' is not allowed"), 'eval'],
  [new TypeError('Failed to fetch dynamically imported module: https://x.test/a.js'), 'connection'],
  [new TypeError('error loading dynamically imported module'), 'connection'],
  [new Error('out of memory'), 'out of memory'],
  ['gone', 'gone'],
])('says in a sentence why an engine did not come: %s', async (error, words) => {
  await expect(loadEngine(failing(error))).rejects.toMatchObject({
    name: 'PlaygroundError',
    code: 'engine-unavailable',
    path: '',
    message: expect.stringMatching(new RegExp(`^The physics engine of Crane .*${words}`)),
  })
})

it('passes on what an engine says itself', async () => {
  const own = new PlaygroundError('no-memory', 'It needs more memory.')
  await expect(loadEngine(failing(own))).rejects.toBe(own)
})
