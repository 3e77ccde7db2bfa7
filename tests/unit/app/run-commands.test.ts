import { expect, test } from 'vitest'
import { agentGoingAlong, defaultAgent } from '../../../src/app/default-agents.ts'
import { defaultConfig } from '../../../src/app/run-commands.ts'
import { openLink } from '../../../src/app/share.ts'
import { worldOf } from '../../../src/app/worlds.ts'
import type { NumberSetting } from '../../../src/core/settings.ts'
import { environments } from '../../../src/envs/registry.ts'
import { agentsFor } from '../../../src/store/selectors.ts'
import { loadEngines } from '../../engines.ts'
import { openPage } from './page.ts'

await loadEngines()

const place = (env: string) => ({ env, world: worldOf(env, {}) })

test.each(environments.map(({ id }) => id))('%s opens with a learner that suits it', env => {
  const { store } = openPage(env)
  expect(agentsFor(store.get()).map(({ id }) => id)).toContain(store.get().run.config.agent)
})

test('a learner that a person chose goes along where it suits; one that a world came with stays there', () => {
  const [flowers, goals, cart] = ['FlowerPath-v0', 'TwoGoals-v0', 'CartPole-v1'].map(place)
  expect(agentGoingAlong('sarsa', flowers!, goals!)).toBe('sarsa')
  expect(agentGoingAlong('sarsa', flowers!, cart!)).toBe(defaultAgent('CartPole-v1', cart!.world))
  expect(agentGoingAlong(defaultAgent('CartPole-v1', cart!.world), cart!, flowers!)).toBe('q-learning')
})

test('each form of world has its pace: the first one, then the one last chosen', () => {
  const { store, run } = openPage('FlowerPath-v0')
  const speed = () => store.get().run.speed
  expect(speed()).toBe(100)
  run.setSpeed(7)
  run.openWorld('CartPole-v1')
  expect(speed()).toBe(2000)
  run.setSpeed('max')
  run.openWorld('TwoGoals-v0')
  expect(speed()).toBe(7)
  run.openWorld('Pendulum-v1')
  expect(speed()).toBe('max')
})

test('feedback is asked for and learnt from as suits each form of world, and as a person set it there', () => {
  const { store, run } = openPage('FlowerPath-v0')
  const settings = () => store.get().teach.settings
  expect(settings()).not.toHaveProperty('members')
  store.update(({ teach }) => {
    teach.settings = { ...teach.settings, clipLength: 7 }
    teach.plane = { x: 1, y: 0 }
  })
  run.openWorld('CartPole-v1')
  expect(settings().members, 'an ensemble').toBeGreaterThan(0)
  expect(settings().clipLength).toBeGreaterThan(7)
  expect(store.get().teach.plane, 'numbers of another world').toBeNull()
  run.openWorld('TwoGoals-v0')
  expect(settings().clipLength).toBe(7)
})

test('a setting that a person chose stays theirs where it is as usual', () => {
  const { store, run } = openPage('CartPole-v1')
  const members = () => store.get().teach.settings.members
  const set = (value: number) =>
    store.update(({ teach }) => {
      teach.settings = { ...teach.settings, members: value }
      teach.settingsSchema = {
        ...teach.settingsSchema,
        members: { ...(teach.settingsSchema.members as NumberSetting), default: 3 },
      }
    })
  set(5)
  run.openWorld('Pendulum-v1')
  store.update(({ teach }) => {
    // A world in which five are usual.
    teach.settingsSchema = {
      ...teach.settingsSchema,
      members: { ...(teach.settingsSchema.members as NumberSetting), default: 5 },
    }
  })
  run.openWorld('Acrobot-v1')
  expect(members(), 'brought along through it').toBe(5)
  set(3)
  run.openWorld('CartPole-v1')
  expect(members(), 'as usual again').toBe(3)
})

test('the gallery knows the form of every world', () => {
  for (const { id, form } of openPage('FlowerPath-v0').store.get().worlds) {
    expect(`${id}: ${form}`).toBe(`${id}: ${worldOf(id, {}).form}`)
  }
})

test('the open world is described to the panels', () => {
  const { store, run } = openPage('FlowerPath-v0')
  expect(store.get().world).toMatchObject({
    form: 'tabular',
    plane: false,
    stepSeconds: null,
    observations: [],
  })
  run.openWorld('Pendulum-v1')
  expect(store.get().world).toMatchObject({
    form: 'control',
    plane: true,
    stepSeconds: 0.05,
    actionSpace: { kind: 'box' },
  })
  expect(store.get().world.observations).toHaveLength(3)
  expect(store.get().terms.length).toBeGreaterThan(0)
})

test('another world cannot be brought back by undoing a restart', () => {
  const { store, control, run, receive } = openPage('FlowerPath-v0')
  receive({ type: 'checkpoint', epoch: store.get().run.epoch, checkpoint: { loop: { steps: 5 } } })
  run.restart()
  run.openWorld('CartPole-v1')
  expect(control.undoRestart()).toBe(false)
  expect(store.get().run.config.env).toBe('CartPole-v1')
})

function fail(page: ReturnType<typeof openPage>, code: string) {
  page.receive({ type: 'failed', epoch: page.store.get().run.epoch, code, message: 'It stopped.' })
}

test('a number that is no longer one offers the last checkpoint; what was set since goes along', () => {
  const page = openPage('FlowerPath-v0')
  const { store, run, receive, sent } = page
  const { epoch } = store.get().run
  const checkpoint = { loop: { steps: 1234 } }
  receive({ type: 'checkpoint', epoch, checkpoint })
  fail(page, 'not-finite')
  expect(store.get().run).toMatchObject({
    status: 'failed',
    failure: { code: 'not-finite' },
    lastGood: { step: 1234 },
  })
  run.setTermWeight('flower', -0.5)
  sent.length = 0
  run.resumeLastGood()
  expect(store.get().run).toMatchObject({ epoch: epoch + 1, failure: null, lastGood: null })
  expect(sent.find(({ type }) => type === 'start')).toMatchObject({ checkpoint, epoch: epoch + 1 })
  expect(sent.find(({ type }) => type === 'reward')).toMatchObject({ reward: { weights: { flower: -0.5 } } })
  expect(sent.some(({ type }) => type === 'agent-settings')).toBe(false)
  fail(page, 'not-finite')
  expect(store.get().run.lastGood).toEqual({ step: 1234 })
})

test('other failures, and runs without a checkpoint, offer a new start alone', () => {
  const page = openPage('FlowerPath-v0')
  fail(page, 'not-finite')
  expect(page.store.get().run.lastGood).toBeNull()
  page.run.resumeLastGood()
  expect(page.store.get().notice?.text).toContain('Start again')
  page.receive({ type: 'checkpoint', epoch: page.store.get().run.epoch, checkpoint: {} })
  fail(page, 'trainer-error')
  expect(page.store.get().run.lastGood).toBeNull()
})

test('figures of the last update and unknown returns arrive with the counters', () => {
  const { store, receive, begin } = openPage('CartPole-v1')
  begin()
  const { epoch } = store.get().run
  const nothing = { reward: 0, shapingReward: 0, learnedReward: 0 }
  receive({
    type: 'frame',
    curves: null,
    stepsPerSecond: 2000,
    frame: {
      form: 'control',
      epoch,
      step: 1,
      episode: 0,
      episodeStep: 1,
      lastReward: nothing,
      parts: nothing,
      event: 'none',
      robots: new Float64Array(4),
      action: new Float32Array(1),
      diagnostics: { 'approximate KL': 0.01 },
    },
  })
  expect(store.get().run).toMatchObject({
    step: 1,
    optimalReturn: null,
    randomReturn: null,
    diagnostics: { 'approximate KL': 0.01 },
  })
})

test('a link opens a control world with its own learner, settings, rewards and seed', () => {
  const { config, problems } = openLink('#v=1&env=CartPole-v1&seed=9')
  expect(problems).toEqual([])
  expect(config).toEqual({ ...defaultConfig('CartPole-v1'), seed: 9 })
})

test('a link with a learner that cannot learn there says so and opens with one that can', () => {
  const { config, problems } = openLink('#v=1&env=CartPole-v1&agent=q-learning&agent.discount=0.5')
  expect(config).toEqual(defaultConfig('CartPole-v1'))
  expect(problems).toMatchObject([{ code: 'unsuitable-agent', path: 'agent' }])
  expect(problems[0]!.message).toContain('CartPole-v1')
})
