import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ControlPlay, playHelp, playPace } from '../../../src/app/control-play.ts'
import { PlayInput } from '../../../src/app/play-input.ts'
import { Showing } from '../../../src/app/showing.ts'
import { NO_SHAPING } from '../../../src/core/run-config.ts'
import type { Box } from '../../../src/core/space.ts'
import { environmentById } from '../../../src/envs/registry.ts'
import { controlReward } from '../../../src/training/control-shaping.ts'
import { always, track } from './track.ts'

const shaping = () => controlReward([], NO_SHAPING, 1)
const box: Box = { kind: 'box', shape: [1], low: [-2], high: [2] }

test('held keys are whole pushes, nothing held is the middle action', () => {
  const three = new PlayInput({ kind: 'discrete', n: 3 })
  expect([-1, -1, 0, 0, 1, 1].map(value => three.action(value)[0])).toEqual([0, 0, 1, 1, 2, 2])
  const force = new PlayInput(box)
  expect([-1, -0.5, 0, 0.25, 1, 7].map(value => force.action(value)[0])).toEqual([-2, -1, 0, 0.5, 2, 2])
})

test('where there is no action for nothing, left and right take turns', () => {
  const two = new PlayInput({ kind: 'discrete', n: 2 })
  const idle = Array.from({ length: 8 }, () => two.action(0)[0]!)
  expect(idle.slice(1).every((action, i) => action !== idle[i])).toBe(true)
  expect([1, 1, 1].map(value => two.action(value)[0])).toEqual([1, 1, 1])
})

test('over time the push is what was asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 6 }),
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }),
      (n, asked) => {
        const input = new PlayInput({ kind: 'discrete', n })
        const half = (n - 1) / 2
        let given = 0
        for (const value of asked) {
          const [action] = input.action(value)
          expect(Number.isInteger(action) && action! >= 0 && action! < n).toBe(true)
          given += (action! - half) / half
        }
        const total = asked.reduce((sum, value) => sum + value, 0)
        expect(Math.abs(total - given)).toBeLessThanOrEqual(1 / half / 2 + 1e-9)
      },
    ),
  )
})

test('the episode waits for the first press, then goes on whatever is held', () => {
  const play = new ControlPlay(track(), 1, null, shaping)
  play.advance(5000, 1)
  expect(play.steps).toBe(0)
  play.input = 1
  play.advance(100, 1)
  play.input = null
  play.advance(100, 1)
  expect(play.steps).toBe(2)
  expect(play.record().actions).toEqual([2, 1])
  expect(play.exhibit()).toMatchObject({ moment: 'play', thought: null, episodeStep: 2 })
})

test('pace: half as fast at 0.5', () => {
  const play = new ControlPlay(track(), 1, null, shaping)
  play.input = -1
  play.advance(100, 0.5)
  expect(play.steps).toBe(0)
  expect(play.exhibit().progress).toBe(1)
  play.advance(100, 0.5)
  expect(play.steps).toBe(1)
})

test('seed, start and actions replay to the same return', () => {
  const world = environmentById('CartPole-v1').create({})
  if (world.form !== 'control') throw new Error('CartPole is a control world')
  const play = new ControlPlay(world, 5, null, shaping)
  const inputs = [1, 1, null, -1, 0.3, null, -1]
  for (let i = 0; play.finished === 'no'; i++) {
    play.input = inputs[i % inputs.length]!
    play.advance(20, 1)
  }
  const { seed, start, actions } = play.record()
  const replay = new Showing(world, shaping)
  replay.begin(seed, 'play')
  expect([...replay.state]).toEqual([...start])
  for (const action of actions) replay.step([action])
  expect(replay.parts.reward).toBe(play.return)
  expect(replay.finished).toBe(play.finished)
})

test('the robot drives the same start beside the person, and goes on alone to its own end', () => {
  const play = new ControlPlay(track({ maxEpisodeSteps: 40 }), 1, always(1), shaping)
  expect(play.robot).toEqual({ return: 0, finished: false })
  play.input = 1
  while (play.finished === 'no') play.advance(100, 1)
  expect(play.exhibit().event).toBe('fell')
  expect(play.robot).toEqual({ return: play.steps, finished: false })
  const { steps } = play
  for (let i = 0; i < 6; i++) play.advance(16, 1)
  expect(play.robot).toEqual({ return: 40, finished: true })
  expect(play.steps).toBe(steps)
})

test('without a policy there is no robot to compare with', () => {
  expect(new ControlPlay(track(), 1, null, shaping).robot).toBeNull()
})

test('controls are explained by what the world takes; CartPole starts at half pace', () => {
  expect(playHelp({ kind: 'discrete', n: 2 })).toContain('take turns')
  expect(playHelp({ kind: 'discrete', n: 3 })).toContain('coast')
  expect(playHelp(box)).toContain('full force')
  expect(playPace('CartPole-v1')).toBe(0.5)
  expect(playPace('Pendulum-v1')).toBe(1)
})

test('each joint of a robot is held by itself, and what is not held is let loose', () => {
  const walker = new PlayInput({ kind: 'box', shape: [3], low: [-1, -2, 0], high: [1, 2, 1] })
  expect(walker.action(1)).toEqual([1, 0, 0.5])
  expect(walker.action(null, -1, 0.5)).toEqual([0, -2, 0.75])
  expect(walker.action()).toEqual([0, 0, 0.5])
})

test("a lander's engines are held apart, and take turns where only one can fire", () => {
  const lander = new PlayInput({ kind: 'discrete', n: 4 }, 'LunarLander-v3')
  const steps = (count: number, ...held: number[]) =>
    Array.from({ length: count }, () => lander.action(...held)[0])
  expect(steps(2)).toEqual([0, 0])
  expect(steps(3, -1)).toEqual([1, 1, 1])
  expect(steps(3, 1)).toEqual([3, 3, 3])
  expect(steps(3, 0, 1)).toEqual([2, 2, 2])
  expect(steps(4, 0, 0.5).filter(action => action === 2)).toHaveLength(2)
  const both = steps(10, -1, 1)
  expect([both.filter(action => action === 2).length, both.filter(action => action === 1).length]).toEqual([
    5, 5,
  ])
  expect(steps(1)).toEqual([0])
  const continuous = new PlayInput(
    { kind: 'box', shape: [2], low: [-1, -1], high: [1, 1] },
    'LunarLanderContinuous-v3',
  )
  expect(continuous.action()).toEqual([0, 0])
  expect(continuous.action(-1, 1)).toEqual([1, -1])
  expect(continuous.action(0.25, -1), 'there is no engine on top').toEqual([0, 0.25])
})

test('it is said which keys there are', () => {
  expect(playHelp({ kind: 'discrete', n: 4 }, 'LunarLander-v3')).toContain('main engine')
  expect(playHelp({ kind: 'box', shape: [4], low: [-1, -1, -1, -1], high: [1, 1, 1, 1] })).toContain(
    'two keys',
  )
  expect(playPace('BipedalWalker-v3')).toBe(0.5)
})

test('a robot that was pulled, hit or stood on tilted ground is told from one that was not', () => {
  const open = () => new ControlPlay(track(), 1, null, shaping)
  const left = open()
  left.tilt(0)
  left.poke(null)
  expect(left.isMeddledWith).toBe(false)
  const [pulled, hit, tilted] = [open(), open(), open()]
  pulled.poke({ body: 0, x: 0, y: 0, forceX: 1, forceY: 0 })
  hit.drop('ball', null)
  tilted.tilt(0.1)
  tilted.tilt(0)
  expect([pulled, hit, tilted].map(play => play.isMeddledWith)).toEqual([true, true, true])
})

test('what happens to the robot begins the episode, as the first push does', () => {
  const [left, pulled, hit] = [0, 1, 2].map(() => new ControlPlay(track(), 1, null, shaping))
  pulled!.poke({ body: 0, x: 0, y: 0, forceX: 1, forceY: 0 })
  hit!.drop('ball', null)
  for (const play of [left!, pulled!, hit!]) play.advance(100, 1)
  expect(left!.steps).toBe(0)
  expect(pulled!.steps).toBeGreaterThan(0)
  expect(hit!.steps).toBe(pulled!.steps)
})
