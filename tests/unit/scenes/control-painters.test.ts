/** What every control world's painter owes the scene, with the world's own environment. */
import { describe, expect, test } from 'vitest'
import type { ControlWorld } from '../../../src/core/environment.ts'
import { Rng } from '../../../src/core/rng.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { environmentById } from '../../../src/envs/registry.ts'
import { acrobot } from '../../../src/scenes/acrobot-painter.ts'
import { cartPole } from '../../../src/scenes/cart-pole-painter.ts'
import { POSE_SIZE } from '../../../src/scenes/control-painter.ts'
import { mountainCar } from '../../../src/scenes/mountain-car-painter.ts'
import { pendulum } from '../../../src/scenes/pendulum-painter.ts'

const PAINTERS = [
  ['CartPole-v1', cartPole],
  ['MountainCar-v0', mountainCar({ goal: 0.5 })],
  ['MountainCarContinuous-v0', mountainCar({ goal: 0.45 })],
  ['Acrobot-v1', acrobot],
  ['Pendulum-v1', pendulum],
] as const

describe.each(PAINTERS)('%s', (id, painter) => {
  const { create, settings } = environmentById(id)
  const world = create(defaultsOf(settings)) as ControlWorld
  const area = { x: 0, y: 0, width: 760, height: 480 }
  const picture = painter.layOut(area, world, world.plane !== null)

  test('places every part of hero and ghosts on the stage, wherever an episode goes', () => {
    const rng = Rng.fromSeed(3, 'painters')
    const environment = world.create()
    environment.reset(rng)
    const place = new Float64Array(2)
    for (let step = 0; step < 150 && !environment.terminated; step++) {
      const choice = Math.floor(step / 15) % 2
      environment.step(
        [world.actionSpace.kind === 'discrete' ? choice * (world.actionSpace.n - 1) : 2 * choice - 1],
        0,
        rng,
      )
      for (const cast of [picture.hero, picture.ghosts(0.5)]) {
        const poses = new Float64Array(POSE_SIZE * cast.parts.length).fill(Number.NaN)
        cast.place(environment.state, 0, poses)
        for (let part = 0; part < cast.parts.length; part++) {
          const [x, y, turn] = poses.subarray(part * POSE_SIZE, (part + 1) * POSE_SIZE)
          expect(x).toBeGreaterThan(area.x)
          expect(x).toBeLessThan(area.width)
          expect(y).toBeGreaterThan(area.y)
          expect(y).toBeLessThan(area.height)
          expect(turn).not.toBeNaN()
        }
      }
      for (const point of [picture.trace, picture.anchor]) {
        if (point === picture.trace) picture.trace(environment.state, 0, place)
        else picture.anchor(environment.state, place)
        expect(place.every(Number.isFinite)).toBe(true)
      }
    }
  })

  test('reads states at any place in a row of them', () => {
    const environment = world.create()
    environment.reset(Rng.fromSeed(5, 'painters'))
    const row = new Float64Array(3 * world.stateSize)
    row.set(environment.state, 2 * world.stateSize)
    const poses = [environment.state, row].map((states, i) => {
      const into = new Float64Array(POSE_SIZE * picture.hero.parts.length)
      picture.hero.place(states, i * 2 * world.stateSize, into)
      return Array.from(into)
    })
    expect(poses[1]).toEqual(poses[0])
  })

  test('one part shows a face, parts have names of their own and pivots inside', () => {
    for (const { parts } of [picture.hero, picture.ghosts(0.5)]) {
      expect(parts.filter(({ hasFace }) => hasFace)).toHaveLength(1)
      expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length)
      for (const { pivotX, pivotY, width, height } of parts) {
        expect(pivotX).toBeGreaterThan(0)
        expect(pivotX).toBeLessThan(width)
        expect(pivotY).toBeGreaterThan(0)
        expect(pivotY).toBeLessThan(height + 4)
      }
    }
  })

  test('angles and speeds are places in its state', () => {
    const places = [...painter.angles, ...painter.speeds.flat()]
    for (const place of places) expect(place).toBeLessThan(world.stateSize)
  })

  test('looks where it goes, to either side', () => {
    const [least, most] =
      world.actionSpace.kind === 'discrete'
        ? [0, world.actionSpace.n - 1]
        : [world.actionSpace.low[0]!, world.actionSpace.high[0]!]
    const looks = [picture.gaze([least]), picture.gaze([most])]
    expect(new Set(looks)).toEqual(new Set(['left', 'right']))
  })

  test('says where it is in few words', () => {
    const environment = world.create()
    environment.reset(Rng.fromSeed(1, 'painters'))
    expect(painter.readout(environment.state)).toMatch(/\d/)
    expect(painter.readout(environment.state).length).toBeLessThan(36)
  })
})
