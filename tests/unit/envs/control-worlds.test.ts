/**
 * What the golden files do not cover: starts, settings, limits; and, over whole episodes from our own starts, the returns that
 * fixed policies get in Gymnasium 1.3.0 (means and standard deviations measured there).
 */
import { describe, expect, it } from 'vitest'
import type { ControlWorld } from '../../../src/core/environment.ts'
import { Rng } from '../../../src/core/rng.ts'
import type { SettingValues } from '../../../src/core/settings.ts'
import { acrobot } from '../../../src/envs/acrobot.ts'
import { cartPole } from '../../../src/envs/cart-pole.ts'
import { mountainCar } from '../../../src/envs/mountain-car.ts'
import { mountainCarContinuous } from '../../../src/envs/mountain-car-continuous.ts'
import { pendulum } from '../../../src/envs/pendulum.ts'

const unused = Rng.fromSeed(0, 'unused')

/** One step from `state`. */
function stepFrom(world: ControlWorld, state: readonly number[], action: ArrayLike<number>) {
  const environment = world.create()
  environment.state.set(state)
  environment.step(action, 0, unused)
  return { state: [...environment.state], reward: environment.reward, terminated: environment.terminated }
}

type Policy = (state: Float64Array, rng: Rng) => number

/** Undiscounted returns of whole episodes. */
function returnsOf(world: ControlWorld, policy: Policy, episodes: number): number[] {
  const rng = Rng.fromSeed(7, 'returns')
  const environment = world.create()
  return Array.from({ length: episodes }, () => {
    environment.reset(rng)
    let sum = 0
    for (let step = 0; step < world.maxEpisodeSteps && !environment.terminated; step++) {
      environment.step(Float32Array.of(policy(environment.state, rng)), 0, rng)
      sum += environment.reward
    }
    return sum
  })
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length

describe('fixed policies get what they get in Gymnasium', () => {
  it.each<[string, ControlWorld, Policy, number, number, number, number]>([
    // name, world, policy, episodes here, mean there, standard deviation there, episodes there
    ['CartPole at random', cartPole.create({}), (_, rng) => rng.integer(2), 1000, 22.646, 11.804, 1000],
    ['CartPole by lean', cartPole.create({}), state => (state[2]! > 0 ? 1 : 0), 1000, 41.464, 8.475, 1000],
    [
      'CartPole by lean and turning',
      cartPole.create({}),
      state => (state[2]! + state[3]! > 0 ? 1 : 0),
      500,
      482.991,
      50.417,
      1000,
    ],
    [
      'MountainCar by swing',
      mountainCar.create({}),
      state => (state[1]! >= 0 ? 2 : 0),
      500,
      -119.642,
      3.654,
      1000,
    ],
    [
      'MountainCarContinuous at random',
      mountainCarContinuous.create({}),
      (_, rng) => 2 * rng.uniform() - 1,
      50,
      -33.251,
      0.941,
      50,
    ],
    [
      'MountainCarContinuous by swing',
      mountainCarContinuous.create({}),
      state => (state[1]! >= 0 ? 1 : -1),
      200,
      89.3615,
      0.139,
      200,
    ],
    ['Acrobot by pumping', acrobot.create({}), state => (state[2]! <= 0 ? 2 : 0), 200, -83.925, 15.3, 200],
    [
      'Pendulum at random',
      pendulum.create({}),
      (_, rng) => 4 * rng.uniform() - 2,
      300,
      -1225.26,
      294.69,
      300,
    ],
    ['Pendulum without torque', pendulum.create({}), () => 0, 300, -1215.76, 368.31, 300],
  ])('%s', (_, world, policy, episodes, recorded, deviation, recordedEpisodes) => {
    const error = deviation * Math.sqrt(1 / episodes + 1 / recordedEpisodes)
    expect(Math.abs(mean(returnsOf(world, policy, episodes)) - recorded)).toBeLessThan(4 * error)
  })

  it('MountainCar-v0 at random never arrives, Acrobot-v1 hardly ever', () => {
    const atRandom: Policy = (_, rng) => rng.integer(3)
    expect(mean(returnsOf(mountainCar.create({}), atRandom, 50))).toBe(-200)
    const arrived = returnsOf(acrobot.create({}), atRandom, 300).filter(sum => sum > -500)
    expect(arrived.length).toBeLessThan(15)
  })
})

describe('starts', () => {
  const startsOf = (world: ControlWorld) => {
    const rng = Rng.fromSeed(2, 'starts')
    const environment = world.create()
    return Array.from({ length: 2000 }, () => {
      environment.reset(rng)
      return [...environment.state]
    })
  }
  const rangeOf = (starts: number[][], i: number) => {
    const numbers = starts.map(start => start[i]!)
    return [Math.min(...numbers), Math.max(...numbers)] as const
  }

  it.each<[string, ControlWorld, readonly (readonly [number, number])[]]>([
    ['CartPole-v1', cartPole.create({}), new Array(4).fill([-0.05, 0.05])],
    ['Acrobot-v1', acrobot.create({}), new Array(4).fill([Math.fround(-0.1), Math.fround(0.1)])],
    ['MountainCar-v0', mountainCar.create({}), [[-0.6, -0.4]]],
    ['MountainCarContinuous-v0', mountainCarContinuous.create({}), [[-0.6, -0.4]]],
    [
      'Pendulum-v1',
      pendulum.create({}),
      [
        [-Math.PI, Math.PI],
        [-1, 1],
      ],
    ],
  ])('%s fills the range of its starts', (_, world, ranges) => {
    const starts = startsOf(world)
    ranges.forEach(([low, high], i) => {
      const [least, most] = rangeOf(starts, i)
      const margin = 0.01 * (high - low)
      expect(least).toBeGreaterThanOrEqual(low)
      expect(least).toBeLessThan(low + margin)
      expect(most).toBeLessThanOrEqual(high)
      expect(most).toBeGreaterThan(high - margin)
    })
  })

  it('cars start at rest, Acrobot in single precision', () => {
    for (const world of [mountainCar.create({}), mountainCarContinuous.create({})]) {
      expect(rangeOf(startsOf(world), 1)).toEqual([0, 0])
    }
    for (const start of startsOf(acrobot.create({}))) expect(start).toEqual(start.map(Math.fround))
  })
})

describe('CartPole-v1', () => {
  const world = cartPole.create({})

  it('ends beyond 2.4 m and 12 degrees, not at them', () => {
    const fall = (12 * 2 * Math.PI) / 360
    const endsAt = (state: number[]) => stepFrom(world, state, [1]).terminated
    expect(endsAt([2.4, 0, 0, 0])).toBe(false)
    expect(endsAt([-2.4, 0, 0, 0])).toBe(false)
    expect(endsAt([2.4 + 1e-12, 0, 0, 0])).toBe(true)
    expect(endsAt([-2.4 - 1e-12, 0, 0, 0])).toBe(true)
    expect(endsAt([0, 0, fall, 0])).toBe(false)
    expect(endsAt([0, 0, -fall, 0])).toBe(false)
    expect(endsAt([0, 0, fall + 1e-12, 0])).toBe(true)
    expect(endsAt([0, 0, -fall - 1e-12, 0])).toBe(true)
  })

  it("pays 1 a step, or with the first paper's reward only the fall", () => {
    const paper = cartPole.create({ sutton_barto_reward: true })
    const [standing, falling] = [
      [0, 0, 0, 0],
      [0, 0, 0.3, 0],
    ] as const
    expect([standing, falling].map(state => stepFrom(world, state, [0]).reward)).toEqual([1, 1])
    expect([standing, falling].map(state => stepFrom(paper, state, [0]).reward)).toEqual([0, -1])
    expect(paper).toMatchObject({ solvedReturn: 0, randomReturn: null })
  })
})

describe('mountain cars', () => {
  it('hit the wall on the left and stop there', () => {
    for (const world of [mountainCar.create({}), mountainCarContinuous.create({})]) {
      const { state } = stepFrom(world, [-1.19, -0.06], [0])
      expect(state[0]).toBeCloseTo(-1.2, 7)
      expect(state[1]).toBe(0)
    }
  })

  it('count at the flag only at the speed asked for', () => {
    const near = [0.49, 0.03]
    const arrives = (settings: SettingValues) => stepFrom(mountainCar.create(settings), near, [2]).terminated
    expect([0, 0.02, 0.05].map(goal_velocity => arrives({ goal_velocity }))).toEqual([true, true, false])
    const rolling = [0.44, 0.03]
    const world = (goal_velocity: number) => mountainCarContinuous.create({ goal_velocity })
    expect([0, 0.02, 0.05].map(speed => stepFrom(world(speed), rolling, [1]).terminated)).toEqual([
      true,
      true,
      false,
    ])
  })

  it('pay for force as asked for, and drive with what is allowed', () => {
    const world = mountainCarContinuous.create({})
    const [full, over] = [1, 3].map(force => stepFrom(world, [-0.5, 0], [force]))
    expect(over!.state).toEqual(full!.state)
    expect([full!.reward, over!.reward]).toEqual([-0.1, -0.9])
  })

  it('keep single precision from the first step on in the continuous one', () => {
    for (const action of [Float32Array.of(0.3), Float64Array.of(0.3), [3]]) {
      const { state } = stepFrom(mountainCarContinuous.create({}), [-0.512345678901, 0], action)
      expect(state).toEqual(state.map(Math.fround))
    }
  })

  it('arrive at a higher speed later, at the end of the track, which stops no car', () => {
    const swing: Policy = state => (state[1]! >= 0 ? 2 : 0)
    const returnAt = (goal_velocity: number) =>
      mean(returnsOf(mountainCar.create({ goal_velocity }), swing, 20))
    expect(returnAt(0.07)).toBeGreaterThan(-200)
    expect(returnAt(0.07)).toBeLessThan(returnAt(0) - 5)
    expect(stepFrom(mountainCar.create({ goal_velocity: 0.07 }), [0.6, 0.03], [2])).toMatchObject({
      terminated: false,
      state: [0.6, expect.closeTo(0.0316, 4)],
    })
  })
})

describe('Acrobot-v1', () => {
  it('pays -1 a step and 0 for the one that lifts the tip over the line', () => {
    const world = acrobot.create({})
    expect(stepFrom(world, [0, 0, 0, 0], [1])).toMatchObject({ reward: -1, terminated: false })
    expect(stepFrom(world, [3, 0, 0, 0], [1])).toMatchObject({ reward: 0, terminated: true })
  })

  it('keeps angles within half a turn and speeds within their bounds', () => {
    const { state } = stepFrom(acrobot.create({}), [3.1, -3.1, 12.5, -28], [1])
    for (const angle of state.slice(0, 2)) expect(Math.abs(angle)).toBeLessThanOrEqual(Math.PI)
    expect(Math.abs(state[2]!)).toBeLessThanOrEqual(4 * Math.PI)
    expect(Math.abs(state[3]!)).toBeLessThanOrEqual(9 * Math.PI)
    const wild = stepFrom(acrobot.create({}), [1e15, 0, 0, 0], [1])
    expect(Math.abs(wild.state[0]!)).toBeLessThanOrEqual(Math.PI)
  })
})

describe('Pendulum-v1', () => {
  it('cuts torque and speed', () => {
    const world = pendulum.create({})
    expect(stepFrom(world, [0.5, 0], [2])).toEqual(stepFrom(world, [0.5, 0], [9]))
    expect(stepFrom(world, [-1.5, -7.9], [-2]).state[1]).toBe(-8)
  })

  it('pays for lean, speed and torque of the state before', () => {
    const world = pendulum.create({})
    expect(stepFrom(world, [0, 0], [0]).reward).toBeCloseTo(0, 15)
    expect(stepFrom(world, [2 * Math.PI + 0.5, 2], [1]).reward).toBeCloseTo(-(0.25 + 0.4 + 0.001), 12)
    expect(stepFrom(world, [-2 * Math.PI - 0.5, 0], [0]).reward).toBeCloseTo(-0.25, 12)
  })

  it('falls as hard as gravity is, and knows its line only at the usual one', () => {
    const speedAt = (g: number) => stepFrom(pendulum.create({ g }), [Math.PI / 2, 0], [0]).state[1]
    expect([0, 10, 20].map(speedAt)).toEqual([0, 0.75, 1.5])
    expect(pendulum.create({ g: 5 })).toMatchObject({ solvedReturn: null, randomReturn: null })
  })
})

describe('potentials', () => {
  const potentialOf = (world: ControlWorld, id: string) => {
    const term = world.shapingTerms.find(candidate => candidate.id === id)
    if (term?.kind !== 'potential') throw new Error(`${id} is no potential`)
    return (...state: number[]) => term.potential(Float64Array.from(state))
  }

  it('of the mountain: a coasting car keeps its energy, a car at rest in the valley has least', () => {
    const world = mountainCar.create({})
    const energy = potentialOf(world, 'energy')
    expect(energy(-Math.PI / 6, 0)).toBeCloseTo(-1, 12)
    expect(energy(0.5, 0)).toBeCloseTo(0, 12)
    const environment = world.create()
    environment.state.set([-0.9, 0])
    const [before, around] = [energy(-0.9, 0), [] as number[]]
    for (let step = 0; step < 100; step++) {
      environment.step([1], 0, unused)
      around.push(energy(...environment.state))
    }
    // The steps are of finite length, so it wavers a little.
    for (const phi of around) expect(Math.abs(phi - before)).toBeLessThan(0.05)
  })

  it('of Acrobot: swinging without torque keeps the energy, hanging still has least', () => {
    const world = acrobot.create({})
    const energy = potentialOf(world, 'energy')
    expect(energy(0, 0, 0, 0)).toBeCloseTo(-1, 12)
    const environment = world.create()
    environment.state.set([0.7, -0.4, 0.3, -0.2])
    const before = energy(...environment.state)
    for (let step = 0; step < 25; step++) environment.step([1], 0, unused)
    expect(Math.abs(energy(...environment.state) - before)).toBeLessThan(0.005)
    expect(potentialOf(world, 'height')(0, 0, 0, 0)).toBe(-1)
    expect(potentialOf(world, 'height')(Math.PI, 0, 0, 0)).toBe(0)
  })

  it('of the pendulum: best standing, and on the swing that just reaches the top', () => {
    const world = pendulum.create({})
    const energy = potentialOf(world, 'energy')
    expect(energy(0, 0)).toBeCloseTo(0, 12)
    expect(energy(Math.PI, 0)).toBeCloseTo(-1, 12)
    expect(energy(Math.PI, Math.sqrt(60))).toBeCloseTo(0, 12)
    expect(energy(0, 8)).toBe(-1)
    expect(potentialOf(world, 'upright')(0, 3)).toBe(0)
    expect(potentialOf(world, 'upright')(Math.PI, 0)).toBeCloseTo(-1, 12)
  })

  it('of the cart: best upright in the middle', () => {
    const world = cartPole.create({})
    expect(potentialOf(world, 'upright')(1, 1, 0, 1)).toBe(1)
    expect(potentialOf(world, 'upright')(0, 0, -0.3, 0)).toBe(0)
    expect(potentialOf(world, 'centre')(0, 1, 0.1, 1)).toBe(1)
    expect(potentialOf(world, 'centre')(-1.2, 0, 0, 0)).toBe(0.5)
  })
})
