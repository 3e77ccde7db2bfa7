/** The engine reads our model files as what they say. */
import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../../../src/core/errors.ts'
import { loadMujoco, mujoco } from '../../../../src/envs/mujoco/engine.ts'
import { modelFile } from '../../../../src/envs/mujoco/model-file.ts'
import { bodiesOf, jointsOf, type PlanarRobot } from '../../../../src/envs/mujoco/planar-robot.ts'
import { Simulation } from '../../../../src/envs/mujoco/simulation.ts'
import { robots } from './robots.ts'

await Promise.all([loadMujoco(), ...robots.map(({ definition }) => definition.load?.())])

const compiled = (robot: PlanarRobot) => {
  const model = mujoco().MjModel.from_xml_string(modelFile(robot))
  const seen = {
    masses: Array.from(model.body_mass as Float64Array),
    gears: Array.from(model.actuator_gear as Float64Array),
    ranges: Array.from(model.actuator_ctrlrange as Float64Array),
    armature: Array.from(model.dof_armature as Float64Array),
    positions: Array.from(model.qpos0 as Float64Array),
    counts: [model.nbody, model.nq, model.nv, model.nu],
    arena: Number(model.narena),
  }
  model.delete()
  return seen
}

describe.each(robots)('$id', ({ robot }) => {
  it('has its bodies, joints and motors in our order', () => {
    const joints = jointsOf(robot)
    const { counts, positions, gears, ranges } = compiled(robot)
    expect(counts).toEqual([bodiesOf(robot).length + 1, joints.length, joints.length, robot.motors.length])
    expect(positions).toEqual(joints.map(joint => (joint.kind === 'slide' ? (joint.start ?? 0) : 0)))
    expect(gears.filter((_, i) => i % 6 === 0)).toEqual(robot.motors.map(({ gear }) => gear))
    expect(ranges).toEqual(robot.motors.flatMap(({ strongest }) => [-strongest, strongest]))
  })

  it('takes a quarter of a megabyte for contacts', () => {
    expect(compiled(robot).arena).toBe(256 * 1024)
  })
})

/** Gymnasium's models weigh as much. */
it.each([
  ['Hopper-v5', 15.820013],
  ['HalfCheetah-v5', 14],
  ['Walker2d-v5', 23.677137],
])('%s weighs %d kg', (id, mass) => {
  const { masses } = compiled(robots.find(robot => robot.id === id)!.robot)
  expect(masses.reduce((sum, part) => sum + part)).toBeCloseTo(mass, 6)
})

it('gives the free joints of a runner no inertia of their own', () => {
  for (const id of ['Hopper-v5', 'HalfCheetah-v5', 'Walker2d-v5']) {
    const { armature } = compiled(robots.find(robot => robot.id === id)!.robot)
    expect(armature.slice(0, 3)).toEqual([0, 0, 0])
    expect(Math.min(...armature.slice(3))).toBeGreaterThan(0)
  }
})

it('says what is wrong with a model', () => {
  let error: unknown
  try {
    Simulation.of('<mujoco><worldbody><body name="a"/></mujoco>')
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(PlaygroundError)
  expect((error as PlaygroundError).code).toBe('bad-model')
  expect((error as PlaygroundError).message.length).toBeGreaterThan(40)
})

it('draws scenery that stands still, and lets a ball fall on it', () => {
  const ball: PlanarRobot = {
    name: 'ball',
    seenFrom: 'side',
    timestep: 0.002,
    integrator: 'Euler',
    joint: {},
    geom: { density: 500 },
    floor: {},
    scenery: [
      {
        name: 'book',
        role: 'prop',
        side: 'middle',
        shape: { kind: 'box', at: [0, 0.05], halfWidth: 0.2, halfHeight: 0.05, depth: 0.2 },
      },
    ],
    bodies: [
      {
        name: 'ball',
        at: [0, 0.5],
        joints: [
          { name: 'x', kind: 'slide', along: 'x' },
          { name: 'y', kind: 'slide', along: 'y', start: 0.5 },
          { name: 'turn', kind: 'hinge', turns: 'counterclockwise' },
        ],
        parts: [
          { name: 'ball', role: 'prop', side: 'near', shape: { kind: 'ball', at: [0, 0], radius: 0.03 } },
        ],
        bodies: [],
      },
    ],
    motors: [],
  }
  const simulation = Simulation.of(modelFile(ball))
  const row = new Float64Array(simulation.rowLength)
  row.set(simulation.startPositions)
  simulation.write(row)
  simulation.step(2000)
  simulation.read(row)
  expect(row[0]).toBeCloseTo(0, 6)
  expect(row[1]).toBeCloseTo(0.13, 2)
})
