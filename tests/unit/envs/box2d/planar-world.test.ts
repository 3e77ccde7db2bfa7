/** The engine's adapter: numbers go in and come out as Box2D has them, and all memory comes back. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loadBox2D, loadedBox2D } from '../../../../src/envs/box2d/box2d-engine.ts'
import { createBox2DWorld, livingBox2DWorlds, MOST_WORLDS } from '../../../../src/envs/box2d/box2d-world.ts'
import type { Material, PlanarWorld } from '../../../../src/envs/box2d/planar-world.ts'

const stuff: Material = { density: 2, friction: 0.5, restitution: 0, category: 1, mask: 0xffff }

beforeAll(loadBox2D)

function pose(world: PlanarWorld, body: number): number[] {
  const into = new Float64Array(6)
  world.readPose(body, into, 0)
  world.readVelocity(body, into, 3)
  return [...into]
}

function boxAt(world: PlanarWorld, x: number, y: number, angle = 0): number {
  const body = world.addDynamic(x, y, angle)
  world.addBox(body, 0.5, 0.25, stuff)
  return body
}

describe('bodies', () => {
  it('fall as Box2D integrates: speed first, then place', () => {
    const world = createBox2DWorld(-10)
    const body = boxAt(world, 1, 20, 0.5)
    expect(pose(world, body)).toEqual([1, 20, 0.5, 0, 0, 0])
    world.step(0.02)
    world.step(0.02)
    const [x, y, angle, velocityX, velocityY, spin] = pose(world, body)
    expect([x, angle, velocityX, spin]).toEqual([1, 0.5, 0, 0])
    expect(velocityY).toBeCloseTo(-0.4, 6)
    expect(y).toBeCloseTo(20 - 0.02 * (0.2 + 0.4), 5)
    world.free()
  })

  it('take forces for one step and impulses at once', () => {
    const world = createBox2DWorld(0)
    const body = boxAt(world, 0, 0)
    const mass = 2 * 1 * 0.5
    world.applyForceToCenter(body, 3, 0)
    world.step(0.1)
    world.step(0.1)
    expect(pose(world, body)[3]).toBeCloseTo((3 * 0.1) / mass, 6)
    world.applyImpulse(body, 0, 2, pose(world, body)[0]!, 0)
    expect(pose(world, body)[4]).toBeCloseTo(2 / mass, 6)
    expect(pose(world, body)[5]).toBe(0)
    // Beside the centre it turns as well: r x F over the moment of inertia m (w^2 + h^2) / 12.
    const turned = boxAt(world, 10, 0)
    world.applyForce(turned, 0, 1, 10.5, 0)
    world.step(0.1)
    expect(pose(world, turned)[5]).toBeCloseTo((0.1 * 0.5) / ((mass * (1 + 0.25)) / 12), 5)
    world.applyTorque(turned, -1)
    world.step(0.1)
    expect(pose(world, turned)[5]).toBeCloseTo((0.1 * (0.5 - 1)) / ((mass * (1 + 0.25)) / 12), 5)
    world.free()
  })

  it('tell of contacts as they begin and end, and sleep when they rest', () => {
    const world = createBox2DWorld(-10)
    const ground = world.addStatic()
    world.addEdge(ground, -5, 0, 5, 0, stuff)
    const body = boxAt(world, 0, 0.3)
    const events: number[][] = []
    for (let step = 0; step < 60 && world.isAwake(body); step++) {
      world.step(0.02)
      if (world.contacts.length > 0) events.push([...world.contacts])
    }
    expect(events).toEqual([[1, ground, body]])
    expect(world.isAwake(body)).toBe(false)
    world.applyImpulse(body, 0, 5, 0, 0.3)
    for (let step = 0; step < 10; step++) {
      world.step(0.02)
      if (world.contacts.length > 0) events.push([...world.contacts])
    }
    expect(events[1]).toEqual([0, ground, body])
    expect(events).toHaveLength(2)
    world.free()
  })

  it('pass through what their mask leaves out', () => {
    const world = createBox2DWorld(-10)
    const ground = world.addStatic()
    world.addEdge(ground, -5, 0, 5, 0, stuff)
    const body = world.addDynamic(0, 0.5, 0)
    world.addPolygon(
      body,
      [
        [-0.1, -0.1],
        [0.1, -0.1],
        [0, 0.1],
      ],
      { ...stuff, category: 2, mask: 2 },
    )
    for (let step = 0; step < 50; step++) world.step(0.02)
    expect(pose(world, body)[1]).toBeLessThan(-1)
    world.free()
  })
})

describe('hinges', () => {
  it('count the angle from how the bodies stand when they are joined', () => {
    const world = createBox2DWorld(0)
    const first = boxAt(world, 0, 0, 0.1)
    const second = boxAt(world, 0, 0, 0.4)
    const hinge = { bodyA: first, bodyB: second, anchorA: [0, 0], anchorB: [0, 0] } as const
    const joint = world.addHinge({ ...hinge, low: -1, high: 0.5, speed: 0, torque: 0 })
    expect(world.jointAngle(joint)).toBeCloseTo(0, 6)
    world.setMotor(joint, 2, 100)
    world.step(0.02)
    expect(world.jointSpeed(joint)).toBeCloseTo(2, 4)
    expect(world.jointAngle(joint)).toBeCloseTo(0.04, 4)
    for (let step = 0; step < 100; step++) world.step(0.02)
    expect(world.jointAngle(joint)).toBeCloseTo(0.5, 1)
    world.free()
  })
})

describe('memory', () => {
  /** Where the engine would put a big block: behind everything that lives. */
  const end = () => {
    const { box2d } = loadedBox2D()
    const address = box2d._malloc(16 * 2 ** 20)
    box2d._free(address)
    return address
  }

  it('comes back when worlds are freed, and when bodies are replaced', () => {
    const fill = (world: PlanarWorld) => Array.from({ length: 200 }, (_, i) => boxAt(world, 2 * i, 0))
    const kept = createBox2DWorld(-10)
    const round = () => {
      const bodies = fill(kept)
      kept.step(0.02)
      kept.removeBodies(bodies)
      const world = createBox2DWorld(-10)
      fill(world)
      world.step(0.02)
      world.free()
      world.free()
    }
    round()
    const before = end()
    for (let i = 0; i < 200; i++) round()
    expect(end()).toBe(before)
    kept.free()
    expect(livingBox2DWorlds()).toBe(0)
  })

  it('is taken from the world that has rested longest when too many live', () => {
    const worlds = Array.from({ length: MOST_WORLDS }, () => createBox2DWorld(-10))
    worlds[0]!.step(0.02)
    const another = createBox2DWorld(-10)
    expect(worlds.map(({ isFreed }, i) => (isFreed ? i : -1)).filter(i => i >= 0)).toEqual([1])
    expect(livingBox2DWorlds()).toBe(MOST_WORLDS)
    for (const world of [...worlds, another]) world.free()
    expect(livingBox2DWorlds()).toBe(0)
  })
})

describe('loading', () => {
  it('is needed first, is shared and leaves nothing behind', async () => {
    vi.resetModules()
    const fresh = await import('../../../../src/envs/box2d/box2d-engine.ts')
    expect(() => fresh.loadedBox2D()).toThrow(expect.objectContaining({ code: 'not-loaded', path: 'env' }))
    const handlers = process.listenerCount('uncaughtException')
    const loading = fresh.loadBox2D()
    expect(fresh.loadBox2D()).toBe(loading)
    await loading
    expect(fresh.loadedBox2D().floats.length).toBeGreaterThan(0)
    expect(process.listenerCount('uncaughtException')).toBe(handlers)
    expect('Module' in globalThis).toBe(false)
  })
})
