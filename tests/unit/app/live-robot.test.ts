import { expect, test } from 'vitest'
import { LiveEpisode } from '../../../src/app/live-episode.ts'
import { LiveRobot } from '../../../src/app/live-robot.ts'
import { defaultWorld } from '../../../src/app/worlds.ts'
import type { ControlReward } from '../../../src/training/control-shaping.ts'

const world = defaultWorld('CartPole-v1')
const noShaping = () => ({ terms: [], discount: 1 }) as unknown as ControlReward

/** A robot that always pushes right and so falls soon; `run` lets milliseconds pass in frames of 20. */
function open(act: () => number[] | null = () => [1]) {
  let now = 0
  const robot = new LiveRobot({ begin: number => new LiveEpisode(world, number, null, noShaping), act })
  const run = (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += 20) {
      now += 20
      robot.advance(20, 40, now)
    }
  }
  return { robot, run, now: () => now }
}

test('it goes at the pace it is told, and waits for a policy', () => {
  const { robot, run } = open()
  run(200)
  expect(robot.episode.steps).toBe(5)
  const waiting = open(() => null)
  waiting.run(400)
  expect(waiting.robot.episode.steps).toBe(0)
  expect(waiting.robot.recent(400)).toBeNull()
})

test('a signal just after a new start is about the end of the episode before; later it is about the new one', () => {
  const { robot, run, now } = open()
  const first = robot.episode
  while (robot.episode === first) run(20)
  const end = first.clip().actions.length
  run(100)
  const early = robot.recent(now())!
  expect(early.clip.seed).toBe(first.clip().seed)
  expect(early.clip.actions.length).toBeLessThanOrEqual(end)
  expect(early.ages.at(-1), 'the rest at the end has passed since').toBeGreaterThan(1000)
  run(400)
  expect(robot.recent(now())!.clip.seed).toBe(robot.episode.clip().seed)
})
