/** Live episodes, corrections and pulls in a world that brings only whole episodes back. */
import { describe, expect, test } from 'vitest'
import { restOfClip } from '../../../src/app/corrected-rest.ts'
import { Exhibition } from '../../../src/app/exhibition.ts'
import { LiveEpisode } from '../../../src/app/live-episode.ts'
import { Showing } from '../../../src/app/showing.ts'
import { replayControlClip } from '../../../src/core/clip-replay.ts'
import type { ControlEnvironment, ControlWorld, Push } from '../../../src/core/environment.ts'
import { Rng } from '../../../src/core/rng.ts'
import { NO_SHAPING } from '../../../src/core/run-config.ts'
import { inconsistencyOf } from '../../../src/persistence/label-consistency.ts'
import { controlReward } from '../../../src/training/control-shaping.ts'
import { simulatedGiven } from '../../../src/training/simulated-label.ts'
import { openGustyWorld } from '../training/gusty-world.ts'
import { always } from './track.ts'

const world = await openGustyWorld()
const shaping = () => controlReward([], NO_SHAPING, 1)

function lived(steps: number, from: ConstructorParameters<typeof LiveEpisode>[2] = null, seed = 3) {
  const episode = new LiveEpisode(world, seed, from, shaping)
  const rng = Rng.fromSeed(seed, 'test')
  for (let i = 0; i < steps; i++) episode.step([rng.uniform() - 0.5, rng.uniform()], 1000 + 100 * i)
  return episode
}

const lastState = (clip: Parameters<typeof replayControlClip>[1]) => [
  ...replayControlClip(world, clip).states.slice(-world.stateSize),
]

describe('an episode as it happens', () => {
  test('replays from its clip, and praise is about its last steps alone', () => {
    const episode = lived(30)
    expect(lastState(episode.clip())).toEqual(episode.place)
    const { clip, ages } = episode.recent(500, 4000)!
    expect(clip.lead).toBe(25)
    expect(ages).toHaveLength(5)
    expect(replayControlClip(world, clip).steps).toBe(5)
    expect(lastState(clip)).toEqual(episode.place)
    const label = { ...simulatedGiven(0, 1), kind: 'praise', clip, ages, signal: 1 } as const
    expect(inconsistencyOf(label)).toBeNull()
  })

  test('is taken over from where it is, and what is shown from there replays', () => {
    const robot = lived(12)
    const hand = lived(8, robot.moment, 9)
    expect(hand.steps).toBe(8)
    const clip = hand.clip()
    expect(clip).toMatchObject({ start: robot.clip().start, lead: 12 })
    expect(replayControlClip(world, clip).steps).toBe(8)
    expect(lastState(clip)).toEqual(hand.place)
    expect(hand.recent(300, 1800)!.clip.lead, 'praise of what came after a takeover').toBe(12 + 5)
  })

  test('what leads to it is not seen', () => {
    const robot = lived(12)
    const showing = new Showing(world, shaping, 'double')
    showing.begin(9, 'clip', robot.moment)
    expect([...showing.state]).toEqual(robot.place)
    expect(showing).toMatchObject({ episodeStep: 0, finished: 'no', parts: { reward: 0 } })
    expect(showing.exhibit(null, null, 1).trail).toHaveLength(world.stateSize)
  })
})

test('a correction begins where the clip was stopped, beside what the robot did from there', () => {
  const clip = { ...lived(20).clip(), lead: 5 }
  const all = replayControlClip(world, clip)
  const rest = restOfClip(world, clip, 6)
  expect(rest).toMatchObject({ start: clip.start, steps: 9, clip: { lead: 11 } })
  expect(rest.lead).toEqual(clip.actions.slice(0, 22))
  expect(rest.return).toBeCloseTo(
    all.rewards.subarray(6).reduce((sum, reward) => sum + reward, 0),
    12,
  )
  expect(lastState(rest.clip!)).toEqual(lastState(clip))
  const better = lived(9, rest, 4)
  const label = { ...simulatedGiven(0, 1), kind: 'correct', clip, at: 6, better: better.clip() } as const
  expect(inconsistencyOf(label)).toBeNull()
})

describe('someone who pulls at the robot on show', () => {
  /** The same world, whose ball can be pulled. */
  function pulled() {
    const pushes: Push[] = []
    const made = (): ControlEnvironment =>
      Object.assign(world.create(), { push: (push: Push) => void pushes.push(push) })
    return { pushes, pulledWorld: { ...world, create: made } as ControlWorld }
  }
  const push: Push = { body: 0, x: 1, y: 2, forceX: 3, forceY: 0 }

  test('does so at every step until letting go', () => {
    const { pushes, pulledWorld } = pulled()
    const exhibition = new Exhibition(pulledWorld, 1, shaping)
    const snapshot = always(0)
    exhibition.show([{ moment: null, snapshot }])
    exhibition.step()
    expect(pushes).toEqual([])
    exhibition.poke(push)
    exhibition.step()
    exhibition.step()
    expect(pushes).toEqual([push, push])
    exhibition.poke(null)
    exhibition.step()
    expect(pushes).toHaveLength(2)
  })

  test('does nothing where nothing can be pulled', () => {
    const showing = new Showing(world, shaping)
    showing.begin(1, 'test')
    showing.poke = push
    showing.step([0, 0])
    expect(showing.episodeStep).toBe(1)
  })
})
