import { expect, test } from 'vitest'
import type { ControlWorld } from '../../../src/core/environment.ts'
import { defaultsOf, type SettingValues } from '../../../src/core/settings.ts'
import { environmentById, environments } from '../../../src/envs/registry.ts'
import { worldHash } from '../../../src/training/world-hash.ts'
import { loadEngines } from '../../engines.ts'

await loadEngines()

const settingsOf = (id: string, settings: SettingValues = {}) => ({
  ...defaultsOf(environmentById(id).settings),
  ...settings,
})

function hashFor(id: string, settings: SettingValues = {}): string {
  const all = settingsOf(id, settings)
  return worldHash(environmentById(id).create(all), id, all)
}

test('every world has 16 hex digits of its own, the same each time it is made', () => {
  const hashes = environments.map(({ id }) => hashFor(id))
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}$/)
  expect(new Set(hashes).size).toBe(environments.length)
  expect(environments.map(({ id }) => hashFor(id))).toEqual(hashes)
})

test('another layout is another world', () => {
  expect(hashFor('FlowerPath-v0', { layout: 3 })).not.toBe(hashFor('FlowerPath-v0', { layout: 0 }))
})

test('one outcome of a grid world that differs is another world', () => {
  const settings = settingsOf('FlowerPath-v0')
  const world = environmentById('FlowerPath-v0').create(settings)
  if (world.form !== 'tabular') throw new Error('FlowerPath is a grid world.')
  const reward = world.model.reward.slice()
  reward[5] = reward[5]! + 1e-9
  const changed = { ...world, model: { ...world.model, reward } }
  expect(worldHash(changed, 'FlowerPath-v0', settings)).not.toBe(worldHash(world, 'FlowerPath-v0', settings))
})

test('a control world that moves a little otherwise is another world', () => {
  const settings = settingsOf('Pendulum-v1')
  const world = environmentById('Pendulum-v1').create(settings) as ControlWorld
  const changed: ControlWorld = {
    ...world,
    create() {
      const environment = world.create()
      const { step } = environment
      return Object.assign(environment, {
        step(...args: Parameters<typeof step>) {
          step.apply(environment, args)
          environment.state[0] = environment.state[0]! + 1e-12
        },
      })
    },
  }
  expect(worldHash(changed, 'Pendulum-v1', settings)).not.toBe(worldHash(world, 'Pendulum-v1', settings))
})
