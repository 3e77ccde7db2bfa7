/**
 * CartPole-v1: balance a pole by pushing its cart left and right. Barto, Sutton & Anderson, "Neuronlike adaptive elements
 * that can solve difficult learning control problems", IEEE Transactions on Systems, Man, and Cybernetics 13, 1983
 * (https://doi.org/10.1109/TSMC.1983.6313077). Equal to Gymnasium 1.3.0's, down to the order of its sums
 * (https://gymnasium.farama.org/environments/classic_control/cart_pole/); equations of Florian, "Correct equations for the
 * dynamics of the cart-pole system", 2007 (https://coneural.org/florian/papers/05_cart_pole.pdf):
 *
 *   t = (F + m l w^2 sin a) / M,  w' = (g sin a - t cos a) / (l (4/3 - m cos^2 a / M)),  v' = t - m l w' cos a / M
 *
 * with explicit Euler steps of 0.02 s: places move with the speeds of before. State: place (m), speed (m/s), angle from
 * upright (rad), turning speed (rad/s). The setting carries Gymnasium's argument name.
 */
import type {
  ControlEnvironment,
  ControlWorld,
  EnvironmentDefinition,
  Quantity,
} from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import { decodeSettings, flagOf, type SettingsSchema } from '../core/settings.ts'
import type { Box, Discrete } from '../core/space.ts'
import { discreteAction, refuseState } from './checks.ts'
import { freeTerm, potentialTerm } from './control-shaping.ts'
import { cos, sin } from './small-angle.ts'

const gravity = 9.8
const poleMass = 0.1
const totalMass = poleMass + 1
const halfLength = 0.5
const poleMassLength = poleMass * halfLength
const push = 10
export const stepSeconds = 0.02
/** Metres from the middle, and radians from upright, beyond which it has failed. */
export const trackEnd = 2.4
export const fallAngle = (12 * 2 * Math.PI) / 360

const high = [Math.fround(2 * trackEnd), Infinity, Math.fround(2 * fallAngle), Infinity]
const observationSpace: Box = { kind: 'box', shape: [4], low: high.map(bound => -bound), high }
export const actionSpace: Discrete = { kind: 'discrete', n: 2 }

export const observations: readonly Quantity[] = [
  { label: 'Cart position', unit: 'm' },
  { label: 'Cart speed', unit: 'm/s' },
  { label: 'Pole angle', unit: 'rad' },
  { label: 'Pole turning speed', unit: 'rad/s' },
]
export const actions: readonly Quantity[] = [
  { label: 'push left', unit: '' },
  { label: 'push right', unit: '' },
]

const settings: SettingsSchema = {
  sutton_barto_reward: {
    kind: 'boolean',
    label: 'Reward of the first paper',
    plain: 'only falling counts',
    help: 'Instead of 1 for every step, the robot gets nothing while it balances and -1 when it fails.',
    default: false,
  },
}

export const cartPole: EnvironmentDefinition<ControlWorld> = {
  id: 'CartPole-v1',
  title: 'Cart and pole',
  group: 'Classic control',
  task: 'Push the cart left and right so that the pole stays up and the cart stays on its track.',
  solved: 'Solved with a mean of 475 balanced steps or more out of 500.',
  fall: 'It is lost when the pole leans more than 12 degrees or the cart is 2.4 m from the middle.',
  settings,
  create(values) {
    const onlyFalling = flagOf(decodeSettings(settings, values, 'env'), 'sutton_barto_reward')
    return {
      form: 'control',
      observationSpace,
      actionSpace,
      stateSize: 4,
      maxEpisodeSteps: 500,
      // With the first paper's reward 0 is the best there is, and Gymnasium's threshold.
      solvedReturn: onlyFalling ? 0 : 475,
      // Measured in Gymnasium 1.3.0 over 1000 episodes (seeds 0 to 999), standard deviation 11.8.
      randomReturn: onlyFalling ? null : 22.646,
      stepSeconds,
      observations,
      actions,
      plane: null,
      shapingTerms,
      restoredBy: 'state',
      figure: null,
      create: () => new CartPole(onlyFalling),
    }
  },
}

export const shapingTerms = [
  potentialTerm({
    id: 'upright',
    title: 'Holding the pole upright',
    help: 'Rewards every step that brings the pole closer to upright and takes it back when it leans.',
    range: [-10, 10],
    suggestedWeight: 1,
    potential: state => 1 - Math.min(1, Math.abs(state[2]!) / fallAngle),
  }),
  potentialTerm({
    id: 'centre',
    title: 'Staying near the middle',
    help: 'Rewards every step that brings the cart closer to the middle of its track and takes it back on the way out.',
    range: [-10, 10],
    suggestedWeight: 1,
    potential: state => 1 - Math.min(1, Math.abs(state[0]!) / trackEnd),
  }),
  freeTerm({
    id: 'sway',
    title: 'Swaying pole',
    help: 'Counts how fast the pole turns (rad/s) at each step: below zero it asks for a calm hand, which may change what is best.',
    range: [-1, 1],
    suggestedWeight: -0.1,
    amount: (_before, _actions, _offset, after) => Math.abs(after[3]!),
  }),
]

/** One step of the dynamics. @param action 0 pushes left, 1 right. @param state [4] */
export function moveCart(state: Float64Array, action: number): void {
  const force = action === 1 ? push : -push
  const speed = state[1]!
  const turning = state[3]!
  const cosine = cos(state[2]!)
  const sine = sin(state[2]!)
  const thrust = (force + poleMassLength * (turning * turning) * sine) / totalMass
  const turningGain =
    (gravity * sine - cosine * thrust) / (halfLength * (4 / 3 - (poleMass * (cosine * cosine)) / totalMass))
  const speedGain = thrust - (poleMassLength * turningGain * cosine) / totalMass
  state[0] = state[0]! + stepSeconds * speed
  state[1] = speed + stepSeconds * speedGain
  state[2] = state[2]! + stepSeconds * turning
  state[3] = turning + stepSeconds * turningGain
}

class CartPole implements ControlEnvironment {
  readonly observationSpace = observationSpace
  readonly actionSpace = actionSpace
  readonly observationSize = 4
  readonly state = new Float64Array(4)
  reward = 0
  terminated = false
  private readonly onlyFalling: boolean

  constructor(onlyFalling: boolean) {
    this.onlyFalling = onlyFalling
  }

  reset(rng: Rng): void {
    for (let i = 0; i < 4; i++) this.state[i] = -0.05 + 0.1 * rng.uniform()
    this.reward = 0
    this.terminated = false
  }

  step(actions: ArrayLike<number>, offset: number): void {
    const { state } = this
    moveCart(state, discreteAction(actions, offset, 2))
    if (!Number.isFinite(state[0]! + state[1]! + state[2]! + state[3]!)) refuseState('CartPole-v1', state)
    const place = state[0]!
    const angle = state[2]!
    const hasFailed = place < -trackEnd || place > trackEnd || angle < -fallAngle || angle > fallAngle
    this.terminated = hasFailed
    if (this.onlyFalling) this.reward = hasFailed ? -1 : 0
    else this.reward = 1
  }

  observe(into: Float32Array, offset: number): void {
    const { state } = this
    into[offset] = state[0]!
    into[offset + 1] = state[1]!
    into[offset + 2] = state[2]!
    into[offset + 3] = state[3]!
  }
}
