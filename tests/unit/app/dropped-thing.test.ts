/** A ball and a book on the robots of both engines, and tilted ground: they feel it, and nobody else does. */
import { describe, expect, test } from 'vitest'
import { Showing } from '../../../src/app/showing.ts'
import type { ControlWorld } from '../../../src/core/environment.ts'
import { loadWorld } from '../../../src/core/load-world.ts'
import { Rng } from '../../../src/core/rng.ts'
import { NO_SHAPING } from '../../../src/core/run-config.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { actionSize } from '../../../src/core/space.ts'
import { type EnvId, environmentById } from '../../../src/envs/registry.ts'
import { controlReward } from '../../../src/training/control-shaping.ts'

const shaping = () => controlReward([], NO_SHAPING, 1)

const worldOf = async (id: EnvId): Promise<ControlWorld> => {
  const definition = environmentById(id)
  const world = await loadWorld(definition, defaultsOf(definition.settings))
  if (world.form !== 'control' || !world.figure) throw new Error(`${id} has bodies.`)
  return world
}

describe.each(['InvertedPendulum-v5', 'PipBench-v0', 'BipedalWalker-v3'] as const)('on %s', id => {
  test.each(['ball', 'book'] as const)(
    'a %s moves it, is gone at the next start, and the same episode without it is as before',
    async kind => {
      const world = await worldOf(id)
      const still = new Float64Array(actionSize(world.actionSpace))
      const live = (drops: boolean) => {
        const showing = new Showing(world, shaping)
        showing.begin(7, 'test')
        if (drops) showing.drop(kind, null)
        let seen = 0
        for (let step = 0; step < 60; step++) {
          showing.step(still)
          if (showing.exhibit(null, null, 1).thing) seen++
        }
        const { state, episodeStep } = showing
        const row = [...state]
        showing.begin(7, 'test')
        expect(showing.exhibit(null, null, 1).thing).toBeUndefined()
        return { row, seen, episodeStep }
      }
      const before = live(false)
      const hit = live(true)
      const after = live(false)
      expect(hit.seen).toBeGreaterThan(0)
      expect(after.row).toEqual(before.row)
      expect(hit.row).not.toEqual(before.row)
      expect(hit.row.every(Number.isFinite)).toBe(true)
    },
  )
})

test.each([
  'LunarLander-v3',
  'BipedalWalker-v3',
  'InvertedPendulum-v5',
  'InvertedDoublePendulum-v5',
  'Hopper-v5',
  'HalfCheetah-v5',
  'Walker2d-v5',
  'PipBench-v0',
] as const)('what is dropped over the robot of %s begins clear of it', async id => {
  const world = await worldOf(id)
  const showing = new Showing(world, shaping)
  showing.begin(1, 'test')
  showing.drop('book', null)
  showing.step(new Float64Array(actionSize(world.actionSpace)))
  const { from, to } = showing.exhibit(null, null, 1).thing!
  expect(Math.abs(to.x - from.x)).toBeLessThan(1e-6)
  expect(from.y - to.y).toBeGreaterThan(0)
  expect(from.y - to.y).toBeLessThan(9.81 * world.stepSeconds ** 2 + 1e-6)
})

describe('tilted ground', () => {
  const fallen = async (id: EnvId, tilt: number, steps: number) => {
    const world = await worldOf(id)
    const still = new Float64Array(actionSize(world.actionSpace))
    const showing = new Showing(world, shaping)
    showing.begin(3, 'test')
    showing.tilt = tilt
    const poses = new Float64Array(3 * world.figure!.bodies.length)
    for (let step = 0; step < steps; step++) showing.step(still)
    world.figure!.place(showing.state, 0, poses)
    return { poses, seconds: steps * world.stepSeconds }
  }

  test.each([
    ['LunarLander-v3', 10],
    ['Hopper-v5', 9.81],
  ] as const)('pulls %s downhill as gravity would', async (id, gravity) => {
    const angle = 0.15
    // Before any foot touches down; the hopper's begins on the ground, and holds it back.
    const steps = id === 'Hopper-v5' ? 4 : 20
    const level = await fallen(id, 0, steps)
    const tilted = await fallen(id, angle, steps)
    const expected = -(gravity * Math.sin(angle) * tilted.seconds ** 2) / 2
    const moved = tilted.poses[0]! - level.poses[0]!
    expect(moved / expected).toBeGreaterThan(id === 'Hopper-v5' ? 0.5 : 0.9)
    expect(moved / expected).toBeLessThan(1.1)
  })

  test('is told anew for each step', async () => {
    const world = await worldOf('BipedalWalker-v3')
    const environment = world.create()
    const other = world.create()
    const rng = Rng.fromSeed(5, 'test')
    for (const each of [environment, other]) {
      const own = Rng.restore(rng.save())
      each.reset(own)
      each.tilt?.(0.1)
      for (let step = 0; step < 10; step++) each.step([0, 0, 0, 0], 0, own)
    }
    expect([...other.state]).toEqual([...environment.state])
    const level = world.create()
    const own = Rng.restore(rng.save())
    level.reset(own)
    for (let step = 0; step < 10; step++) level.step([0, 0, 0, 0], 0, own)
    const moved = environment.state[0]! - level.state[0]!
    expect(moved).not.toBe(0)
    expect(Math.abs(moved)).toBeLessThan(0.02)
  })
})
