/** What the recordings of LunarLander do not cover: settings, starts, shaping terms, the figure. */
import { describe, expect, it } from 'vitest'
import type { ControlEnvironment } from '../../../../src/core/environment.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { landerPlaces } from '../../../../src/envs/box2d/lunar-lander.ts'
import { lunarLander, lunarLanderContinuous } from '../../../../src/envs/box2d/lunar-lander-worlds.ts'

await Promise.all([lunarLander, lunarLanderContinuous].map(({ load }) => load!()))

const unused = Rng.fromSeed(0, 'unused')
const begin = (settings = {}, seed = 1, definition = lunarLander): ControlEnvironment => {
  const environment = definition.create(settings).create()
  environment.reset(Rng.fromSeed(seed, 'reset'))
  return environment
}
const meanOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b) / numbers.length

describe('LunarLander', () => {
  it('begins at the top with a push of its own', () => {
    const speeds = Array.from({ length: 200 }, (_, seed) => begin({}, seed).state[landerPlaces.velocityX]!)
    // 1000 N for a 50th of a second on a lander of 4.82 kg: up to 4.15 m/s either way, evenly.
    expect(Math.abs(meanOf(speeds))).toBeLessThan(0.6)
    expect(Math.max(...speeds)).toBeGreaterThan(3)
    expect(Math.max(...speeds.map(Math.abs))).toBeLessThan(4.3)
    const { state } = begin()
    expect(state[landerPlaces.x]).toBeCloseTo(10, 0)
    expect(state[landerPlaces.y]).toBeCloseTo(13.3, 0)
  })

  it('falls as hard as it is told, and a wind blows it away', () => {
    const fall = (settings: object) => {
      const environment = begin(settings)
      const before = environment.state[landerPlaces.velocityY]!
      for (let i = 0; i < 10; i++) environment.step([0], 0, unused)
      return environment.state[landerPlaces.velocityY]! - before
    }
    expect(fall({})).toBeCloseTo(-2, 1)
    expect(fall({ gravity: -5 })).toBeCloseTo(-1, 1)
    const windy = begin({ enable_wind: true, wind_power: 20 })
    const winds = Array.from({ length: 20 }, () => {
      windy.step([0], 0, unused)
      return windy.state[landerPlaces.wind]!
    })
    expect(new Set(winds).size).toBe(20)
    expect(Math.max(...winds.map(Math.abs))).toBeLessThanOrEqual(20)
    expect(begin().state[landerPlaces.wind]).toBe(0)
  })

  it('tells how much each engine gave', () => {
    const engines = (environment: ControlEnvironment, action: number[]) => {
      environment.step(action, 0, unused)
      return [environment.state[landerPlaces.mainPower], environment.state[landerPlaces.sidePower]]
    }
    const environment = begin()
    expect(engines(environment, [0])).toEqual([0, 0])
    expect(engines(environment, [1])).toEqual([0, -1])
    expect(engines(environment, [2])).toEqual([1, 0])
    expect(engines(environment, [3])).toEqual([0, 1])
    const throttled = begin({}, 1, lunarLanderContinuous)
    expect(engines(throttled, [0.5, -0.75])).toEqual([0.75, -0.75])
    expect(engines(throttled, [-0.5, 0.4])).toEqual([0, 0])
    expect(engines(throttled, [7, 7])).toEqual([1, 1])
  })

  it('ends with -100 on a crash and beyond the sides', () => {
    const environment = begin()
    while (!environment.terminated) environment.step([0], 0, unused)
    expect(environment.reward).toBe(-100)
    const sideways = begin({}, 2)
    for (let i = 0; i < 400 && !sideways.terminated; i++) {
      sideways.push!({ body: 0, x: sideways.state[0]!, y: sideways.state[1]!, forceX: 400, forceY: 50 })
      sideways.step([0], 0, unused)
    }
    expect(sideways.terminated).toBe(true)
    expect(sideways.reward).toBe(-100)
    expect(sideways.state[landerPlaces.x]).toBeGreaterThan(19.9)
  })

  it.each([[1.5], [-1], [4], [Number.NaN]])('refuses %d as an engine', action => {
    expect(() => begin().step([action], 0, unused)).toThrow(
      expect.objectContaining({ code: 'invalid-action' }),
    )
  })

  it('refuses settings that Gymnasium does', () => {
    const refused = expect.objectContaining({ code: 'bad-setting', path: 'env.gravity' })
    expect(() => lunarLander.create({ gravity: 0 })).toThrow(refused)
    expect(() => lunarLander.create({ gravity: -12 })).toThrow(refused)
  })
})

describe('figure', () => {
  const { figure, stateSize } = lunarLander.create({})

  it('stands where the lander is, over the ground it lands on', () => {
    const environment = begin({}, 5)
    const poses = new Float64Array(9)
    const states = new Float64Array(2 * stateSize)
    states.set(environment.state, stateSize)
    figure!.place(states, stateSize, poses)
    expect([...poses.subarray(0, 3)]).toEqual([...environment.state.subarray(0, 3)])
    // The legs hang below the hull, one on each side.
    expect(poses[4]).toBeLessThan(poses[1]!)
    expect(Math.sign(poses[3]! - poses[0]!)).toBe(-Math.sign(poses[6]! - poses[0]!))
    const ground = figure!.ground(states, stateSize)!
    expect(ground).toHaveLength(22)
    expect([ground[0], ground[20]]).toEqual([0, 20])
    expect(ground.filter((_, i) => i % 2 === 1 && i > 7 && i < 15)).toEqual(
      Float64Array.from({ length: 3 }, () => 0.33 * (3 * (400 / 30 / 4))),
    )
    expect(figure!.ground(environment.state, 0)).toBe(ground)
    const touching = new Uint8Array(2)
    while (!environment.terminated && !environment.state[landerPlaces.touching + 1]) {
      environment.step([0], 0, unused)
    }
    figure!.touching(environment.state, 0, touching)
    expect([...touching]).toEqual([
      ...environment.state.subarray(landerPlaces.touching, landerPlaces.touching + 2),
    ])
  })
})

describe('shaping terms', () => {
  const { shapingTerms, stateSize } = lunarLander.create({})
  const term = (id: string) => shapingTerms.find(entry => entry.id === id)!
  const stateWith = (numbers: Partial<Record<keyof typeof landerPlaces, number>>) => {
    const state = new Float64Array(stateSize)
    for (const [name, number] of Object.entries(numbers)) state[landerPlaces[name as 'x']] = number
    return state
  }
  const potential = (id: string, numbers: Parameters<typeof stateWith>[0]) => {
    const found = term(id)
    if (found.kind !== 'potential') throw new Error(`${id} is no potential`)
    return found.potential(stateWith(numbers))
  }

  it('are potentials from -1 to 0 or amounts that count what they say', () => {
    expect(potential('upright', { angle: 0 })).toBeCloseTo(0, 12)
    expect(potential('upright', { angle: -0.75 })).toBeCloseTo(-0.5, 12)
    expect(potential('upright', { angle: 9 })).toBe(-1)
    expect(potential('soft-landing', { y: 13, velocityY: -5 })).toBeCloseTo(0, 12)
    expect(potential('soft-landing', { y: 3.4, velocityY: -2 })).toBeLessThan(-0.35)
    expect(potential('soft-landing', { y: 3.4, velocityY: 2 })).toBeCloseTo(0, 12)
    const amount = (id: string, before: Float64Array, after: Float64Array) => {
      const found = term(id)
      if (found.kind !== 'free') throw new Error(`${id} is no amount`)
      return found.amount(before, [0], 0, after)
    }
    const idle = stateWith({})
    const busy = stateWith({ mainPower: 1, sidePower: -1 })
    expect(amount('fuel', idle, busy)).toBeCloseTo(1.1, 12)
    expect(amount('fuel', busy, idle)).toBe(0)
    expect(amount('smoothness', idle, busy)).toBeCloseTo(2 / 3, 12)
    expect(amount('smoothness', busy, busy)).toBe(0)
  })
})
