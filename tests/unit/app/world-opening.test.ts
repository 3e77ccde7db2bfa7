/** Worlds whose engine is brought when they are opened, on a page without a browser. */
import { beforeEach, expect, test, vi } from 'vitest'
import type { EnvironmentDefinition } from '../../../src/core/environment.ts'
import type { PlaygroundError } from '../../../src/core/errors.ts'
import type * as Registry from '../../../src/envs/registry.ts'
import { gustyWorld } from '../training/gusty-world.ts'

const engine = vi.hoisted(() => ({
  fetch: (): Promise<void> => Promise.resolve(),
  world: null as unknown as EnvironmentDefinition,
}))

vi.mock('../../../src/envs/registry.ts', async original => {
  const registry = await original<typeof Registry>()
  const { gustyWorld } = await import('../training/gusty-world.ts')
  const gusty: EnvironmentDefinition = {
    ...gustyWorld(),
    load: () => engine.world.load!(),
    create: settings => engine.world.create(settings),
  }
  return {
    ...registry,
    environments: [...registry.environments, gusty],
    environmentById: (id: string) => (id === gusty.id ? gusty : registry.environmentById(id)),
  }
})

let openPage: typeof import('./page.ts').openPage

/** Every test meets a page that has brought nothing. */
beforeEach(async () => {
  vi.resetModules()
  vi.useFakeTimers()
  engine.fetch = () => Promise.resolve()
  engine.world = gustyWorld(() => engine.fetch())
  openPage = (await import('./page.ts')).openPage
  return () => vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)

/** An engine that comes, or does not, when it is told to. */
function slowEngine() {
  let come!: () => void
  let fail!: (error: unknown) => void
  engine.fetch = () =>
    new Promise((resolve, reject) => {
      come = resolve
      fail = reject
    })
  return { come: () => come(), fail: (error: unknown) => fail(error) }
}

test('the page keeps the world before until the engine is here, and says so once it takes a second', async () => {
  const { come } = slowEngine()
  const { store, run, sentTypes } = openPage('CartPole-v1')
  sentTypes()
  run.openWorld('Gusty-v0')
  expect(store.get().opening).toEqual({ env: 'Gusty-v0', title: 'Gusty', slow: false })
  expect(store.get().run.config.env).toBe('CartPole-v1')
  await vi.advanceTimersByTimeAsync(999)
  expect(store.get().opening?.slow).toBe(false)
  await vi.advanceTimersByTimeAsync(2)
  expect(store.get().opening?.slow).toBe(true)
  expect(sentTypes()).toEqual([])
  come()
  await settle()
  expect(store.get().opening).toBeNull()
  expect(store.get().run.config.env).toBe('Gusty-v0')
  expect(store.get().world).toMatchObject({ form: 'control', maxEpisodeSteps: 60 })
  expect(sentTypes()[0]).toBe('start')
})

test('it is brought once', async () => {
  const { store, run } = openPage('CartPole-v1')
  run.openWorld('Gusty-v0')
  await settle()
  run.openWorld('CartPole-v1')
  run.openWorld('Gusty-v0')
  expect(store.get().run.config.env, 'at once').toBe('Gusty-v0')
})

test('another world takes its place while it is on its way', async () => {
  const { come } = slowEngine()
  const { store, run } = openPage('CartPole-v1')
  run.openWorld('Gusty-v0')
  run.openWorld('Pendulum-v1')
  expect(store.get()).toMatchObject({ opening: null, run: { config: { env: 'Pendulum-v1' } } })
  come()
  await vi.advanceTimersByTimeAsync(5000)
  expect(store.get()).toMatchObject({ opening: null, run: { config: { env: 'Pendulum-v1' } } })
})

test('so does the open world itself, which goes on as it is', async () => {
  const { come } = slowEngine()
  const { store, run, sentTypes } = openPage('CartPole-v1')
  sentTypes()
  run.openWorld('Gusty-v0')
  run.openWorld('CartPole-v1')
  come()
  await settle()
  expect(store.get()).toMatchObject({ opening: null, run: { config: { env: 'CartPole-v1' } } })
  expect(sentTypes()).toEqual([])
})

test.each([
  [new EvalError('unsafe-eval'), 'content-security policy'],
  [new TypeError('Failed to fetch dynamically imported module'), 'connection'],
])('where it fails the page says why and stays: %s', async (error, words) => {
  const { fail } = slowEngine()
  const { WorldOpening } = await import('../../../src/app/world-opening.ts')
  const page = openPage('CartPole-v1')
  const told: string[] = []
  const opening = new WorldOpening({
    store: page.store,
    fail: (problem, consequence) => told.push(`${consequence} ${(problem as PlaygroundError).message}`),
  })
  const open = vi.fn()
  const onFail = vi.fn()
  const opened = opening.open('Gusty-v0', open, onFail)
  fail(error)
  await opened
  expect(told).toEqual([expect.stringContaining(words)])
  expect(told[0]).toContain('Gusty was not opened.')
  expect(page.store.get()).toMatchObject({ opening: null, run: { config: { env: 'CartPole-v1' } } })
  expect([open.mock.calls.length, onFail.mock.calls.length]).toEqual([0, 1])
  engine.fetch = () => Promise.resolve()
  await opening.open('Gusty-v0', open)
  expect(open, 'another try').toHaveBeenCalledOnce()
})

test('worlds with an engine are listed with what it weighs, and have no board to draw before it is here', async () => {
  const { store } = openPage('CartPole-v1')
  const { defaultBoard, isReady, worldOf } = await import('../../../src/app/worlds.ts')
  const listed = store.get().worlds.find(({ id }) => id === 'Gusty-v0')
  expect(listed).toMatchObject({ form: 'control', download: expect.stringMatching(/^\d+\.\d MB$/) })
  expect(store.get().worlds.find(({ id }) => id === 'CartPole-v1')!.download).toBeNull()
  expect(defaultBoard('Gusty-v0')).toBeNull()
  expect(isReady('Gusty-v0')).toBe(false)
  expect(() => worldOf('Gusty-v0', {})).toThrow('not here yet')
})
