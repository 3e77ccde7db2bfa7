/**
 * Pendulum-v1: swing a rod up with a motor too weak to lift it, and hold it there. Equal to Gymnasium 1.3.0's
 * (https://gymnasium.farama.org/environments/classic_control/pendulum/); mass and length 1, steps of 0.05 s:
 *
 *   reward = -(a^2 + 0.1 w^2 + 0.001 u^2) with a in [-pi, pi), of the state before the step
 *   w += 0.05 (3 g / 2 sin a + 3 u), cut to 8;  a += 0.05 w (the new w)
 *
 * u is the torque (N m), cut to [-2, 2]. State: angle a (rad, 0 upright, never wrapped), turning speed w (rad/s). Nothing
 * ends an episode but its length. The setting carries Gymnasium's argument name.
 *
 * As NumPy 2 promotes (NEP 50, https://numpy.org/neps/nep-0050-scalar-promotion.html), what is made of constants and the
 * action alone is as wide as the action's array: single precision for a Float32Array.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import type { ControlEnvironment, ControlWorld, EnvironmentDefinition } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import { decodeSettings, numberOf, type SettingsSchema } from '../core/settings.ts'
import type { Box } from '../core/space.ts'
import { boxAction, refuseState } from './checks.ts'
import { effort, fromMinusOneToZero, potentialTerm } from './control-shaping.ts'

const topSpeed = 8
const topTorque = 2
const stepSeconds = 0.05
const usualGravity = 10

const observationSpace: Box = { kind: 'box', shape: [3], low: [-1, -1, -topSpeed], high: [1, 1, topSpeed] }
const actionSpace: Box = { kind: 'box', shape: [1], low: [-topTorque], high: [topTorque] }

const settings: SettingsSchema = {
  g: {
    kind: 'number',
    label: 'Gravity',
    plain: 'how hard the rod is pulled down',
    help: 'The stronger the pull, the more swings it takes to stand the rod up; at 0 it floats.',
    default: usualGravity,
    min: 0,
    max: 30,
    step: 0.5,
    unit: 'm/s²',
  },
}

export const pendulum: EnvironmentDefinition<ControlWorld> = {
  id: 'Pendulum-v1',
  title: 'Pendulum',
  group: 'Classic control',
  task: 'Swing the rod up and hold it upright with as little turning and torque as you can.',
  solved:
    'Solved with a mean return of -200 or more, a line of our own (Gymnasium sets none): a good robot gets about -150.',
  settings,
  create(values) {
    const gravity = numberOf(decodeSettings(settings, values, 'env'), 'g')
    return {
      form: 'control',
      observationSpace,
      actionSpace,
      stateSize: 2,
      maxEpisodeSteps: 200,
      solvedReturn: gravity === usualGravity ? -200 : null,
      // Measured in Gymnasium 1.3.0 over 300 episodes (seeds 0 to 299), standard deviation 294.7.
      randomReturn: gravity === usualGravity ? -1225.26 : null,
      stepSeconds,
      observations: [
        { label: 'Cosine of the angle', unit: '' },
        { label: 'Sine of the angle', unit: '' },
        { label: 'Turning speed', unit: 'rad/s' },
      ],
      actions: [{ label: 'torque', unit: 'N m' }],
      plane: {
        x: { label: 'Angle from upright', unit: 'rad', index: 0, low: -Math.PI, high: Math.PI },
        y: { label: 'Turning speed', unit: 'rad/s', index: 1, low: -topSpeed, high: topSpeed },
      },
      shapingTerms: shapingTerms(gravity),
      restoredBy: 'state',
      figure: null,
      create: () => new Pendulum(gravity),
    }
  },
}

const shapingTerms = (gravity: number) => [
  potentialTerm({
    id: 'upright',
    title: 'Standing the rod up',
    help: 'Rewards every step that raises the rod and takes it back when it sinks.',
    range: [-50, 50],
    suggestedWeight: 5,
    potential: state => 0.5 * (cos(state[0]!) - 1),
  }),
  potentialTerm({
    id: 'energy',
    title: 'The right swing',
    help: 'Rewards every step that brings speed and height together (the energy) closer to what just reaches the top, and takes it back on the way out.',
    range: [-50, 50],
    suggestedWeight: 5,
    potential(state) {
      const energy = 0.5 * (state[1]! * state[1]!) + 1.5 * gravity * cos(state[0]!)
      return fromMinusOneToZero(-Math.abs(energy - 1.5 * gravity) / Math.max(3 * gravity, 1))
    },
  }),
  effort(topTorque, {
    title: 'Using little torque',
    help: 'Counts the square of the torque (as a share of the most) at each step: below zero it asks for less, which may change what is best.',
    suggestedWeight: -0.1,
  }),
]

class Pendulum implements ControlEnvironment {
  readonly observationSpace = observationSpace
  readonly actionSpace = actionSpace
  readonly observationSize = 3
  readonly state = new Float64Array(2)
  reward = 0
  readonly terminated = false
  private readonly gravity: number

  constructor(gravity: number) {
    this.gravity = gravity
  }

  reset(rng: Rng): void {
    this.state[0] = -Math.PI + 2 * Math.PI * rng.uniform()
    this.state[1] = -1 + 2 * rng.uniform()
    this.reward = 0
  }

  step(actions: ArrayLike<number>, offset: number): void {
    const { state } = this
    const torque = Math.min(Math.max(boxAction(actions, offset), -topTorque), topTorque)
    const isSingle = actions instanceof Float32Array
    const pull = isSingle ? Math.fround(3 * torque) : 3 * torque
    const effortCost = isSingle
      ? Math.fround(milli * Math.fround(torque * torque))
      : 0.001 * (torque * torque)
    const angle = state[0]!
    const speed = state[1]!
    const lean = leanOf(angle)
    const cost = lean * lean + 0.1 * (speed * speed) + effortCost
    const gain = (((3 * this.gravity) / 2) * sin(angle) + pull) * stepSeconds
    const nextSpeed = Math.min(Math.max(speed + gain, -topSpeed), topSpeed)
    const nextAngle = angle + nextSpeed * stepSeconds
    state[0] = nextAngle
    state[1] = nextSpeed
    this.reward = -cost
    if (!Number.isFinite(nextAngle + cost)) refuseState('Pendulum-v1', state)
  }

  observe(into: Float32Array, offset: number): void {
    const { state } = this
    into[offset] = cos(state[0]!)
    into[offset + 1] = sin(state[0]!)
    into[offset + 2] = state[1]!
  }
}

/** A thousandth in single precision. */
const milli = Math.fround(0.001)

/** The angle in [-pi, pi): Python's remainder, which is never below zero. */
function leanOf(angle: number): number {
  const turn = 2 * Math.PI
  const rest = (angle + Math.PI) % turn
  return (rest < 0 ? rest + turn : rest) - Math.PI
}
