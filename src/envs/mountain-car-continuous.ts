/**
 * MountainCarContinuous-v0: the mountain car with a throttle. Moore, "Efficient memory-based learning for robot control",
 * PhD thesis, University of Cambridge, 1990 (https://www.cl.cam.ac.uk/techreports/UCAM-CL-TR-209.html). Equal to Gymnasium
 * 1.3.0's (https://gymnasium.farama.org/environments/classic_control/mountain_car_continuous/):
 *
 *   v += 0.0015 a - 0.0025 cos(3 p), cut to 0.07;  p += v, cut to [-1.2, 0.6];  v = 0 on hitting the wall on the left
 *
 * with a cut to [-1, 1]; reward 100 at the flag, less 0.1 a^2 with a as it came. State: position p, velocity v per step.
 *
 * Widths follow NumPy 2's promotion (NEP 50, https://numpy.org/neps/nep-0050-scalar-promotion.html): the state is single
 * precision after the first step, an action as wide as its array, and Python's own numbers (all constants, and an action
 * that was cut) take the width of what they meet. So a sum is single where all of its parts are single or Python's. A state
 * counts as single when single precision can hold it, which leaves the width to the state itself.
 */
import cos from '@stdlib/math-base-special-cos'
import type { ControlEnvironment, ControlWorld, EnvironmentDefinition } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import { decodeSettings, numberOf, type SettingsSchema } from '../core/settings.ts'
import type { Box } from '../core/space.ts'
import { boxAction, refuseState } from './checks.ts'
import { effort } from './control-shaping.ts'
import {
  goalVelocity,
  gravity,
  highestPlace,
  lowestPlace,
  observationSpace,
  observations,
  plane,
  slopeTerms,
  stepSeconds,
  topSpeed,
} from './mountain-slope.ts'

const power = 0.0015
const goal = 0.45
const actionSpace: Box = { kind: 'box', shape: [1], low: [-1], high: [1] }

const settings: SettingsSchema = { goal_velocity: goalVelocity }

export const mountainCarContinuous: EnvironmentDefinition<ControlWorld> = {
  id: 'MountainCarContinuous-v0',
  title: 'Mountain car, continuous',
  group: 'Classic control',
  task: 'Rock the car up to the flag with as little throttle as you can.',
  solved: 'Solved with a mean return of 90 or more: the flag every time, with little wasted force.',
  settings,
  create(values) {
    const goalSpeed = numberOf(decodeSettings(settings, values, 'env'), 'goal_velocity')
    return {
      form: 'control',
      observationSpace,
      actionSpace,
      stateSize: 2,
      maxEpisodeSteps: 999,
      solvedReturn: 90,
      // Measured in Gymnasium 1.3.0 over 50 episodes, none of which reached the flag; standard deviation 0.9.
      randomReturn: -33.251,
      stepSeconds,
      observations,
      actions: [{ label: 'force', unit: '' }],
      plane,
      restoredBy: 'state',
      figure: null,
      shapingTerms: [
        ...slopeTerms(goal, 20),
        effort(1, {
          title: 'Using little force',
          help: 'Counts the square of the force at each step: below zero it asks for less throttle, which may change what is best.',
          suggestedWeight: -0.1,
        }),
      ],
      create: () => new MountainCarContinuous(goalSpeed),
    }
  },
}

class MountainCarContinuous implements ControlEnvironment {
  readonly observationSpace = observationSpace
  readonly actionSpace = actionSpace
  readonly observationSize = 2
  readonly state = new Float64Array(2)
  reward = 0
  terminated = false
  private readonly goalSpeed: number

  constructor(goalSpeed: number) {
    this.goalSpeed = goalSpeed
  }

  reset(rng: Rng): void {
    this.state[0] = -0.6 + 0.2 * rng.uniform()
    this.state[1] = 0
    this.reward = 0
    this.terminated = false
  }

  step(actions: ArrayLike<number>, offset: number): void {
    const { state } = this
    const asked = boxAction(actions, offset)
    const force = Math.min(Math.max(asked, -1), 1)
    const isCut = force !== asked
    const isSingleForce = !isCut && actions instanceof Float32Array
    const isSingleState = Math.fround(state[0]!) === state[0] && Math.fround(state[1]!) === state[1]

    const pull = gravity * cos(width(3 * state[0]!, isSingleState))
    const thrust = width(force * width(power, isSingleForce), isSingleForce)
    const gain = width(thrust - width(pull, isSingleForce), isSingleForce)

    let isSingle = isSingleState && (isSingleForce || isCut)
    let velocity = width(state[1]! + width(gain, isSingle), isSingle)
    if (!Number.isFinite(velocity)) refuseState('MountainCarContinuous-v0', state)
    const fastest = width(topSpeed, isSingle)
    if (velocity > fastest || velocity < -fastest) {
      velocity = velocity > 0 ? topSpeed : -topSpeed
      isSingle = isSingleState
    }
    let position = width(state[0]! + width(velocity, isSingle), isSingle)
    position = Math.max(Math.min(position, width(highestPlace, isSingle)), width(lowestPlace, isSingle))
    if (position === width(lowestPlace, isSingle) && velocity < 0) velocity = 0

    const isThere =
      position >= width(goal, isSingle) && width(velocity, isSingle) >= width(this.goalSpeed, isSingle)
    this.terminated = isThere
    this.reward = (isThere ? 100 : 0) - asked * asked * 0.1
    state[0] = Math.fround(position)
    state[1] = Math.fround(velocity)
  }

  observe(into: Float32Array, offset: number): void {
    into[offset] = this.state[0]!
    into[offset + 1] = this.state[1]!
  }
}

const width = (value: number, isSingle: boolean): number => (isSingle ? Math.fround(value) : value)
