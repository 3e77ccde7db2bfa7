/** A ball on the robots of both engines: they feel it, and nobody else does. */
import { describe, expect, test } from 'vitest'
import { Showing } from '../../../src/app/showing.ts'
import { loadWorld } from '../../../src/core/load-world.ts'
import { NO_SHAPING } from '../../../src/core/run-config.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { actionSize } from '../../../src/core/space.ts'
import { environmentById } from '../../../src/envs/registry.ts'
import { controlReward } from '../../../src/training/control-shaping.ts'

const shaping = () => controlReward([], NO_SHAPING, 1)

describe.each(['InvertedPendulum-v5', 'PipBench-v0', 'BipedalWalker-v3'] as const)('a ball on %s', id => {
  test('moves it, is gone at the next start, and the same episode without it is as before', async () => {
    const definition = environmentById(id)
    const world = await loadWorld(definition, defaultsOf(definition.settings))
    if (world.form !== 'control' || !world.figure) throw new Error(`${id} has bodies.`)
    const still = new Float64Array(actionSize(world.actionSpace))
    const { figure } = world
    const live = (balls: boolean) => {
      const showing = new Showing(world, shaping)
      showing.begin(7, 'test')
      const poses = new Float64Array(3 * figure.bodies.length)
      figure.place(showing.state, 0, poses)
      if (balls) showing.dropBall(poses[0]! + 0.02, poses[1]! + 0.35 * figure.view.height)
      let seen = 0
      for (let step = 0; step < 40; step++) {
        showing.step(still)
        if (showing.exhibit(null, null, 1).ball) seen++
      }
      const { state, episodeStep } = showing
      const row = [...state]
      showing.begin(7, 'test')
      expect(showing.exhibit(null, null, 1).ball).toBeUndefined()
      return { row, seen, episodeStep }
    }
    const before = live(false)
    const hit = live(true)
    const after = live(false)
    expect(hit.seen).toBeGreaterThan(0)
    expect(after.row).toEqual(before.row)
    expect(hit.row).not.toEqual(before.row)
    expect(hit.row.every(Number.isFinite)).toBe(true)
  })
})
