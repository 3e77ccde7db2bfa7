import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LiveEpisode } from '../../../src/app/live-episode.ts'
import { defaultWorld } from '../../../src/app/worlds.ts'
import { replayClip, replayControlClip } from '../../../src/core/clip-replay.ts'
import type { World } from '../../../src/core/environment.ts'
import { Rng } from '../../../src/core/rng.ts'
import type { ControlReward } from '../../../src/training/control-shaping.ts'

const noShaping = () => ({ terms: [], discount: 1 }) as unknown as ControlReward

function anyAction(world: World, rng: Rng): number[] {
  if (world.form === 'tabular') return [rng.integer(world.model.actions)]
  const { actionSpace } = world
  if (actionSpace.kind === 'discrete') return [rng.integer(actionSpace.n)]
  return actionSpace.low.map((low, i) => low + rng.uniform() * (actionSpace.high[i]! - low))
}

/** An episode of up to `steps` random steps, one each 100 ms from 1000 on. */
function lived(world: World, seed: number, steps: number, start: number | null = null): LiveEpisode {
  const episode = new LiveEpisode(world, seed, start === null ? null : { start, lead: [] }, noShaping)
  const rng = Rng.fromSeed(seed, 'test')
  for (let i = 0; i < steps; i++) episode.step(anyAction(world, rng), 1000 + 100 * i)
  return episode
}

const ENVS = ['FlowerPath-v0', 'FrozenLake-v1', 'CartPole-v1', 'Pendulum-v1', 'MountainCarContinuous-v0']

test.each(ENVS)('%s: what happened replays exactly from its clip', env => {
  const world = defaultWorld(env)
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (seed, steps) => {
      const episode = lived(world, seed, steps)
      const clip = episode.clip()
      if (world.form === 'tabular') {
        const { states, outcomes } = replayClip(world.model, clip)
        expect(Array.from(states)).toEqual(episode.states)
        const total = outcomes.reduce((sum, outcome) => sum + world.model.reward[outcome]!, 0)
        expect(total).toBeCloseTo(episode.return, 9)
      } else {
        const replayed = replayControlClip(world, clip)
        expect(replayed.steps).toBe(episode.steps)
        expect(Array.from(replayed.states.slice(-world.stateSize))).toEqual(episode.place)
      }
    }),
    { numRuns: 40 },
  )
})

test.each(ENVS)('%s: the last steps replay to where the episode is, each with the time it was seen', env => {
  const world = defaultWorld(env)
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), fc.nat(2000), (seed, steps, later) => {
      const episode = lived(world, seed, steps)
      const now = 1000 + 100 * (episode.steps - 1) + later
      const { clip, ages } = episode.recent(1500, now)!
      expect(ages.at(-1)).toBe(later)
      for (let i = 1; i < ages.length; i++) expect(ages[i]).toBe(ages[i - 1]! - 100)
      if (world.form === 'tabular') {
        const { states } = replayClip(world.model, clip)
        expect(states.length).toBe(ages.length + 1)
        expect(Array.from(states)).toEqual(episode.states.slice(-states.length))
      } else {
        const replayed = replayControlClip(world, clip)
        expect(replayed.steps).toBe(ages.length)
        expect(Array.from(replayed.states.slice(-world.stateSize))).toEqual(episode.place)
        expect(ages.length, 'no more than was asked for').toBeLessThanOrEqual(16)
      }
    }),
    { numRuns: 40 },
  )
})

test('before the first step there is nothing to be praised', () => {
  expect(new LiveEpisode(defaultWorld('FlowerPath-v0'), 1, null, noShaping).recent(3000, 5000)).toBeNull()
})

test('an episode may begin in the middle of another', () => {
  const world = defaultWorld('CartPole-v1')
  const start = [0.5, 0.1, 0.02, -0.1]
  const episode = new LiveEpisode(world, 3, { start, lead: [] }, noShaping)
  expect(episode.clip()).toEqual({ start, seed: 3, actions: [] })
  episode.step([1], 0)
  expect(replayControlClip(defaultWorld('CartPole-v1') as never, episode.clip()).steps).toBe(1)
})

test('nothing is added after the end', () => {
  const world = defaultWorld('CartPole-v1')
  const episode = new LiveEpisode(world, 3, null, noShaping)
  for (let i = 0; i < 40; i++) episode.step([1], i)
  expect(episode.finished).toBe('terminated')
  const { steps } = episode
  episode.step([1], 99)
  expect([episode.steps, episode.clip().actions.length]).toEqual([steps, steps])
})
