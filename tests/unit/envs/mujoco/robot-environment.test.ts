/** Everything a robot is lies in its state row; nothing else lasts, and nothing of the engine leaks. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../../../src/core/errors.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { loadMujoco, mujoco } from '../../../../src/envs/mujoco/engine.ts'
import { hopper } from '../../../../src/envs/mujoco/hopper.ts'
import { hopperRobot } from '../../../../src/envs/mujoco/hopper-robot.ts'
import { modelFile } from '../../../../src/envs/mujoco/model-file.ts'
import { RobotEnvironment } from '../../../../src/envs/mujoco/robot-environment.ts'
import { Simulation } from '../../../../src/envs/mujoco/simulation.ts'
import { walker2d } from '../../../../src/envs/mujoco/walker2d.ts'
import { robots } from './robots.ts'

await Promise.all([loadMujoco(), ...robots.map(({ definition }) => definition.load?.())])

const unused = Rng.fromSeed(0, 'unused')

function robotOf(definition: (typeof robots)[number]['definition'], seed = 1): RobotEnvironment {
  const environment = definition.create({}).create()
  if (!(environment instanceof RobotEnvironment)) throw new Error('not a robot on MuJoCo')
  environment.reset(Rng.fromSeed(seed, 'start'))
  return environment
}

const bits = (numbers: ArrayLike<number>) => new BigUint64Array(Float64Array.from(numbers).buffer)

describe.each(robots)('$id', ({ definition }) => {
  it('goes on from a saved state as it did, to the last bit, whatever was stepped between', () => {
    const world = definition.create({})
    const size = world.actions.length
    const [one, other] = [robotOf(definition), robotOf(definition, 2)]
    const command = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), {
      minLength: size,
      maxLength: size,
    })
    fc.assert(
      fc.property(fc.array(command, { minLength: 2, maxLength: 25 }), fc.nat(1000), (commands, seed) => {
        one.reset(Rng.fromSeed(seed, 'start'))
        const half = commands.length >> 1
        for (const action of commands.slice(0, half)) one.step(action, 0, unused)
        const saved = one.state.slice()
        const outcomes = () =>
          commands.slice(half).map(action => {
            one.step(action, 0, unused)
            return [...bits(one.state), one.reward, one.terminated]
          })
        const first = outcomes()
        for (const action of commands) other.step(action, 0, unused)
        one.state.set(saved)
        expect(outcomes()).toEqual(first)
        const observed = new Float32Array(one.observationSize)
        one.observe(observed, 0)
        expect(observed.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('is pushed for one step and no longer', () => {
    const figure = definition.create({}).figure!
    const [still, pushed] = [robotOf(definition), robotOf(definition)]
    const action = new Float64Array(definition.create({}).actions.length)
    const poses = new Float64Array(3 * figure.bodies.length)
    figure.place(pushed.state, 0, poses)
    pushed.push({ body: 0, x: poses[0]!, y: poses[1]!, forceX: 5, forceY: 5 })
    still.step(action, 0, unused)
    pushed.step(action, 0, unused)
    expect(pushed.state).not.toEqual(still.state)
    still.state.set(pushed.state)
    still.step(action, 0, unused)
    pushed.step(action, 0, unused)
    expect(pushed.state).toEqual(still.state)
  })

  it('forgets a push when it begins anew', () => {
    const [still, pushed] = [robotOf(definition), robotOf(definition)]
    const action = new Float64Array(definition.create({}).actions.length)
    pushed.push({ body: 0, x: 0, y: 1, forceX: 50, forceY: 0 })
    pushed.reset(Rng.fromSeed(1, 'start'))
    still.step(action, 0, unused)
    pushed.step(action, 0, unused)
    expect(pushed.state).toEqual(still.state)
  })
})

it('pushes a robot the way the force points, and turns it about its middle', () => {
  const speedsAfter = (push: { x: number; y: number; forceX: number; forceY: number }) => {
    const environment = robotOf(hopper)
    environment.place([0, 3, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0])
    environment.push({ body: 0, ...push })
    environment.step([0, 0, 0], 0, unused)
    const { speeds } = environment.layout
    return environment.state.slice(speeds, speeds + 3)
  }
  const [sideways] = speedsAfter({ x: 0, y: 3, forceX: 200, forceY: 0 })
  expect(sideways).toBeGreaterThan(0.02)
  const up = speedsAfter({ x: 0, y: 3, forceX: 0, forceY: 2000 })[1]!
  expect(up).toBeGreaterThan(0.02)
  // To the right at the head: it leans to the right, which the robot counts as a positive lean.
  expect(speedsAfter({ x: 0, y: 3.2, forceX: 200, forceY: 0 })[2]).toBeGreaterThan(0.1)
  expect(speedsAfter({ x: 0, y: 2.2, forceX: 200, forceY: 0 })[2]).toBeLessThan(-0.1)
})

it('refuses a push of nothing, of scenery and by no number', () => {
  const environment = robotOf(hopper)
  const push = { body: 0, x: 0, y: 1, forceX: 1, forceY: 1 }
  for (const wrong of [{ body: 9 }, { body: -1 }, { forceX: Number.NaN }, { y: Number.POSITIVE_INFINITY }]) {
    expect(() => environment.push({ ...push, ...wrong })).toThrow(PlaygroundError)
  }
})

it('refuses a place of another size, and one that is no number', () => {
  const environment = robotOf(hopper)
  const six = [0, 1.25, 0, 0, 0, 0]
  expect(() => environment.place(six, six.slice(1))).toThrow(/6 places and 5 speeds/)
  expect(() => environment.place([0, Number.NaN, 0, 0, 0, 0], six)).toThrow(PlaygroundError)
  environment.place(six, [0, 0, 0, 0, 0, 0])
  expect([...environment.state.slice(0, 6)]).toEqual(six)
})

it('says so when the engine has lost the numbers', () => {
  const environment = robotOf(hopper)
  environment.state[environment.layout.speeds + 4] = 1e200
  expect(() => environment.step([0, 0, 0], 0, unused)).toThrow(/no longer made of finite numbers/)
})

it('refuses rows that are too short, and arrays of another kind', () => {
  const simulation = Simulation.of(modelFile(hopperRobot))
  expect(() => simulation.write(new Float64Array(17))).toThrow(/at least 18/)
  expect(() => simulation.read(new Float32Array(18) as unknown as Float64Array)).toThrow(PlaygroundError)
})

it('takes nothing of the engine for 10,000 resets and 2,000 dropped environments', () => {
  const world = walker2d.create({})
  const environment = world.create()
  const rng = Rng.fromSeed(1, 'resets')
  const memory = () => mujoco().MjModel.from_xml_string('<mujoco/>')
  const bytes = () => {
    const model = memory()
    const held: number = model.qpos0.buffer.byteLength
    model.delete()
    return held
  }
  for (let i = 0; i < 10; i++) environment.reset(rng)
  const before = bytes()
  for (let i = 0; i < 10_000; i++) environment.reset(rng)
  for (let i = 0; i < 2000; i++) {
    const dropped = walker2d.create({}).create()
    dropped.reset(rng)
    dropped.step(new Float64Array(6), 0, rng)
  }
  expect(bytes()).toBe(before)
})

it('goes on when the memory of the engine grows', () => {
  const action = [0.3, -0.2, 0.1]
  const run = (grow: boolean) => {
    const environment = robotOf(hopper)
    for (let step = 0; step < 10; step++) {
      if (grow && step === 5) growMemory()
      environment.step(action, 0, unused)
    }
    return environment.state.slice()
  }
  const expected = run(false)
  expect(run(true)).toEqual(expected)
})

/** Until it does: the engine's memory is fresh, and views of before are empty. */
function growMemory(): void {
  const { MjModel, MjData } = mujoco()
  const model = MjModel.from_xml_string('<mujoco><size memory="32M"/></mujoco>')
  const view: Float64Array = model.body_mass
  const held: InstanceType<typeof MjData>[] = []
  while (view.length > 0 && held.length < 40) held.push(new MjData(model))
  for (const data of held) data.delete()
  model.delete()
  expect(view.length).toBe(0)
}
