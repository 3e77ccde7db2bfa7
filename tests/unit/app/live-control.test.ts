import { expect, test } from 'vitest'
import type { AppContext } from '../../../src/app/context.ts'
import { LabelBook } from '../../../src/app/label-book.ts'
import { createLiveCommands, raterOf } from '../../../src/app/live-commands.ts'
import { LiveControl } from '../../../src/app/live-control.ts'
import { controlWorldOf, gridWorld, worldOf } from '../../../src/app/worlds.ts'
import { replayClip, replayControlClip } from '../../../src/core/clip-replay.ts'
import { PlaygroundError } from '../../../src/core/errors.ts'
import type { TabularFrame } from '../../../src/core/frame.ts'
import type { Label, LabelOf } from '../../../src/core/label.ts'
import { decodeEntries } from '../../../src/persistence/label-codec.ts'
import { openPage } from './page.ts'

/** Teach in one of the live ways, without a browser; `run` lets milliseconds pass in frames of 20. */
function openLive(env: string, way: 'praise' | 'demo' | 'correct') {
  const page = openPage(env)
  const { store, telemetry } = page
  const book: LabelBook = new LabelBook(
    () => Promise.reject(new PlaygroundError('storage-disabled', 'Off.')),
    () =>
      store.update(({ teach }) => {
        const { env, envSettings } = store.get().run.config
        teach.answered = book.standing(env, envSettings).map(label => ({ label, pending: true }))
      }),
  )
  void book.load()
  const context = { ...page.context, book } as AppContext
  const { config } = store.get().run
  const world = worldOf(config.env, config.envSettings)
  let now = 10_000
  let clipStep = 0
  const live = new LiveControl({
    context,
    openWorld: () => world,
    newestPolicy: () => page.show.policyOf(null),
    clipStep: () => clipStep,
    stageChanged: () => undefined,
    now: () => now,
    device: () => 'touch',
  })
  const commands = createLiveCommands(context, live)
  page.begin()
  const grid = gridWorld(world)
  if (grid) {
    const { actions, states } = grid.model
    telemetry.frame = {
      form: 'tabular',
      epoch: store.get().run.epoch,
      policy: new Float64Array(states * actions).fill(1 / actions),
    } as unknown as TabularFrame
  }
  store.update(state => {
    state.mode = 'teach'
    state.teach.way = way
  })
  const run = (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += 20) {
      now += 20
      live.frame(20)
    }
  }
  run(20)
  const labels = () => store.get().teach.answered.map(({ label }) => label as Label)
  const state = () => store.get().teach.live
  const setClip = (clip: { start: number | number[]; seed: number; actions: number[] }, step: number) => {
    clipStep = step
    store.update(({ teach }) => {
      teach.episode = { episode: 1, clip }
    })
  }
  return { ...page, live, commands, world, grid, run, labels, state, setClip }
}

test('praise is about the last three seconds of what was seen, each step with its age', async () => {
  const { commands, run, labels, state, grid } = openLive('FlowerPath-v0', 'praise')
  await commands.praise(1, 'keyboard')
  expect(labels(), 'nothing has been seen yet').toEqual([])
  run(4000)
  await commands.praise(1, 'keyboard')
  await commands.praise(-1, 'touch')
  const [first, second] = labels() as LabelOf<'praise'>[]
  expect(first).toMatchObject({ kind: 'praise', signal: 1, inputDevice: 'keyboard', queryRule: 'person' })
  expect(second).toMatchObject({ signal: -1, inputDevice: 'touch' })
  const { clip, ages } = first!
  expect(clip.actions.length).toBe(ages.length)
  expect(replayClip(grid!.model, clip).outcomes.length).toBe(ages.length)
  expect(Math.max(...ages)).toBeLessThanOrEqual(3000)
  expect(ages.length, 'two and a half steps a second').toBeGreaterThanOrEqual(6)
  expect(Date.parse(first!.answeredAt) - Date.parse(first!.shownAt)).toBeGreaterThanOrEqual(ages[0]! - 50)
  expect(state()).toMatchObject({ kind: 'praise', signals: 2, last: { signal: -1, count: 2 } })
  expect(decodeEntries(JSON.parse(JSON.stringify(labels())))).toHaveLength(labels().length)
})

test('in a control world Pip waits for a policy, and nothing can be praised before', async () => {
  const { commands, run, labels } = openLive('CartPole-v1', 'praise')
  run(1000)
  await commands.praise(1, 'keyboard')
  expect(labels()).toEqual([])
})

test('a demonstration begins with the first key, is kept when the person says so, and replays exactly', async () => {
  const { commands, labels, state, grid, run } = openLive('FlowerPath-v0', 'demo')
  expect(state()).toMatchObject({ kind: 'demo', status: 'waiting', steps: 0, takeover: false })
  for (const action of [0, 1, 2, 3, 0]) commands.demonstrate(action)
  expect(state()).toMatchObject({ status: 'recording', steps: 5 })
  const before = state() as { return: number }
  await commands.finishLive(true)
  const [label] = labels() as LabelOf<'demo'>[]
  expect(label).toMatchObject({ kind: 'demo', from: 'start', inputDevice: 'touch' })
  expect(label!.clip.actions).toEqual([0, 1, 2, 3, 0])
  const { outcomes } = replayClip(grid!.model, label!.clip)
  expect(outcomes.reduce((sum, outcome) => sum + grid!.model.reward[outcome]!, 0)).toBeCloseTo(
    before.return,
    9,
  )
  expect(state(), 'the next one waits').toMatchObject({ status: 'waiting', steps: 0 })
  run(100)
  commands.demonstrate(1)
  await commands.finishLive(false)
  expect(labels(), 'thrown away').toHaveLength(1)
  expect(state(), 'Pip acts meanwhile').toBeNull()
})

test('a key takes over from Pip where it is', async () => {
  const { commands, live, labels, run } = openLive('FlowerPath-v0', 'demo')
  await commands.finishLive(false)
  run(2100)
  const { states } = live.turns()!
  expect(states.length).toBeGreaterThan(3)
  const place = states.at(-1)
  commands.demonstrate(2)
  await commands.finishLive(true)
  expect(labels()).toMatchObject([{ kind: 'demo', from: 'takeover', clip: { start: place, actions: [2] } }])
})

test('shown again, a demonstration starts where it started', async () => {
  const { commands, live } = openLive('FlowerPath-v0', 'demo')
  const [start] = live.turns()!.states
  commands.demonstrate(0)
  commands.startDemo('start')
  expect(live.turns()!.states).toEqual([start])
})

test('driving begins with the first hold and is recorded step by step', async () => {
  const { live, commands, run, labels, state, world, telemetry } = openLive('Pendulum-v1', 'demo')
  run(500)
  expect(state()).toMatchObject({ status: 'waiting', steps: 0 })
  live.hold(1)
  run(500)
  live.hold(null)
  run(300)
  expect(state()).toMatchObject({ status: 'recording' })
  expect(telemetry.exhibits).toHaveLength(1)
  await commands.finishLive(true)
  const [label] = labels() as LabelOf<'demo'>[]
  const { actions } = label!.clip
  expect(actions.length).toBe(16)
  expect(actions[0]).toBe(2)
  expect(actions.at(-1)).toBe(0)
  expect(replayControlClip(controlWorldOf(world)!, label!.clip).steps).toBe(16)
})

test('a correction goes on from where the clip was stopped, and stands beside what Pip did there', async () => {
  const { commands, setClip, labels, state, grid, store } = openLive('FlowerPath-v0', 'correct')
  const start = grid!.model.startStates[0]!
  const clip = { start, seed: 4, actions: [2, 0, 2, 0, 2, 0] }
  setClip(clip, 3)
  commands.startCorrection()
  expect(state()).toMatchObject({ kind: 'correct', status: 'waiting', at: 3, rest: { steps: 3 } })
  commands.demonstrate(0)
  commands.demonstrate(0)
  await commands.finishLive(true)
  expect(labels(), 'both are seen before it is kept').toEqual([])
  expect(state()).toMatchObject({ status: 'finished', steps: 2, shown: { actions: [0, 0] } })
  await commands.finishLive(true)
  const { states } = replayClip(grid!.model, clip)
  expect(labels()).toMatchObject([
    { kind: 'correct', at: 3, clip, better: { start: states[3], actions: [0, 0] } },
  ])
  expect(store.get().teach.episode, 'another clip, please').toBeNull()
  expect(decodeEntries(JSON.parse(JSON.stringify(labels())))).toHaveLength(labels().length)
})

test('in a control world a correction ends with the clip, and an arrow stops the clip', async () => {
  const { live, commands, setClip, run, labels, state, world } = openLive('CartPole-v1', 'correct')
  setClip({ start: [0, 0, 0.05, 0], seed: 4, actions: new Array(20).fill(1).map((_, i) => i % 2) }, 8)
  live.hold(-1)
  run(5000)
  const finished = state()
  expect(finished).toMatchObject({ kind: 'correct', status: 'finished', at: 8 })
  await commands.finishLive(true)
  const [label] = labels() as LabelOf<'correct'>[]
  const rest = replayControlClip(controlWorldOf(world)!, label!.clip).steps - label!.at
  expect(label!.better.actions.length).toBeLessThanOrEqual(rest)
})

test('another clip ends a correction that was under way', () => {
  const { commands, setClip, run, state, grid } = openLive('FlowerPath-v0', 'correct')
  const start = grid!.model.startStates[0]!
  setClip({ start, seed: 4, actions: [0, 1] }, 1)
  commands.demonstrate(2)
  expect(state()).toMatchObject({ kind: 'correct' })
  setClip({ start, seed: 5, actions: [1, 1] }, 1)
  run(40)
  expect(state()).toBeNull()
})

test('a name is a rater of its own; none is the person', () => {
  expect(['person:Ada', ' Ada  L. ', 'person', 'person:', ' '].map(raterOf)).toEqual([
    'person:Ada',
    'person:Ada L.',
    'person',
    'person',
    'person',
  ])
})

test('the audit is asked for on opening and after every ten answers', async () => {
  const { commands, sent, run } = openLive('FlowerPath-v0', 'demo')
  const audits = () => sent.filter(({ type }) => type === 'audit').length
  expect(audits()).toBe(1)
  for (let i = 0; i < 10; i++) {
    commands.demonstrate(0)
    await commands.finishLive(true)
  }
  run(40)
  expect(audits()).toBe(2)
})
