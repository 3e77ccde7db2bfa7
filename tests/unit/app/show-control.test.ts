import { expect, test } from 'vitest'
import { createMomentCommands } from '../../../src/app/moment-commands.ts'
import type { PolicySnapshot } from '../../../src/core/policy-snapshot.ts'
import { openPage } from './page.ts'

/** MountainCar, two observations and three actions, as `track.ts` has them. */
import { always } from './track.ts'

function open() {
  const page = openPage('MountainCar-v0')
  const policy = (step: number, snapshot: PolicySnapshot = always(1)) =>
    page.receive({
      type: 'policy',
      epoch: page.store.get().run.epoch,
      step,
      episode: step / 200,
      recentReturn: -200,
      snapshot,
    })
  const frames = (count: number, milliseconds = 40) => {
    for (let i = 0; i < count; i++) {
      page.play.frame(milliseconds)
      page.show.frame(milliseconds, page.play.driving())
    }
  }
  return { ...page, policy, frames, moments: createMomentCommands(page.store) }
}

test('policies go into the time slider, and the robot moves by the newest while the run runs', () => {
  const { store, telemetry, begin, policy, frames } = open()
  begin()
  frames(3)
  expect(telemetry.exhibits).toMatchObject([{ moment: null, thought: null, episodeStep: 0 }])
  policy(0)
  policy(400, always(2))
  expect(store.get().moments.entries).toEqual([
    { step: 0, episode: 0, recentReturn: -200 },
    { step: 400, episode: 2, recentReturn: -200 },
  ])
  frames(1)
  expect(telemetry.exhibits[0]).toMatchObject({ episodeStep: 1 })
  expect(telemetry.exhibits[0]!.action).toEqual(Float64Array.of(2))
  expect(telemetry.surface!.version).toBeGreaterThan(0)
})

test('a paused run holds the robot still, one step moves it by one', () => {
  const { telemetry, run, begin, policy, frames, sentTypes } = open()
  begin()
  policy(0)
  run.togglePlaying()
  frames(5)
  expect(telemetry.exhibits[0]!.episodeStep).toBe(0)
  sentTypes()
  run.stepOnce()
  expect(sentTypes()).toEqual(['step'])
  expect(telemetry.exhibits[0]).toMatchObject({ episodeStep: 1, progress: 1 })
  frames(1)
  expect(telemetry.exhibits[0]).toMatchObject({ episodeStep: 1 })
})

test('scrubbing back shows the robot of then on the same start, pins put two beside each other', () => {
  const { telemetry, begin, policy, frames, moments } = open()
  begin()
  policy(0, always(0))
  policy(100)
  policy(200, always(2))
  frames(1)
  const [live] = telemetry.exhibits
  const start = [...live!.trail.slice(0, 2)]
  moments.showMoment(0)
  frames(1)
  expect(telemetry.exhibits).toMatchObject([{ moment: 0, episodeStep: 1 }])
  expect(telemetry.exhibits[0]!.action![0]).toBe(0)
  expect([...telemetry.exhibits[0]!.trail.slice(0, 2)]).toEqual(start)
  moments.pinMoment()
  moments.nextMoment()
  frames(2)
  expect(telemetry.exhibits.map(({ moment, episodeStep }) => [moment, episodeStep])).toEqual([
    [0, 2],
    [100, 2],
  ])
  moments.compareWithNow()
  frames(1)
  expect(telemetry.exhibits.map(({ moment }) => moment)).toEqual([100, null])
})

test('what is on show is never thinned away', () => {
  const { store, begin, policy, moments, show } = open()
  begin()
  for (let step = 0; step <= 1000; step += 10) {
    policy(step)
    if (step === 20) moments.showMoment(10)
  }
  expect(store.get().moments.shown).toBe(10)
  expect(show.policyOf(10)).not.toBeNull()
})

test('a restart clears the moments, and a stale policy is ignored', () => {
  const { store, telemetry, receive, run, begin, policy, frames, show } = open()
  begin()
  policy(0)
  frames(1)
  const before = store.get().run.epoch
  run.restart()
  expect(store.get().moments).toEqual({ entries: [], shown: null, pins: [] })
  receive({ type: 'policy', epoch: before, step: 9, episode: 0, recentReturn: null, snapshot: always(1) })
  expect(store.get().moments.entries).toEqual([])
  frames(1)
  expect(show.policyOf(null)).toBeNull()
  expect(telemetry.exhibits).toMatchObject([{ thought: null }])
  expect(telemetry.surface).toBeNull()
})

test('a grid world has nothing on show', () => {
  const { telemetry, run, begin, policy, frames, show } = open()
  begin()
  policy(0)
  frames(1)
  run.openWorld('FlowerPath-v0')
  frames(1)
  expect(telemetry.exhibits).toEqual([])
  expect(telemetry.surface).toBeNull()
  expect(show.observationOf(new Float64Array(2))).toBeNull()
})

test('observations of a state are the world\u2019s', () => {
  const { show } = open()
  expect(show.observationOf(Float64Array.of(-0.5, 0.25))).toEqual(Float32Array.of(-0.5, 0.25))
})

test('a person drives in place of the robot, at a pace of their own, and it comes back as it was', () => {
  const { store, telemetry, run, play, begin, policy, frames } = open()
  begin()
  policy(0)
  store.update(state => {
    state.playback = 4
  })
  play.commands.togglePlay()
  expect(store.get()).toMatchObject({ playback: 1, play: { active: true, steps: 0, held: [] } })
  frames(2)
  expect(telemetry.exhibits).toMatchObject([{ moment: 'play', episodeStep: 0 }])
  run.togglePlaying()
  play.commands.setPlayInput({ value: 3 })
  expect(store.get().play.held).toEqual([1])
  frames(5)
  expect(telemetry.exhibits[0]!.episodeStep).toBeGreaterThan(3)
  expect(telemetry.exhibits[0]!.action![0]).toBe(2)
  expect(store.get().play.robot).toMatchObject({ finished: false })
  play.commands.togglePlay()
  frames(1)
  expect(telemetry.exhibits).toMatchObject([{ moment: null }])
  expect(store.get()).toMatchObject({ playback: 4, play: { active: false, held: [] } })
})

test('a person\u2019s finished episode counts for their best, and the robot\u2019s return is its own', () => {
  const { store, play, begin, policy, frames } = open()
  begin()
  policy(0)
  play.commands.togglePlay()
  play.commands.setPlayInput({ value: 1 })
  frames(190)
  expect(store.get().play).toMatchObject({
    finished: 'truncated',
    steps: 200,
    return: -200,
    bestReturn: -200,
    event: 'timeout',
    robot: { return: -200, finished: true },
  })
  const { seed } = store.get().play
  play.commands.restartPlay()
  expect(store.get().play).toMatchObject({ finished: 'no', steps: 0, seed: seed + 1, bestReturn: -200 })
})
