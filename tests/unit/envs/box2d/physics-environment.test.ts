/** An episode is a function of its seed and its actions, whatever happens to the engine's memory in between. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ControlEnvironment, Push } from '../../../../src/core/environment.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { BipedalWalker } from '../../../../src/envs/box2d/bipedal-walker.ts'
import { bipedalWalker, bipedalWalkerHardcore } from '../../../../src/envs/box2d/bipedal-walker-worlds.ts'
import { loadedBox2D } from '../../../../src/envs/box2d/box2d-engine.ts'
import { createBox2DWorld, livingBox2DWorlds, MOST_WORLDS } from '../../../../src/envs/box2d/box2d-world.ts'
import { lunarLander, lunarLanderContinuous } from '../../../../src/envs/box2d/lunar-lander-worlds.ts'
import { PhysicsEnvironment } from '../../../../src/envs/box2d/physics-environment.ts'

await Promise.all(
  [lunarLander, lunarLanderContinuous, bipedalWalker, bipedalWalkerHardcore].map(({ load }) => load!()),
)

const unused = Rng.fromSeed(0, 'unused')
const worlds = [lunarLander, lunarLanderContinuous, bipedalWalker, bipedalWalkerHardcore].map(definition => ({
  id: definition.id,
  world: definition.create(definition.id.startsWith('Lunar') ? { enable_wind: true } : {}),
}))

/** Actions of whole episodes by a seed. */
function actionsFor(id: string, seed: number, steps: number): number[][] {
  const rng = Rng.fromSeed(seed, 'actions')
  return Array.from({ length: steps }, () => {
    if (id === 'LunarLander-v3') return [rng.integer(4)]
    const size = id.startsWith('Lunar') ? 2 : 4
    return Array.from({ length: size }, () => Math.fround(2 * rng.uniform() - 1))
  })
}

const trace = (environment: ControlEnvironment, actions: readonly number[][]) =>
  actions.map(action => {
    environment.step(action, 0, unused)
    return [...environment.state, environment.reward, environment.terminated ? 1 : 0]
  })

describe.each(worlds)('$id', ({ id, world }) => {
  it('goes the same way again from the state it began with', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 120 }), (seed, steps) => {
        const environment = world.create()
        environment.reset(Rng.fromSeed(seed, 'reset'))
        const start = Float64Array.from(environment.state)
        const actions = actionsFor(id, seed, steps)
        const first = trace(environment, actions)
        const another = world.create()
        another.state.set(start)
        expect(trace(another, actions)).toEqual(first)
        environment.state.set(start)
        expect(trace(environment, actions)).toEqual(first)
      }),
      { numRuns: 5 },
    )
  })

  it('cannot begin in the middle of an episode', () => {
    const environment = world.create()
    environment.reset(Rng.fromSeed(1, 'reset'))
    const actions = actionsFor(id, 1, 3)
    trace(environment, actions)
    const middle = Float64Array.from(environment.state)
    const observation = new Float32Array(environment.observationSize)
    environment.observe(observation, 0)
    const another = world.create()
    another.state.set(middle)
    const shown = new Float32Array(another.observationSize)
    another.observe(shown, 0)
    expect(shown).toEqual(observation)
    expect(() => another.step(actions[0]!, 0, unused)).toThrow(
      expect.objectContaining({ code: 'not-restorable', message: expect.stringContaining('step 3') }),
    )
    another.reset(Rng.fromSeed(1, 'reset'))
    expect(trace(another, actions).at(-1)!.slice(0, -2)).toEqual([...middle])
  })

  it('draws nothing from the stream of a step', () => {
    const rng = Rng.fromSeed(3, 'step')
    const environment = world.create()
    environment.reset(rng)
    const before = rng.save()
    environment.step(actionsFor(id, 3, 1)[0]!, 0, rng)
    expect(rng.save()).toEqual(before)
  })

  it('feels all pushes of a step', () => {
    const run = (pushes: readonly Push[]) => {
      const environment = world.create()
      environment.reset(Rng.fromSeed(4, 'reset'))
      for (const push of pushes) environment.push!(push)
      trace(environment, actionsFor(id, 4, 1))
      return [...environment.state]
    }
    const push = (forceX: number, forceY: number): Push => ({ body: 0, x: 10, y: 14, forceX, forceY })
    const together = run([push(300, 0), push(200, 150)])
    const once = run([push(500, 150)])
    together.forEach((number, i) => {
      expect(number).toBeCloseTo(once[i]!, 4)
    })
    expect(together[3], 'both count').not.toBeCloseTo(run([push(200, 150)])[3]!, 2)
  })

  it('stands on tilted ground again when the episode is taken again', () => {
    const actions = actionsFor(id, 4, 6)
    const run = (between: () => void, tilt: number) => {
      const environment = world.create()
      environment.reset(Rng.fromSeed(4, 'reset'))
      const rows: unknown[] = []
      for (const action of actions.slice(0, 4)) {
        if (tilt !== 0) environment.tilt!(tilt)
        rows.push(...trace(environment, [action]))
      }
      between()
      return [...rows, ...trace(environment, actions.slice(4))]
    }
    const tilted = run(() => undefined, 0.1)
    expect(tilted).not.toEqual(run(() => undefined, 0))
    expect(run(takeAllMemory, 0.1)).toEqual(tilted)
  })

  it('is pushed for one step, and again when the episode is taken again', () => {
    const push: Push = { body: 0, x: 10, y: 14, forceX: 500, forceY: 200 }
    const actions = actionsFor(id, 4, 6)
    const run = (between: () => void, pushed: boolean) => {
      const environment = world.create()
      environment.reset(Rng.fromSeed(4, 'reset'))
      trace(environment, actions.slice(0, 2))
      if (pushed) environment.push!(push)
      const rest = trace(environment, actions.slice(2, 4))
      between()
      return [...rest, ...trace(environment, actions.slice(4))]
    }
    const pushed = run(() => undefined, true)
    expect(pushed).not.toEqual(run(() => undefined, false))
    expect(run(takeAllMemory, true)).toEqual(pushed)
  })
})

/** Makes the engine take its memory back from everyone. */
function takeAllMemory(): void {
  for (const world of Array.from({ length: MOST_WORLDS }, () => createBox2DWorld(-10))) world.free()
  expect(livingBox2DWorlds()).toBe(0)
}

describe('memory', () => {
  it('is taken back from environments that rest, and nobody sees it', () => {
    const [{ world, id }] = worlds as [(typeof worlds)[number]]
    const actions = actionsFor(id, 5, 40)
    const alone = world.create()
    alone.reset(Rng.fromSeed(5, 'reset'))
    const expected = trace(alone, actions)
    const rested = world.create()
    rested.reset(Rng.fromSeed(5, 'reset'))
    const first = trace(rested, actions.slice(0, 20))
    for (let i = 0; i < MOST_WORLDS + 5; i++) world.create().reset(Rng.fromSeed(i, 'others'))
    expect(livingBox2DWorlds()).toBeLessThanOrEqual(MOST_WORLDS)
    expect([...first, ...trace(rested, actions.slice(20))]).toEqual(expected)
  })

  it('does not grow over 10,000 resets', () => {
    const end = () => {
      const { box2d } = loadedBox2D()
      const address = box2d._malloc(16 * 2 ** 20)
      box2d._free(address)
      return address
    }
    takeAllMemory()
    const rng = Rng.fromSeed(6, 'resets')
    const lander = lunarLander.create({}).create()
    const walker = bipedalWalkerHardcore.create({}).create()
    const round = () => {
      for (let i = 0; i < 33; i++) lander.reset(rng)
      walker.reset(rng)
    }
    for (let i = 0; i < 5; i++) round()
    const before = end()
    for (let i = 0; i < 295; i++) round()
    // Within one of the engine's chunks: its blocks depend on the ground that was drawn.
    expect(end() - before).toBeLessThanOrEqual(2 ** 15)
    expect(livingBox2DWorlds()).toBe(2)
  })

  it('that was lost cannot be made up for where the draws were given', () => {
    const walker = new PhysicsEnvironment(new BipedalWalker({ isHardcore: false }))
    const draws = { uniform: (low: number) => low / 2, integer: (low: number) => low }
    walker.resetWith(draws)
    walker.step([0, 0, 0, 0], 0)
    takeAllMemory()
    expect(() => walker.step([0, 0, 0, 0], 0)).toThrow(expect.objectContaining({ code: 'not-restorable' }))
  })
})
