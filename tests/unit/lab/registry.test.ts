import { expect, test } from 'vitest'
import { defaultsOf } from '../../../src/core/settings.ts'
import { experimentByName, experiments } from '../../../src/lab/registry.ts'

test('every experiment has a name of its own, settings and documented figures', () => {
  expect(new Set(experiments.map(({ name }) => name)).size).toBe(experiments.length)
  for (const experiment of experiments) {
    expect(experimentByName(experiment.name)).toBe(experiment)
    expect(Object.keys(defaultsOf(experiment.settings)).length).toBeGreaterThan(0)
    expect(Object.values(experiment.figures).every(meaning => meaning.length > 10)).toBe(true)
  }
})

test('an unknown name suggests the nearest', () => {
  expect(() => experimentByName('overoptimization')).toThrow(/Did you mean 'overoptimisation'/)
  expect(() => experimentByName('toString')).toThrow(
    expect.objectContaining({ code: 'unknown-experiment', path: 'NAME' }),
  )
})
