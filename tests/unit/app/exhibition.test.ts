import { expect, test } from 'vitest'
import { Exhibition } from '../../../src/app/exhibition.ts'
import { NO_SHAPING } from '../../../src/core/run-config.ts'
import { environmentById } from '../../../src/envs/registry.ts'
import { controlReward } from '../../../src/training/control-shaping.ts'
import { always, type TrackOptions, track } from './track.ts'

const plain = () => controlReward([], NO_SHAPING, 1)
const LEFT = 0
const STAY = 1
const RIGHT = 2

function open(options: TrackOptions = {}, weights: Record<string, number> = {}) {
  const world = track(options)
  return new Exhibition(world, 7, () => controlReward(world.shapingTerms, { ...NO_SHAPING, weights }, 0.5))
}
const now = (action: number) => [{ moment: null, snapshot: always(action) }]
const only = (exhibition: Exhibition) => exhibition.exhibits[0]!

test('without a policy the robot stands at its start, thinking nothing', () => {
  const exhibition = open()
  exhibition.show([{ moment: null, snapshot: null }])
  exhibition.advance(1000, 1)
  expect(only(exhibition)).toMatchObject({ thought: null, episodeStep: 0, action: null, finished: 'no' })
  expect(only(exhibition).previousState).toEqual(only(exhibition).state)
})

test('steps come in simulated real time, times the playback', () => {
  const exhibition = open()
  exhibition.show(now(STAY))
  exhibition.advance(99, 1)
  expect(only(exhibition).episodeStep).toBe(0)
  exhibition.advance(2, 1)
  expect(only(exhibition).episodeStep).toBe(1)
  expect(only(exhibition).progress).toBeCloseTo(0.01)
  exhibition.advance(100, 4)
  expect(only(exhibition).episodeStep).toBe(5)
  exhibition.advance(100, 0.25)
  expect(only(exhibition).episodeStep).toBe(5)
  expect(only(exhibition).progress).toBeCloseTo(0.26)
})

test('a page that slept does not catch up', () => {
  const exhibition = open()
  exhibition.show(now(STAY))
  exhibition.advance(60_000, 1)
  expect(only(exhibition).episodeStep).toBeLessThanOrEqual(1)
})

test('it acts by the deterministic policy and shows what led where', () => {
  const exhibition = open()
  exhibition.show(now(RIGHT))
  const start = only(exhibition).state[0]!
  exhibition.advance(100, 1)
  exhibition.advance(50, 1)
  const { state, previousState, action, thought, progress } = only(exhibition)
  expect([previousState[0], state[0]]).toEqual([start, start + 0.1])
  expect(action).toEqual(Float64Array.of(RIGHT))
  expect(thought?.action[0]).toBe(RIGHT)
  expect(thought?.value).toBeCloseTo(state[0]!, 6)
  expect(progress).toBeCloseTo(0.5)
})

test('a renewed policy of now takes effect at once, and the episode goes on', () => {
  const exhibition = open()
  exhibition.show(now(RIGHT))
  exhibition.advance(100, 1)
  exhibition.show(now(LEFT))
  expect(only(exhibition)).toMatchObject({ episodeStep: 1 })
  expect(only(exhibition).thought?.action[0]).toBe(LEFT)
  exhibition.advance(100, 1)
  expect(only(exhibition).action).toEqual(Float64Array.of(LEFT))
})

test('the robot of another moment begins on the same start; a pair shares start and time', () => {
  const exhibition = open()
  exhibition.show(now(STAY))
  const start = [...only(exhibition).state]
  exhibition.advance(100, 1)
  exhibition.show([{ moment: 300, snapshot: always(RIGHT) }])
  expect(only(exhibition)).toMatchObject({ moment: 300, episodeStep: 0 })
  expect([...only(exhibition).state]).toEqual(start)
  exhibition.show([
    { moment: 300, snapshot: always(RIGHT) },
    { moment: null, snapshot: always(LEFT) },
  ])
  const [then, live] = exhibition.exhibits
  expect([...then!.state]).toEqual(start)
  expect([...live!.state]).toEqual(start)
  exhibition.advance(100, 1)
  expect(exhibition.exhibits.map(({ episodeStep, progress }) => [episodeStep, progress])).toEqual([
    [1, 0],
    [1, 0],
  ])
})

test('an episode that ended is seen for 700 ms, then a new start follows', () => {
  const exhibition = open({ end: 0.35 })
  exhibition.show(now(STAY))
  const start = only(exhibition).state[0]!
  exhibition.advance(100, 1)
  expect(only(exhibition).finished).toBe('terminated')
  for (let i = 0; i < 7; i++) exhibition.advance(100, 1)
  expect(only(exhibition)).toMatchObject({ finished: 'terminated', progress: 1 })
  exhibition.advance(100, 1)
  expect(only(exhibition)).toMatchObject({ finished: 'no', episodeStep: 0, event: 'none' })
  expect(only(exhibition).parts.reward).toBe(0)
  expect(only(exhibition).state[0]).not.toBe(start)
})

test('of a pair the one that ended waits for the other', () => {
  const exhibition = open({ maxEpisodeSteps: 30 })
  exhibition.show([
    { moment: 1, snapshot: always(RIGHT) },
    { moment: 2, snapshot: always(STAY) },
  ])
  for (let i = 0; i < 20; i++) exhibition.advance(100, 1)
  const [fast, slow] = exhibition.exhibits
  expect(fast).toMatchObject({ finished: 'terminated', progress: 1 })
  expect(slow).toMatchObject({ finished: 'no', episodeStep: 20 })
  for (let i = 0; i < 10; i++) exhibition.advance(100, 1)
  expect(exhibition.exhibits[1]).toMatchObject({ finished: 'truncated', event: 'timeout' })
  for (let i = 0; i < 8; i++) exhibition.advance(100, 1)
  expect(exhibition.exhibits.map(({ episodeStep, finished }) => [episodeStep, finished])).toEqual([
    [0, 'no'],
    [0, 'no'],
  ])
})

test('one step by hand is shown as arrived', () => {
  const exhibition = open({ maxEpisodeSteps: 2 })
  exhibition.show(now(STAY))
  exhibition.step()
  expect(only(exhibition)).toMatchObject({ episodeStep: 1, progress: 1 })
  exhibition.step()
  expect(only(exhibition)).toMatchObject({ episodeStep: 2, finished: 'truncated' })
  exhibition.step()
  expect(only(exhibition)).toMatchObject({ episodeStep: 0, finished: 'no' })
})

test('reward parts: the task apart from shaping, at the weights of the run', () => {
  const exhibition = open({ reward: -1 }, { place: 2, push: 0.1 })
  exhibition.show(now(RIGHT))
  const start = only(exhibition).state[0]!
  exhibition.advance(100, 1)
  const shaping = 2 * (0.5 * (start + 0.1) - start) + 0.1 * (RIGHT + 100 * 0.1)
  expect(only(exhibition).lastReward.reward).toBe(-1)
  expect(only(exhibition).lastReward.shapingReward).toBeCloseTo(shaping, 12)
  exhibition.advance(100, 1)
  expect(only(exhibition).parts.reward).toBe(-2)
})

test('at a terminal state the potential counts as 0', () => {
  const exhibition = open({ end: 0.35 }, { place: 1 })
  exhibition.show(now(STAY))
  const start = only(exhibition).state[0]!
  exhibition.advance(100, 1)
  expect(only(exhibition).lastReward.shapingReward).toBeCloseTo(-start, 12)
})

test.each([
  ['a world that pays for each step', { reward: 1 }, 'fell'],
  ['one that charges for it', { reward: -1 }, 'goal'],
  ['one with a prize at the end', { reward: 0, endReward: 100 }, 'goal'],
  ['one that charges only for falling', { reward: 0, endReward: -1 }, 'fell'],
] as const)('what an end means: %s', (_name, rewards, event) => {
  const exhibition = open(rewards)
  exhibition.show(now(RIGHT))
  for (let i = 0; i < 9; i++) exhibition.advance(100, 1)
  expect(only(exhibition)).toMatchObject({ finished: 'terminated', event })
})

test('who lasts out the time limit with a return that counts as solved has reached the goal', () => {
  const exhibition = open({ maxEpisodeSteps: 3, solvedReturn: 3 })
  exhibition.show(now(STAY))
  for (let i = 0; i < 3; i++) exhibition.advance(100, 1)
  expect(only(exhibition)).toMatchObject({ finished: 'truncated', event: 'goal' })
})

test('a trail holds the newest 240 states, oldest first', () => {
  const exhibition = open({ maxEpisodeSteps: 1000, actionSpace: { kind: 'discrete', n: 3 }, end: 1e9 })
  exhibition.show(now(RIGHT))
  for (let i = 0; i < 700; i++) {
    exhibition.advance(100, 1)
    const { trail, state, episodeStep } = only(exhibition)
    expect(trail.length).toBe(2 * Math.min(240, episodeStep + 1))
    expect(trail.at(-2)).toBe(state[0])
  }
  const places = only(exhibition).trail.filter((_, i) => i % 2 === 0)
  expect(places.every((place, i) => i === 0 || place > places[i - 1]!)).toBe(true)
})

test('a policy whose numbers are no longer numbers does not act', () => {
  const broken = {
    ...always(0),
    head: 'gaussian' as const,
    actionSpace: { kind: 'box', shape: [1], low: [-1], high: [1] } as const,
    policy: {
      inputs: 2,
      layers: [
        {
          units: 1,
          activation: 'linear' as const,
          kernel: Float32Array.of(Number.NaN, 0),
          bias: new Float32Array(1),
        },
      ],
    },
  }
  const exhibition = new Exhibition(track({ actionSpace: broken.actionSpace }), 1, plain)
  exhibition.show([{ moment: null, snapshot: broken }])
  exhibition.advance(100, 1)
  exhibition.advance(100, 1)
  expect(only(exhibition).episodeStep).toBe(0)
})

test('same seed, same showing: CartPole step by step', () => {
  const world = environmentById('CartPole-v1').create({})
  if (world.form !== 'control') throw new Error('CartPole is a control world')
  const right = {
    ...always(1),
    actionSpace: world.actionSpace,
    policy: {
      inputs: 4,
      layers: [
        {
          units: 2,
          activation: 'linear' as const,
          kernel: Float32Array.of(0, 0, 0, 1, -1, 1, 0, 1),
          bias: new Float32Array(2),
        },
      ],
    },
    values: [],
    head: 'action-values' as const,
  }
  const run = (seed: number) => {
    const exhibition = new Exhibition(world, seed, plain)
    exhibition.show([{ moment: null, snapshot: right }])
    for (let i = 0; i < 30; i++) exhibition.advance(16, 1)
    return [...only(exhibition).state]
  }
  expect(run(3)).toEqual(run(3))
  expect(run(3)).not.toEqual(run(4))
})
