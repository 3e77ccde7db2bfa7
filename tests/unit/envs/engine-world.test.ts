import { expect, it, vi } from 'vitest'
import type { ControlWorld } from '../../../src/core/environment.ts'
import { engineWorld } from '../../../src/envs/engine-world.ts'
import { environmentById } from '../../../src/envs/registry.ts'

const { load: _, create, ...words } = environmentById('Pendulum-v1')
const make = (settings: Parameters<typeof create>[0]) => create(settings) as ControlWorld

it('brings its code once, and makes worlds of decoded settings from then on', async () => {
  const bring = vi.fn(async () => make)
  const world = engineWorld(words, bring)
  expect(world).toMatchObject(words)
  expect(() => world.create({})).toThrow(expect.objectContaining({ code: 'not-loaded', path: 'env' }))
  await Promise.all([world.load!(), world.load!()])
  await world.load!()
  expect(bring).toHaveBeenCalledOnce()
  expect(world.create({ g: 5 }).form).toBe('control')
  expect(() => world.create({ nonsense: 1 })).toThrow(expect.objectContaining({ path: 'env.nonsense' }))
})

it('may be tried again where it failed', async () => {
  const bring = vi.fn(async () => make).mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const world = engineWorld(words, bring)
  await expect(world.load!()).rejects.toThrow('Failed to fetch')
  expect(() => world.create({})).toThrow('not been loaded')
  await world.load!()
  expect(world.create({}).form).toBe('control')
})
