/**
 * CartPole without an early end: every episode lasts 500 steps, and pays 1 for each step that ends with the cart on its track and
 * the pole within 12 degrees. How long an episode lasts says nothing about how good it was, so that a reward learnt from
 * people cannot be read off the length. After Freire, Gleave, Toyer & Russell, "DERAIL: diagnostic environments for reward
 * and imitation learning", 2020 (https://arxiv.org/abs/2012.01365), and its fixed-horizon suite
 * (https://github.com/HumanCompatibleAI/seals).
 *
 * Dynamics of `cart-pole.ts`, which a fallen pole goes on with: it swings round, its angle counted within [-pi, pi]; speeds
 * are cut where no episode gets. Observations are CartPole's, cut to its observation space and to 5 m/s and 5 rad/s, so that
 * whatever has failed for good looks much alike.
 */
import type { ControlEnvironment, ControlWorld, EnvironmentDefinition } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import { decodeSettings, type SettingsSchema } from '../core/settings.ts'
import type { Box } from '../core/space.ts'
import {
  actionSpace,
  actions,
  fallAngle,
  moveCart,
  observations,
  shapingTerms,
  stepSeconds,
  trackEnd,
} from './cart-pole.ts'
import { discreteAction, refuseState } from './checks.ts'

const high = [2 * trackEnd, 5, 2 * fallAngle, 5].map(Math.fround)
const observationSpace: Box = { kind: 'box', shape: [4], low: high.map(bound => -bound), high }

/** Metres, and metres or radians per second. */
const FARTHEST = 10_000
const FASTEST = 100

const settings: SettingsSchema = {}

export const cartPoleFixed: EnvironmentDefinition<ControlWorld> = {
  id: 'CartPoleFixed-v0',
  title: 'Cart and pole, fixed length',
  group: 'Classic control',
  task: 'Keep the pole up and the cart on its track for the whole of 500 steps; a fall ends nothing but the reward.',
  solved: 'Solved with a mean of 475 balanced steps or more out of 500.',
  settings,
  create(values) {
    decodeSettings(settings, values, 'env')
    return {
      form: 'control',
      observationSpace,
      actionSpace,
      stateSize: 4,
      maxEpisodeSteps: 500,
      solvedReturn: 475,
      // Measured over 1000 episodes, standard deviation 16.8: a fallen pole swings through upright now and then.
      randomReturn: 33.102,
      stepSeconds,
      observations,
      actions,
      plane: null,
      shapingTerms,
      restoredBy: 'state',
      figure: null,
      create: () => new CartPoleFixed(),
    }
  },
}

class CartPoleFixed implements ControlEnvironment {
  readonly observationSpace = observationSpace
  readonly actionSpace = actionSpace
  readonly observationSize = 4
  readonly state = new Float64Array(4)
  reward = 0
  readonly terminated = false

  reset(rng: Rng): void {
    for (let i = 0; i < 4; i++) this.state[i] = -0.05 + 0.1 * rng.uniform()
    this.reward = 0
  }

  step(actions: ArrayLike<number>, offset: number): void {
    const { state } = this
    moveCart(state, discreteAction(actions, offset, 2))
    if (!Number.isFinite(state[0]! + state[1]! + state[2]! + state[3]!))
      refuseState('CartPoleFixed-v0', state)
    state[0] = cut(state[0]!, FARTHEST)
    state[1] = cut(state[1]!, FASTEST)
    state[2] = withinHalfTurn(state[2]!)
    state[3] = cut(state[3]!, FASTEST)
    this.reward = Math.abs(state[0]) < trackEnd && Math.abs(state[2]) < fallAngle ? 1 : 0
  }

  observe(into: Float32Array, offset: number): void {
    for (let i = 0; i < 4; i++) into[offset + i] = cut(this.state[i]!, high[i]!)
  }
}

const cut = (x: number, most: number): number => Math.min(most, Math.max(-most, x))

/** An angle into [-pi, pi]. */
function withinHalfTurn(angle: number): number {
  if (Math.abs(angle) <= Math.PI) return angle
  const rest = angle % (2 * Math.PI)
  return rest > Math.PI ? rest - 2 * Math.PI : rest < -Math.PI ? rest + 2 * Math.PI : rest
}
