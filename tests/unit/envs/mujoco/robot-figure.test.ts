/** What is drawn is where the engine has it. */
import { describe, expect, it } from 'vitest'
import { Rng } from '../../../../src/core/rng.ts'
import { loadMujoco, mujoco } from '../../../../src/envs/mujoco/engine.ts'
import { modelFile } from '../../../../src/envs/mujoco/model-file.ts'
import { bodiesOf, jointsOf } from '../../../../src/envs/mujoco/planar-robot.ts'
import { lowestPoint, Skeleton } from '../../../../src/envs/mujoco/robot-figure.ts'
import { robots } from './robots.ts'

await Promise.all([loadMujoco(), ...robots.map(({ definition }) => definition.load?.())])

describe.each(robots)('$id', ({ definition, robot }) => {
  it('places every body where the engine does, and turns it as far', () => {
    const { MjModel, MjData, mj_kinematics } = mujoco()
    const model = MjModel.from_xml_string(modelFile(robot))
    const data = new MjData(model)
    const skeleton = new Skeleton(robot)
    const rng = Rng.fromSeed(1, 'poses')
    const joints = jointsOf(robot).length
    const up = robot.seenFrom === 'side' ? 2 : 1
    for (let trial = 0; trial < 50; trial++) {
      const readings = Float64Array.from({ length: joints }, () => 6 * rng.uniform() - 3)
      data.qpos.set(readings)
      mj_kinematics(model, data)
      skeleton.place(readings, 0)
      for (let body = 0; body < bodiesOf(robot).length; body++) {
        const [x, y, angle] = skeleton.poses.subarray(3 * body, 3 * body + 3)
        expect(x).toBeCloseTo(data.xpos[3 * (body + 1)], 12)
        expect(y).toBeCloseTo(data.xpos[3 * (body + 1) + up], 12)
        // First column of its frame: where its own x axis points.
        expect(Math.cos(angle!)).toBeCloseTo(data.xmat[9 * (body + 1)], 12)
        expect(Math.sin(angle!)).toBeCloseTo(data.xmat[9 * (body + 1) + 3 * up], 12)
      }
    }
    data.delete()
    model.delete()
  })

  it('names every part, joins its motors to bodies and fits in its view', () => {
    const world = definition.create({})
    const figure = world.figure!
    const names = figure.bodies.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(figure.joints.map(({ action }) => action)).toEqual(world.actions.map((_, i) => i))
    for (const { body } of figure.joints) expect(figure.bodies[body]).toBeDefined()
    const environment = world.create()
    environment.reset(Rng.fromSeed(1, 'view'))
    const poses = new Float64Array(3 * figure.bodies.length)
    figure.place(environment.state, 0, poses)
    const { width, height, bottom } = figure.view
    for (let i = 0; i < figure.bodies.length; i++) {
      expect(Math.abs(poses[3 * i]! - poses[0]!)).toBeLessThan(width / 2)
      expect(poses[3 * i + 1]).toBeGreaterThan(bottom)
      expect(poses[3 * i + 1]).toBeLessThan(bottom + height)
    }
    expect(figure.ground(environment.state, 0) === null).toBe(robot.floor === null)
  })

  it('feels the floor under feet that stand on it, and none in the air', () => {
    const world = definition.create({})
    const figure = world.figure!
    const environment = world.create()
    environment.reset(Rng.fromSeed(1, 'feet'))
    const touching = new Uint8Array(figure.feet.length)
    if (!robot.floor) return expect(figure.feet).toHaveLength(0)
    for (let step = 0; step < 100; step++) environment.step(new Float64Array(6), 0, Rng.fromSeed(0, 'none'))
    figure.touching(environment.state, 0, touching)
    if (definition.id === 'HalfCheetah-v5') expect([...touching]).toEqual([1, 1])
    const high = environment.state.slice()
    high[1]! += 5
    figure.touching(high, 0, touching)
    expect(touching.every(touch => touch === 0)).toBe(true)
  })
})

it('finds the lowest point of a part that lies askew', () => {
  const quarter = Float64Array.of(0, 1, Math.PI / 2)
  expect(
    lowestPoint({ kind: 'capsule', from: [-0.2, 0], to: [0.3, 0], radius: 0.1 }, quarter, 0),
  ).toBeCloseTo(0.7, 12)
  expect(lowestPoint({ kind: 'ball', at: [-0.5, 0], radius: 0.1 }, quarter, 0)).toBeCloseTo(0.4, 12)
  const box = { kind: 'box', at: [0, 0], halfWidth: 0.3, halfHeight: 0.1, depth: 1 } as const
  expect(lowestPoint(box, quarter, 0)).toBeCloseTo(0.7, 12)
})
