/**
 * Acrobot-v1: two links hang from a bar; a motor in the elbow alone must swing the tip up above a line. Sutton,
 * "Generalization in reinforcement learning: successful examples using sparse coarse coding", NIPS 8, 1996
 * (https://proceedings.neurips.cc/paper/1995/hash/8f1d43620bc6bb580df6e80b0dc05c48-Abstract.html); equations as corrected
 * in Sutton & Barto, "Reinforcement Learning: An Introduction", 1st ed., 1998, section 11.3. Equal to Gymnasium 1.3.0's
 * (https://gymnasium.farama.org/environments/classic_control/acrobot/), down to the order of its sums. With all masses,
 * lengths and moments of inertia 1, centres of mass half way and g = 9.8:
 *
 *   d1 = 3.5 + cos b,  d2 = 1.25 + cos(b) / 2,  f2 = 4.9 cos(a + b - pi/2)
 *   f1 = -(b'^2 / 2 + a' b') sin b + 14.7 cos(a - pi/2) + f2
 *   b'' = (torque + d2 f1 / d1 - a'^2 sin(b) / 2 - f2) / (1.25 - d2^2 / d1),  a'' = -(d2 b'' + f1) / d1
 *
 * one Runge-Kutta step (order 4) of 0.2 s. State: shoulder angle a (rad, 0 hanging), elbow angle b (rad, from the first
 * link), and their speeds (rad/s); single precision after a reset, double from then on.
 */
import type { ControlEnvironment, ControlWorld, EnvironmentDefinition } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import { decodeSettings, type SettingsSchema } from '../core/settings.ts'
import type { Box, Discrete } from '../core/space.ts'
import { discreteAction, refuseState } from './checks.ts'
import { everyPush, fromMinusOneToZero, potentialTerm } from './control-shaping.ts'
import { cos, sin } from './small-angle.ts'

const gravity = 9.8
const stepSeconds = 0.2
const topSpeeds = [4 * Math.PI, 9 * Math.PI] as const

const high = [1, 1, 1, 1, Math.fround(topSpeeds[0]), Math.fround(topSpeeds[1])]
const observationSpace: Box = { kind: 'box', shape: [6], low: high.map(bound => -bound), high }
const actionSpace: Discrete = { kind: 'discrete', n: 3 }

const settings: SettingsSchema = {}

export const acrobot: EnvironmentDefinition<ControlWorld> = {
  id: 'Acrobot-v1',
  title: 'Acrobot',
  group: 'Classic control',
  task: 'Swing with the elbow alone until the tip rises above the line, as soon as possible.',
  solved: 'Solved with a mean return of -100 or more: above the line within 100 steps.',
  settings,
  create(values) {
    decodeSettings(settings, values, 'env')
    return {
      form: 'control',
      observationSpace,
      actionSpace,
      stateSize: 4,
      maxEpisodeSteps: 500,
      solvedReturn: -100,
      // Measured in Gymnasium 1.3.0 over 100 episodes, none of which reached the line; about one in a hundred does.
      randomReturn: -500,
      stepSeconds,
      observations: [
        { label: 'Cosine of the shoulder angle', unit: '' },
        { label: 'Sine of the shoulder angle', unit: '' },
        { label: 'Cosine of the elbow angle', unit: '' },
        { label: 'Sine of the elbow angle', unit: '' },
        { label: 'Shoulder turning speed', unit: 'rad/s' },
        { label: 'Elbow turning speed', unit: 'rad/s' },
      ],
      actions: [
        { label: 'turn clockwise', unit: '' },
        { label: 'let swing', unit: '' },
        { label: 'turn anticlockwise', unit: '' },
      ],
      plane: null,
      shapingTerms,
      restoredBy: 'state',
      figure: null,
      create: () => new Acrobot(),
    }
  },
}

/** Height of the tip over the bar, in link lengths, -2 to 2; the line is at 1. */
const tipHeight = (state: Float64Array) => -cos(state[0]!) - cos(state[0]! + state[1]!)

/** Kinetic and potential energy (J), the latter 0 with both links level. */
function energyOf(state: Float64Array): number {
  const aSpeed = state[2]!
  const bSpeed = state[3]!
  const cosine = cos(state[1]!)
  const kinetic =
    0.5 * (3.5 + cosine) * (aSpeed * aSpeed) +
    (1.25 + 0.5 * cosine) * (aSpeed * bSpeed) +
    0.625 * (bSpeed * bSpeed)
  return kinetic - 1.5 * gravity * cos(state[0]!) - 0.5 * gravity * cos(state[0]! + state[1]!)
}

/** The least energy with the tip at the line (the first link level, the second upright), and that of hanging still. */
const lineEnergy = 0.5 * gravity
const hangingEnergy = -2 * gravity

const shapingTerms = [
  potentialTerm({
    id: 'energy',
    title: 'Gathering swing',
    help: 'Rewards every step that adds to the speed and height of both links together (their energy), up to what the line needs, and takes it back when that is lost.',
    range: [-100, 100],
    suggestedWeight: 10,
    potential: state => fromMinusOneToZero((energyOf(state) - lineEnergy) / (lineEnergy - hangingEnergy)),
  }),
  potentialTerm({
    id: 'height',
    title: 'Raising the tip',
    help: 'Rewards every step that raises the tip towards the line and takes it back when it sinks.',
    range: [-100, 100],
    suggestedWeight: 10,
    potential: state => fromMinusOneToZero((tipHeight(state) - 1) / 3),
  }),
  everyPush({
    title: 'Each turn of the elbow',
    help: 'Counts every step with the motor on: below zero it asks to let the links swing, which may change what is best.',
  }),
]

class Acrobot implements ControlEnvironment {
  readonly observationSpace = observationSpace
  readonly actionSpace = actionSpace
  readonly observationSize = 6
  readonly state = new Float64Array(4)
  reward = 0
  terminated = false
  /** Slopes of the four Runge-Kutta stages, and the state at which one is taken. */
  private readonly k1 = new Float64Array(4)
  private readonly k2 = new Float64Array(4)
  private readonly k3 = new Float64Array(4)
  private readonly k4 = new Float64Array(4)
  private readonly stage = new Float64Array(4)

  reset(rng: Rng): void {
    for (let i = 0; i < 4; i++) this.state[i] = Math.fround(-0.1 + 0.2 * rng.uniform())
    this.reward = 0
    this.terminated = false
  }

  step(actions: ArrayLike<number>, offset: number): void {
    const { state, stage, k1, k2, k3, k4 } = this
    const torque = discreteAction(actions, offset, 3) - 1
    const half = stepSeconds / 2
    slopesAt(state, torque, k1)
    for (let i = 0; i < 4; i++) stage[i] = state[i]! + half * k1[i]!
    slopesAt(stage, torque, k2)
    for (let i = 0; i < 4; i++) stage[i] = state[i]! + half * k2[i]!
    slopesAt(stage, torque, k3)
    for (let i = 0; i < 4; i++) stage[i] = state[i]! + stepSeconds * k3[i]!
    slopesAt(stage, torque, k4)
    for (let i = 0; i < 4; i++) {
      state[i] = state[i]! + (stepSeconds / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!)
    }
    if (!Number.isFinite(state[0]! + state[1]! + state[2]! + state[3]!)) refuseState('Acrobot-v1', state)
    state[0] = wrapped(state[0]!)
    state[1] = wrapped(state[1]!)
    state[2] = Math.min(Math.max(state[2]!, -topSpeeds[0]), topSpeeds[0])
    state[3] = Math.min(Math.max(state[3]!, -topSpeeds[1]), topSpeeds[1])
    const isAbove = tipHeight(state) > 1
    this.terminated = isAbove
    this.reward = isAbove ? 0 : -1
  }

  observe(into: Float32Array, offset: number): void {
    const { state } = this
    into[offset] = cos(state[0]!)
    into[offset + 1] = sin(state[0]!)
    into[offset + 2] = cos(state[1]!)
    into[offset + 3] = sin(state[1]!)
    into[offset + 4] = state[2]!
    into[offset + 5] = state[3]!
  }
}

/** Change per second of each number of the state. */
function slopesAt(state: Float64Array, torque: number, into: Float64Array): void {
  const a = state[0]!
  const b = state[1]!
  const aSpeed = state[2]!
  const bSpeed = state[3]!
  const cosine = cos(b)
  const sine = sin(b)
  // Grouped as Gymnasium's sums are: the last bits depend on it.
  const d1 = 0.25 + (1.25 + cosine) + 1 + 1
  const d2 = 0.25 + 0.5 * cosine + 1
  const f2 = 0.5 * gravity * cos(a + b - Math.PI / 2)
  const f1 =
    -0.5 * (bSpeed * bSpeed) * sine - bSpeed * aSpeed * sine + 1.5 * gravity * cos(a - Math.PI / 2) + f2
  const bGain = (torque + (d2 / d1) * f1 - 0.5 * (aSpeed * aSpeed) * sine - f2) / (1.25 - (d2 * d2) / d1)
  into[0] = aSpeed
  into[1] = bSpeed
  into[2] = -(d2 * bGain + f1) / d1
  into[3] = bGain
}

/** Into [-pi, pi], a turn at a time as Gymnasium does; angles that no swing reaches, at once. */
function wrapped(angle: number): number {
  const turn = 2 * Math.PI
  let x = Math.abs(angle) > 1e4 ? angle % turn : angle
  while (x > Math.PI) x -= turn
  while (x < -Math.PI) x += turn
  return x
}
