import { expect, test } from 'vitest'
import { initialState } from '../../../src/app/initial-state.ts'
import { defaultConfig } from '../../../src/app/run-commands.ts'
import { TrainedRobots } from '../../../src/app/trained-robots.ts'
import { controlWorldOf, worldOf } from '../../../src/app/worlds.ts'
import type { PolicySnapshot } from '../../../src/core/policy-snapshot.ts'
import { encodeRobot } from '../../../src/persistence/robot-file.ts'
import type { AppState } from '../../../src/store/state.ts'
import { createStore } from '../../../src/store/store.ts'

const config = defaultConfig('Pendulum-v1', 'ppo')
const pendulum = controlWorldOf(worldOf('Pendulum-v1', config.envSettings))

const layer = (inputs: number, units: number) => ({
  units,
  activation: 'linear' as const,
  kernel: new Float32Array(inputs * units).fill(0.5),
  bias: new Float32Array(units),
})

const policy = (inputs: number): PolicySnapshot => ({
  head: 'gaussian',
  actionSpace: pendulum!.actionSpace,
  normalizer: null,
  policy: { inputs, layers: [layer(inputs, 1)] },
  values: [],
  valueInputs: 'observation',
  valueScale: 1,
  deviations: null,
})

const robot = (age: 'baby' | 'adult', inputs = 3, envSettings = config.envSettings) =>
  encodeRobot({
    age,
    env: 'Pendulum-v1',
    envSettings,
    agent: 'ppo',
    agentSettings: {},
    seed: 0,
    steps: age === 'baby' ? 1000 : 100_000,
    wallSeconds: 3,
    command: 'train',
    evaluation: { episodes: 100, meanReturn: -150, standardDeviation: 60, meanLength: 200 },
    policy: policy(inputs),
  })

function open(files: Readonly<Record<string, unknown>>) {
  const store = createStore<AppState>(initialState(config, 'system'))
  const failures: string[] = []
  const readings: string[] = []
  const trained = new TrainedRobots({
    store,
    addresses: Object.fromEntries(Object.keys(files).map(name => [name, name])),
    read: async name => {
      readings.push(name)
      return files[name]
    },
    fail: error => failures.push(String(error)),
  })
  trained.open(config, pendulum)
  return { store, trained, failures, readings, settled: () => new Promise(resolve => setTimeout(resolve)) }
}

test('those of the open world can be watched, youngest first', async () => {
  const page = open({
    'Pendulum-v1.adult.json': robot('adult'),
    'Pendulum-v1.baby.json': robot('baby'),
    'Hopper-v5.adult.json': 'not read',
  })
  await page.settled()
  expect(page.store.get().trained.map(({ age, steps }) => [age, steps])).toEqual([
    ['baby', 1000],
    ['adult', 100_000],
  ])
  expect(page.trained.policyOf('adult')).toEqual(policy(3))
  expect(page.trained.policyOf('teenager')).toBeNull()
  expect(page.failures).toEqual([])
})

test('those of other settings or with other networks are not shown', async () => {
  const page = open({
    'Pendulum-v1.baby.json': robot('baby', 3, { g: 3 }),
    'Pendulum-v1.adult.json': robot('adult', 4),
  })
  await page.settled()
  expect(page.store.get().trained).toEqual([])
})

test('they go with their world', async () => {
  const page = open({ 'Pendulum-v1.adult.json': robot('adult') })
  await page.settled()
  page.trained.open({ ...config, env: 'FlowerPath-v0' }, null)
  expect(page.store.get().trained).toEqual([])
  expect(page.trained.policyOf('adult')).toBeNull()
})

test('they are read once, however often their world is opened', async () => {
  const page = open({ 'Pendulum-v1.adult.json': robot('adult') })
  await page.settled()
  page.trained.open({ ...config, env: 'FlowerPath-v0' }, null)
  page.trained.open(config, pendulum)
  await page.settled()
  expect(page.store.get().trained).toHaveLength(1)
  expect(page.readings).toEqual(['Pendulum-v1.adult.json'])
})

test('a file that cannot be read is told, and shows none', async () => {
  const page = open({ 'Pendulum-v1.adult.json': { format: 'other' } })
  await page.settled()
  expect(page.failures[0]).toMatch(/expected 'good-robot-robot'/)
  expect(page.store.get().trained).toEqual([])
})
