import { beforeAll, describe, expect, it } from 'vitest'
import type { ControlEnvironment, ControlWorld } from '../../../../src/core/environment.ts'
import { Rng } from '../../../../src/core/rng.ts'
import type { SettingValues } from '../../../../src/core/settings.ts'
import { pipBench } from '../../../../src/envs/pip/pip-bench.ts'
import { type Wish, wishesOf } from '../../../../src/envs/pip/wishes.ts'

beforeAll(() => pipBench.load!())

const still = new Float32Array(8)
const unused = Rng.fromSeed(0, 'unused')

function started(world: ControlWorld, seed = 1): ControlEnvironment {
  const environment = world.create()
  environment.reset(Rng.fromSeed(seed, 'start'))
  return environment
}

/** Standing in the crouch, exactly; the numbers of joints are x, height, lean, then the motors' own. */
function posed(world: ControlWorld, changes: Readonly<Record<number, number>>): ControlEnvironment {
  const environment = started(world)
  const speeds = 11
  environment.state.fill(0)
  environment.state.set([0, 0.578, 0, 0.25, -0.5, 0.25, 0.25, -0.5, 0.25])
  for (const [joint, value] of Object.entries(changes)) environment.state[Number(joint)] = value
  expect(environment.state.length).toBe(world.stateSize)
  expect(speeds + 11).toBeLessThan(world.stateSize)
  return environment
}

const worldWith = (settings: SettingValues = {}) => pipBench.create(settings)

function observationOf(environment: ControlEnvironment): Float32Array {
  const into = new Float32Array(environment.observationSize)
  environment.observe(into, 0)
  return into
}

const seen = (world: ControlWorld, environment: ControlEnvironment, label: string): number => {
  const place = world.observations.findIndex(quantity => quantity.label === label)
  expect(place, label).toBeGreaterThanOrEqual(0)
  return observationOf(environment)[place]!
}

describe('PipBench-v0', () => {
  it('begins on both feet, and stays on them a while with its motors off', () => {
    const world = worldWith()
    const feet = new Uint8Array(2)
    for (let seed = 0; seed < 20; seed++) {
      const environment = started(world, seed)
      expect(environment.terminated).toBe(false)
      for (let step = 0; step < 15; step++) environment.step(still, 0, unused)
      expect(environment.terminated).toBe(false)
      world.figure!.touching(environment.state, 0, feet)
      expect(feet[0]! + feet[1]!).toBeGreaterThan(0)
    }
  })

  it('pays the metres it moved and nothing else', () => {
    const world = worldWith()
    const environment = started(world)
    const rng = Rng.fromSeed(3, 'actions')
    let sum = 0
    const begin = environment.state[0]!
    for (let step = 0; step < 40 && !environment.terminated; step++) {
      environment.step(
        Float32Array.from({ length: 8 }, () => 2 * rng.uniform() - 1),
        0,
        unused,
      )
      sum += environment.reward
    }
    expect(sum).toBeCloseTo(environment.state[0]! - begin, 12)
  })

  it.each<[string, Readonly<Record<number, number>>]>([
    ['on its back', { 1: 0.12, 2: -1.5 }],
    ['on its face', { 1: 0.12, 2: 1.5 }],
    ['on its knees', { 1: 0.3, 3: 0, 4: -1.5, 6: 0, 7: -1.5 }],
    ['on its head', { 1: 0.5, 2: 3.1 }],
  ])('%s it has fallen', (_name, changes) => {
    const environment = posed(worldWith(), changes)
    environment.step(still, 0, unused)
    expect(environment.terminated).toBe(true)
  })

  it('may bow deeply, jump and raise its arms', () => {
    const changes = { 2: 1.2, 3: 1.45, 6: 1.45, 9: 2.5, 10: 2.5 }
    for (const pose of [changes, { 1: 1.2 }]) {
      const environment = posed(worldWith(), pose)
      environment.step(still, 0, unused)
      expect(environment.terminated).toBe(false)
    }
  })

  it('feels its feet and sees what lies ahead', () => {
    const world = worldWith({ clutter: 'pencils' })
    const environment = posed(world, {})
    expect(seen(world, environment, 'Right foot stands')).toBe(1)
    expect(seen(world, environment, 'Bench 0.4 m ahead')).toBe(0)
    environment.state[0] = 1.7
    expect(seen(world, environment, 'Bench 0.4 m ahead')).toBeCloseTo(0.03)
    environment.state[1] = 1
    expect(seen(world, environment, 'Right foot stands')).toBe(0)
    expect(seen(world, environment, 'Left foot stands')).toBe(0)
  })

  it('stands on a book as on the bench', () => {
    const world = worldWith({ clutter: 'books' })
    const environment = posed(world, { 0: 4.7, 1: 0.638 })
    for (let step = 0; step < 5; step++) environment.step(still, 0, unused)
    expect(environment.terminated).toBe(false)
    expect(environment.state[1]).toBeGreaterThan(0.6)
    const feet = new Uint8Array(2)
    world.figure!.touching(environment.state, 0, feet)
    expect([...feet]).toEqual([1, 1])
    expect(seen(world, environment, 'Height of the hips')).toBeCloseTo(environment.state[1]! - 0.06, 5)
  })

  it('waving arms is measured, and the start is the only chance in it', () => {
    const world = worldWith()
    const measure = (id: string): Wish['measure'] =>
      wishesOf(pipBench.id).find(wish => wish.id === id)!.measure
    const swing = (rise: number) => {
      const environment = started(world, 5)
      const rows = [...environment.state]
      let count = 1
      for (; count < 25 && !environment.terminated; count++) {
        const arm = rise * (count < 10 || count % 4 < 2 ? 1 : -1)
        environment.step([0, 0, 0, 0, 0, 0, arm, arm], 0, unused)
        rows.push(...environment.state)
      }
      return measure('wave')({
        states: rows,
        stateSize: world.stateSize,
        count,
        stepSeconds: world.stepSeconds,
      })
    }
    expect(swing(1)).toBeGreaterThan(0.3)
    expect(swing(0)).toBe(0)
    expect(swing(1)).toBe(swing(1))
  })
})
