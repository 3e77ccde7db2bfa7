/** Every world, in the order the gallery shows them. A new world is one file and one line here. */
import type { EnvironmentDefinition, TabularWorld } from '../core/environment.ts'
import { nearestId, PlaygroundError } from '../core/errors.ts'
import type { SettingValues } from '../core/settings.ts'
import { acrobot } from './acrobot.ts'
import { bipedalWalker, bipedalWalkerHardcore } from './box2d/bipedal-walker-worlds.ts'
import { lunarLander, lunarLanderContinuous } from './box2d/lunar-lander-worlds.ts'
import { cartPole } from './cart-pole.ts'
import { cartPoleFixed } from './cart-pole-fixed.ts'
import { cliffWalking, cliffWalkingSlippery } from './cliff-walking.ts'
import { acrobotFixed, mountainCarContinuousFixed, mountainCarFixed } from './fixed-horizon-worlds.ts'
import { flowerPath } from './flower-path.ts'
import { fourRooms } from './four-rooms.ts'
import { frozenLake, frozenLake8x8 } from './frozen-lake.ts'
import { mountainCar } from './mountain-car.ts'
import { mountainCarContinuous } from './mountain-car-continuous.ts'
import { halfCheetah } from './mujoco/half-cheetah.ts'
import { hopper } from './mujoco/hopper.ts'
import { invertedDoublePendulum } from './mujoco/inverted-double-pendulum.ts'
import { invertedPendulum } from './mujoco/inverted-pendulum.ts'
import { reacher } from './mujoco/reacher.ts'
import { walker2d } from './mujoco/walker2d.ts'
import { pendulum } from './pendulum.ts'
import { pipBench } from './pip/pip-bench.ts'
import { pondPath } from './pond-path.ts'
import { taxi } from './taxi.ts'
import { twoGoals } from './two-goals.ts'
import { windyCrossing } from './windy-crossing.ts'

const definitions = {
  'FlowerPath-v0': flowerPath,
  'PondPath-v0': pondPath,
  'TwoGoals-v0': twoGoals,
  'FourRooms-v0': fourRooms,
  'WindyCrossing-v0': windyCrossing,
  'FrozenLake-v1': frozenLake,
  'FrozenLake8x8-v1': frozenLake8x8,
  'CliffWalking-v1': cliffWalking,
  'CliffWalkingSlippery-v1': cliffWalkingSlippery,
  'Taxi-v4': taxi,
  'CartPole-v1': cartPole,
  'MountainCar-v0': mountainCar,
  'MountainCarContinuous-v0': mountainCarContinuous,
  'Acrobot-v1': acrobot,
  'Pendulum-v1': pendulum,
  'CartPoleFixed-v0': cartPoleFixed,
  'MountainCarFixed-v0': mountainCarFixed,
  'MountainCarContinuousFixed-v0': mountainCarContinuousFixed,
  'AcrobotFixed-v0': acrobotFixed,
  'LunarLander-v3': lunarLander,
  'LunarLanderContinuous-v3': lunarLanderContinuous,
  'BipedalWalker-v3': bipedalWalker,
  'BipedalWalkerHardcore-v3': bipedalWalkerHardcore,
  'Reacher-v5': reacher,
  'InvertedPendulum-v5': invertedPendulum,
  'InvertedDoublePendulum-v5': invertedDoublePendulum,
  'Hopper-v5': hopper,
  'HalfCheetah-v5': halfCheetah,
  'Walker2d-v5': walker2d,
  'PipBench-v0': pipBench,
} satisfies Record<string, EnvironmentDefinition>

/** Worlds whose episodes end early, and the same task in episodes of one length. */
const twins: Readonly<Record<string, EnvId>> = {
  'CartPole-v1': 'CartPoleFixed-v0',
  'MountainCar-v0': 'MountainCarFixed-v0',
  'MountainCarContinuous-v0': 'MountainCarContinuousFixed-v0',
  'Acrobot-v1': 'AcrobotFixed-v0',
}

/** The same task in episodes of one length, or null. */
export const twinOf = (id: string): EnvId | null => twins[id] ?? null

export type EnvId = keyof typeof definitions

export const environments: readonly EnvironmentDefinition[] = Object.values(definitions)

/** @throws PlaygroundError `unknown-environment`, path `env`, suggesting the nearest id. */
export function environmentById(id: string): EnvironmentDefinition {
  if (Object.hasOwn(definitions, id)) return definitions[id as EnvId]
  const ids = Object.keys(definitions)
  const near = nearestId(id, ids)
  const hint = near ? `Did you mean '${near}'?` : `Known: ${ids.join(', ')}.`
  throw new PlaygroundError('unknown-environment', `'${id}' is not an environment. ${hint}`, { path: 'env' })
}

/**
 * The world, which must have finitely many states.
 * @throws PlaygroundError `not-tabular`, path `env`, for a world of real-valued states.
 */
export function tabularWorld(id: string, settings: SettingValues): TabularWorld {
  const world = environmentById(id).create(settings)
  if (world.form === 'tabular') return world
  throw new PlaygroundError('not-tabular', `${id} has real-valued states; this needs a grid world.`, {
    path: 'env',
  })
}
