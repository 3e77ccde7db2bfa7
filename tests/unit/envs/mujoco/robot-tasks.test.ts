/** Starts, rewards, ends and settings of the robots, and what their shaping terms count. */
import { describe, expect, it } from 'vitest'
import type { ControlShapingTerm } from '../../../../src/core/environment.ts'
import { Rng } from '../../../../src/core/rng.ts'
import type { SettingValues } from '../../../../src/core/settings.ts'
import { loadMujoco } from '../../../../src/envs/mujoco/engine.ts'
import { RobotEnvironment } from '../../../../src/envs/mujoco/robot-environment.ts'
import { robots } from './robots.ts'

await Promise.all([loadMujoco(), ...robots.map(({ definition }) => definition.load?.())])

const unused = Rng.fromSeed(0, 'unused')
const definitionOf = (id: string) => robots.find(robot => robot.id === id)!.definition

function robotOf(id: string, settings: SettingValues = {}): RobotEnvironment {
  const environment = definitionOf(id).create(settings).create()
  if (!(environment instanceof RobotEnvironment)) throw new Error('not a robot on MuJoCo')
  return environment
}

/** Hip, knee and ankle of a leg that is off the floor whatever the height. */
const folded = [-1.4, -2.4, 0]
const zeros = (length: number) => Array<number>(length).fill(0)

describe('ends', () => {
  /** Of a step without power from this place. */
  const endsFrom = (id: string, positions: number[], settings: SettingValues = {}, speeds?: number[]) => {
    const environment = robotOf(id, settings)
    environment.place(positions, speeds ?? zeros(positions.length))
    environment.step(zeros(environment.layout.actionCount), 0, unused)
    return environment.terminated
  }

  it('Hopper: too low, leaning too far, or out of bounds', () => {
    expect(endsFrom('Hopper-v5', [0, 1.25, 0, 0, 0, 0])).toBe(false)
    expect(endsFrom('Hopper-v5', [0, 0.65, 0, ...folded])).toBe(true)
    expect(endsFrom('Hopper-v5', [0, 3, 0.19, 0, 0, 0])).toBe(false)
    expect(endsFrom('Hopper-v5', [0, 3, 0.21, 0, 0, 0])).toBe(true)
    expect(endsFrom('Hopper-v5', [0, 3, -0.21, 0, 0, 0])).toBe(true)
    expect(endsFrom('Hopper-v5', [0, 3, 0, 0, 0, 0], {}, [120, 0, 0, 0, 0, 0])).toBe(true)
    expect(endsFrom('Hopper-v5', [200, 3, 0, 0, 0, 0], {}, [90, 0, 0, 0, 0, 0])).toBe(false)
    expect(endsFrom('Hopper-v5', [0, 0.65, 0, ...folded], { terminate_when_unhealthy: false })).toBe(false)
  })

  it('Walker2d: too low, too high, or leaning too far', () => {
    const at = (height: number, lean: number) => [0, height, lean, ...zeros(6)]
    expect(endsFrom('Walker2d-v5', at(1.25, 0))).toBe(false)
    expect(endsFrom('Walker2d-v5', [0, 0.79, 0, ...folded, ...folded])).toBe(true)
    expect(endsFrom('Walker2d-v5', [0, 0.81, 0, ...folded, ...folded])).toBe(false)
    expect(endsFrom('Walker2d-v5', at(2.01, 0))).toBe(true)
    expect(endsFrom('Walker2d-v5', at(1.5, 1.01))).toBe(true)
    expect(endsFrom('Walker2d-v5', at(1.5, -0.99))).toBe(false)
  })

  it('InvertedPendulum: the pole leans too far, and that step pays nothing', () => {
    expect(endsFrom('InvertedPendulum-v5', [0, 0.1])).toBe(false)
    expect(endsFrom('InvertedPendulum-v5', [0, 0.21])).toBe(true)
    const environment = robotOf('InvertedPendulum-v5')
    environment.place([0, 0.21], [0, 0])
    environment.step([0], 0, unused)
    expect(environment.reward).toBe(0)
  })

  it('InvertedDoublePendulum: the tip is a metre high or less', () => {
    expect(endsFrom('InvertedDoublePendulum-v5', [0, 0.1, 0])).toBe(false)
    expect(endsFrom('InvertedDoublePendulum-v5', [0, 0.7, 0])).toBe(true)
  })

  it('HalfCheetah and Reacher: never', () => {
    expect(endsFrom('HalfCheetah-v5', [0, 0, 3, ...zeros(6)])).toBe(false)
    expect(endsFrom('Reacher-v5', [3, 2, 0.1, 0.1])).toBe(false)
  })
})

describe('settings', () => {
  const rewardOf = (id: string, settings: SettingValues) => {
    const environment = robotOf(id, settings)
    environment.reset(Rng.fromSeed(3, 'start'))
    environment.step(Array(environment.layout.actionCount).fill(0.5), 0, unused)
    return environment.reward
  }

  it('weigh the parts of the runners’ reward', () => {
    for (const id of ['Hopper-v5', 'Walker2d-v5']) {
      const nothing = { forward_reward_weight: 0, ctrl_cost_weight: 0, healthy_reward: 0 }
      expect(rewardOf(id, nothing)).toBeCloseTo(0, 15)
      expect(rewardOf(id, { ...nothing, healthy_reward: 2 })).toBe(2)
      const motors = definitionOf(id).create({}).actions.length
      expect(rewardOf(id, { ...nothing, ctrl_cost_weight: 0.4 })).toBeCloseTo(-0.1 * motors, 12)
      const forward = rewardOf(id, { ...nothing, forward_reward_weight: 1 })
      expect(rewardOf(id, { ...nothing, forward_reward_weight: -2 })).toBeCloseTo(-2 * forward, 12)
      expect(rewardOf(id, {})).toBeCloseTo(forward + 1 - 1e-3 * 0.25 * motors, 12)
    }
  })

  it('weigh distance and power of the Reacher', () => {
    const nothing = { reward_dist_weight: 0, reward_control_weight: 0 }
    expect(rewardOf('Reacher-v5', nothing)).toBeCloseTo(0, 15)
    expect(rewardOf('Reacher-v5', { ...nothing, reward_control_weight: 1 })).toBeCloseTo(-0.5, 12)
    expect(rewardOf('Reacher-v5', { ...nothing, reward_dist_weight: 2 })).toBeCloseTo(
      2 * rewardOf('Reacher-v5', { ...nothing, reward_dist_weight: 1 }),
      12,
    )
  })

  it('say how different the starts are', () => {
    for (const { id, definition } of robots) {
      if (!('reset_noise_scale' in definition.settings)) continue
      const still = robotOf(id, { reset_noise_scale: 0 })
      still.reset(Rng.fromSeed(1, 'start'))
      const { speeds, warmStart, positionCount } = still.layout
      expect(still.state.slice(speeds, warmStart).every(speed => speed === 0)).toBe(true)
      const noisy = robotOf(id)
      noisy.reset(Rng.fromSeed(1, 'start'))
      for (let i = 0; i < positionCount; i++) expect(noisy.state[i]).not.toBe(still.state[i])
    }
  })

  it('leave figures out that were measured at the usual ones', () => {
    const { create } = definitionOf('Hopper-v5')
    expect(create({}).solvedReturn).toBe(3800)
    expect(create({ healthy_reward: 0 }).solvedReturn).toBeNull()
    expect(create({ healthy_reward: 0 }).randomReturn).toBeNull()
  })
})

describe('starts', () => {
  it('spread as Gymnasium says: targets over a disc, speeds of the cheetah normally', () => {
    const reacher = robotOf('Reacher-v5')
    const rng = Rng.fromSeed(1, 'starts')
    let [sum, inner] = [0, 0]
    const trials = 2000
    for (let i = 0; i < trials; i++) {
      reacher.reset(rng)
      const [shoulder, elbow, x, y] = reacher.state
      const distance = Math.hypot(x!, y!)
      expect(distance).toBeLessThan(0.2)
      expect(Math.max(Math.abs(shoulder!), Math.abs(elbow!))).toBeLessThan(0.1)
      if (distance < 0.1) inner++
      sum += x!
      // The fingertip is read where it is.
      const { readings } = reacher.layout
      const tipX = 0.1 * Math.cos(shoulder!) + 0.11 * Math.cos(shoulder! + elbow!)
      expect(reacher.state[readings]).toBeCloseTo(tipX - x!, 12)
    }
    expect(inner / trials).toBeGreaterThan(0.2)
    expect(inner / trials).toBeLessThan(0.3)
    expect(Math.abs(sum / trials)).toBeLessThan(0.01)

    const cheetah = robotOf('HalfCheetah-v5')
    let [squares, far, count] = [0, 0, 0]
    for (let i = 0; i < 300; i++) {
      cheetah.reset(rng)
      for (const speed of cheetah.state.slice(9, 18)) {
        squares += speed * speed
        if (Math.abs(speed) > 0.2) far++
        count++
      }
    }
    expect(Math.sqrt(squares / count)).toBeGreaterThan(0.09)
    expect(Math.sqrt(squares / count)).toBeLessThan(0.11)
    // Beyond two standard deviations: about one in twenty.
    expect(far / count).toBeGreaterThan(0.03)
    expect(far / count).toBeLessThan(0.07)
  })
})

describe('shaping terms', () => {
  const termOf = (id: string, term: string): ControlShapingTerm =>
    definitionOf(id)
      .create({})
      .shapingTerms.find(candidate => candidate.id === term)!
  const amount = (term: ControlShapingTerm, before: Float64Array, action: number[], after: Float64Array) =>
    term.kind === 'free' ? term.amount(before, action, 0, after) : Number.NaN
  const potential = (term: ControlShapingTerm, state: Float64Array) =>
    term.kind === 'potential' ? term.potential(state) : Number.NaN

  it('upright: all of it standing, nothing at the fall', () => {
    const upright = termOf('Hopper-v5', 'upright')
    const state = new Float64Array(21)
    expect(potential(upright, state)).toBe(1)
    state[2] = -0.1
    expect(potential(upright, state)).toBeCloseTo(0.5, 12)
    state[2] = 0.5
    expect(potential(upright, state)).toBe(0)
  })

  it('effort: a share of full power, however much was asked', () => {
    const effort = termOf('InvertedPendulum-v5', 'effort')
    const state = new Float64Array(8)
    expect(amount(effort, state, [1.5], state)).toBeCloseTo(0.25, 12)
    expect(amount(effort, state, [-30], state)).toBe(1)
  })

  it('smoothness: from one end of the motors to the other is 1, the same again is 0', () => {
    const smoothness = termOf('Hopper-v5', 'smoothness')
    const environment = robotOf('Hopper-v5')
    environment.place([0, 1.25, 0, 0, 0, 0], zeros(6))
    expect(amount(smoothness, environment.state, [0, 0, 0], environment.state)).toBe(0)
    environment.step([1, -1, 1], 0, unused)
    const before = environment.state.slice()
    expect(amount(smoothness, before, [1, -1, 1], before)).toBe(0)
    expect(amount(smoothness, before, [-1, 1, -1], before)).toBe(1)
    expect(amount(smoothness, before, [0, 0, 0], before)).toBeCloseTo(0.25, 12)
  })

  it('foot clearance: nothing on the floor, all of it high up', () => {
    const clearance = termOf('Walker2d-v5', 'foot-clearance')
    const environment = robotOf('Walker2d-v5')
    environment.place([0, 1.25, ...zeros(7)], zeros(9))
    const { state } = environment
    // Standing, the soles are 4 cm above the floor: 1.25 - 0.2 - 0.45 - 0.5 - 0.06.
    expect(amount(clearance, state, zeros(6), state)).toBeCloseTo(0.04 / 0.3, 12)
    state[1] = 2
    expect(amount(clearance, state, zeros(6), state)).toBe(1)
    state[1] = 1
    expect(amount(clearance, state, zeros(6), state)).toBe(0)
  })

  it('gait symmetry: 1 in turn, 0 together, a half with one leg still', () => {
    const turns = termOf('Walker2d-v5', 'gait-symmetry')
    const state = new Float64Array(robotOf('Walker2d-v5').state.length)
    const swinging = (right: number, left: number) => {
      state[9 + 3] = right
      state[9 + 6] = left
      return amount(turns, state, zeros(6), state)
    }
    expect([swinging(2, -2), swinging(3, 3), swinging(1, 0), swinging(0, 0)]).toEqual([1, 0, 0.5, 0.5])
  })

  it('closeness: zero on the target, less further off', () => {
    const closeness = termOf('Reacher-v5', 'closeness')
    const environment = robotOf('Reacher-v5')
    environment.place([0, 0, 0.21, 0], zeros(4))
    expect(potential(closeness, environment.state)).toBeCloseTo(0, 12)
    environment.place([Math.PI, 0, 0.19, 0], zeros(4))
    expect(potential(closeness, environment.state)).toBeCloseTo(-1, 12)
  })
})
