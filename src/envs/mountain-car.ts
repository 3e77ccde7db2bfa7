/**
 * MountainCar-v0: a car too weak for the hill must swing itself up. Moore, "Efficient memory-based learning for robot
 * control", PhD thesis, University of Cambridge, 1990 (https://www.cl.cam.ac.uk/techreports/UCAM-CL-TR-209.html). Equal to
 * Gymnasium 1.3.0's (https://gymnasium.farama.org/environments/classic_control/mountain_car/):
 *
 *   v += 0.001 (a - 1) - 0.0025 cos(3 p), cut to 0.07;  p += v, cut to [-1.2, 0.6];  v = 0 on hitting the wall on the left
 *
 * State: position p, velocity v per step. The setting carries Gymnasium's argument name.
 */
import cos from '@stdlib/math-base-special-cos'
import type { ControlEnvironment, ControlWorld, EnvironmentDefinition } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import { decodeSettings, numberOf, type SettingsSchema } from '../core/settings.ts'
import type { Discrete } from '../core/space.ts'
import { discreteAction, refuseState } from './checks.ts'
import { everyPush } from './control-shaping.ts'
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

const force = 0.001
const goal = 0.5
const actionSpace: Discrete = { kind: 'discrete', n: 3 }

const settings: SettingsSchema = { goal_velocity: goalVelocity }

export const mountainCar: EnvironmentDefinition<ControlWorld> = {
  id: 'MountainCar-v0',
  title: 'Mountain car',
  group: 'Classic control',
  task: 'Rock the car back and forth in the valley until it has the swing to reach the flag, as soon as possible.',
  solved: 'Solved with a mean return of -110 or more: the flag within 110 steps.',
  settings,
  create(values) {
    const goalSpeed = numberOf(decodeSettings(settings, values, 'env'), 'goal_velocity')
    return {
      form: 'control',
      observationSpace,
      actionSpace,
      stateSize: 2,
      maxEpisodeSteps: 200,
      solvedReturn: -110,
      // Measured in Gymnasium 1.3.0 over 100 episodes, none of which reached the flag, at whatever speed.
      randomReturn: -200,
      stepSeconds,
      observations,
      actions: [
        { label: 'push left', unit: '' },
        { label: 'coast', unit: '' },
        { label: 'push right', unit: '' },
      ],
      plane,
      restoredBy: 'state',
      figure: null,
      shapingTerms: [
        ...slopeTerms(goal, 10),
        everyPush({
          title: 'Each push',
          help: 'Counts every step with the engine on: below zero it asks to coast, which may change what is best.',
        }),
      ],
      create: () => new MountainCar(goalSpeed),
    }
  },
}

class MountainCar implements ControlEnvironment {
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
    const action = discreteAction(actions, offset, 3)
    let velocity = state[1]! + ((action - 1) * force + cos(3 * state[0]!) * -gravity)
    if (!Number.isFinite(velocity)) refuseState('MountainCar-v0', state)
    velocity = Math.min(Math.max(velocity, -topSpeed), topSpeed)
    let position = state[0]! + velocity
    position = Math.min(Math.max(position, lowestPlace), highestPlace)
    if (position === lowestPlace && velocity < 0) velocity = 0
    state[0] = position
    state[1] = velocity
    this.terminated = position >= goal && velocity >= this.goalSpeed
    this.reward = -1
  }

  observe(into: Float32Array, offset: number): void {
    into[offset] = this.state[0]!
    into[offset + 1] = this.state[1]!
  }
}
