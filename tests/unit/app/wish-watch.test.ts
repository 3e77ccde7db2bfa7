import { expect, test } from 'vitest'
import { Showing } from '../../../src/app/showing.ts'
import { WishWatch } from '../../../src/app/wish-watch.ts'
import type { World } from '../../../src/core/environment.ts'
import { loadWorld } from '../../../src/core/load-world.ts'
import { type PolicySnapshot, think } from '../../../src/core/policy-snapshot.ts'
import { NO_SHAPING } from '../../../src/core/run-config.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import * as wishes from '../../../src/envs/pip/wishes.ts'
import { type EnvId, environmentById } from '../../../src/envs/registry.ts'
import { controlReward } from '../../../src/training/control-shaping.ts'
import { openPage } from './page.ts'

const worldOf = (id: EnvId) => {
  const definition = environmentById(id)
  return loadWorld(definition, defaultsOf(definition.settings))
}

/** Pushes every joint of the hopper alike. */
const pushing = (world: World, force: number): PolicySnapshot => {
  if (world.form !== 'control') throw new Error('A hopper is no grid world.')
  return {
    head: 'gaussian',
    actionSpace: world.actionSpace,
    normalizer: null,
    policy: {
      inputs: 11,
      layers: [
        {
          units: 3,
          activation: 'linear',
          kernel: new Float32Array(33),
          bias: new Float32Array(3).fill(force),
        },
      ],
    },
    values: [],
    valueInputs: 'observation',
    valueScale: 1,
    deviations: null,
  }
}

test('each policy is tested once from the same start, by the measures of the wishes', async () => {
  const world = await worldOf('Hopper-v5')
  if (world.form !== 'control') throw new Error('A hopper is no grid world.')
  const { store } = openPage('FlowerPath-v0')
  let policy: PolicySnapshot | null = null
  let clock = 0
  const watch = new WishWatch({
    store,
    openWorld: () => world,
    newestPolicy: () => policy,
    bringWishes: async () => wishes,
    now: () => clock++,
  })
  const figures = () => store.get().teach.wishes.map(wish => [...wish.figures])
  watch.frame()
  expect(store.get().teach.wishes, 'nobody teaches').toEqual([])
  store.update(state => {
    state.mode = 'teach'
    state.run.config.env = 'Hopper-v5'
  })
  watch.frame()
  await new Promise(resolve => setTimeout(resolve))
  expect(store.get().teach.wishes.map(({ id }) => id)).toEqual(['hop-backwards', 'back-flip'])
  for (let frame = 0; frame < 10; frame++) watch.frame()
  expect(figures(), 'there is no policy').toEqual([[], []])
  for (const force of [0.4, -0.8]) {
    policy = pushing(world, force)
    for (let frame = 0; frame < 1200; frame++) watch.frame()
  }
  const [hops] = figures()
  expect(hops, 'once each').toHaveLength(2)
  const showing = new Showing(world, () => controlReward([], NO_SHAPING, 1))
  showing.begin(0, 'wishes')
  const states = [...showing.state]
  while (showing.finished === 'no') {
    showing.step(think(policy!, showing.observe()).action)
    states.push(...showing.state)
  }
  const { stateSize, stepSeconds } = world
  const [wish] = wishes.wishesOf('Hopper-v5')
  expect(hops![1]).toBe(wish!.measure({ states, stateSize, stepSeconds, count: states.length / stateSize }))
  expect(hops![1]).not.toBe(hops![0])
})

test('wishes that come after another world was opened are not shown there', async () => {
  const world = await worldOf('Hopper-v5')
  const { store } = openPage('FlowerPath-v0')
  let bring: (brought: typeof wishes) => void = () => undefined
  const watch = new WishWatch({
    store,
    openWorld: () => world,
    newestPolicy: () => null,
    bringWishes: () =>
      new Promise(resolve => {
        bring = resolve
      }),
    now: () => 0,
  })
  store.update(state => {
    state.mode = 'teach'
    state.run.config.env = 'Hopper-v5'
  })
  watch.frame()
  store.update(state => {
    state.mode = 'watch'
    state.run.epoch++
  })
  bring(wishes)
  await new Promise(resolve => setTimeout(resolve))
  expect(store.get().teach.wishes).toEqual([])
})
