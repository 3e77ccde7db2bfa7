import { describe, expect, it } from 'vitest'
import { replayControlClip } from '../../../src/core/clip-replay.ts'
import type { ControlWorld } from '../../../src/core/environment.ts'
import { Rng } from '../../../src/core/rng.ts'
import { environmentById } from '../../../src/envs/registry.ts'

const open = (id: string): ControlWorld => {
  const world = environmentById(id).create({})
  if (world.form !== 'control') throw new Error(`${id} is a grid world`)
  return world
}

describe('clips of control worlds', () => {
  it.each(['CartPole-v1', 'Pendulum-v1', 'MountainCarContinuous-v0', 'Acrobot-v1'])(
    'replay %s as it was stepped',
    id => {
      const world = open(id)
      const environment = world.create()
      environment.reset(Rng.fromSeed(3, 'test'))
      const start = [...environment.state]
      const actions = Array.from({ length: 8 }, (_, t) => (t % 3 === 0 ? 1 : 0))
      const rewards: number[] = []
      for (const action of actions) {
        environment.step([action], 0, Rng.fromSeed(0, 'clip'))
        rewards.push(environment.reward)
      }
      const replayed = replayControlClip(world, { start, seed: 0, actions })
      expect([...replayed.rewards]).toEqual(rewards)
      expect(replayed.steps).toBe(8)
      expect([...replayed.states.slice(-world.stateSize)]).toEqual([...environment.state])
      expect([...replayed.states.slice(0, world.stateSize)]).toEqual(start)
    },
  )

  it('ends where the episode ends', () => {
    const world = open('CartPole-v1')
    const replayed = replayControlClip(world, {
      start: [0, 0, 0.2, 1],
      seed: 0,
      actions: Array.from({ length: 20 }, () => 0),
    })
    expect(replayed.terminated).toBe(true)
    expect(replayed.steps).toBeLessThan(5)
    expect(replayed.observations.length).toBe(4 * replayed.steps)
    expect(replayed.actions.length).toBe(replayed.steps)
  })

  it.each([
    ['a state index', { start: 3, seed: 0, actions: [0] }],
    ['too few numbers', { start: [0, 0], seed: 0, actions: [0] }],
    ['a number that is none', { start: [0, 0, Number.NaN, 0], seed: 0, actions: [0] }],
    ['an action that is none', { start: [0, 0, 0, 0], seed: 0, actions: [Number.POSITIVE_INFINITY] }],
  ])('refuse %s', (_, clip) => {
    expect(() => replayControlClip(open('CartPole-v1'), clip)).toThrow(/Clip/)
  })
})
