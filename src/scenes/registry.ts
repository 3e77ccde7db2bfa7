/**
 * Which scene draws which world. A world without a view is a type error. What draws robots with bodies comes when the first of
 * them is shown: `bringScene` comes before.
 */
import type { EnvId } from '../envs/registry.ts'
import { acrobot } from './acrobot-painter.ts'
import { BoardScene } from './board-scene.ts'
import { cartPole } from './cart-pole-painter.ts'
import type { ControlPainter } from './control-painter.ts'
import { ControlScene } from './control-scene.ts'
import type { FigureStyle } from './figure-painter.ts'
import { mountainCar } from './mountain-car-painter.ts'
import { pendulum } from './pendulum-painter.ts'
import type { SceneInput, StageScene, StageView } from './stage-scene.ts'

export type SceneFactory = (input: SceneInput, view: StageView) => StageScene

const board: SceneFactory = (input, view) => new BoardScene(input, view)
const control =
  (painter: ControlPainter): SceneFactory =>
  (input, view) =>
    new ControlScene(input, view, () => painter)
let figures: typeof import('./figure-painter.ts') | null = null
const ofFigures = new Set<SceneFactory>()
function figure(style: FigureStyle): SceneFactory {
  const factory: SceneFactory = (input, view) =>
    new ControlScene(input, view, world => figures!.figurePainter(world, style))
  ofFigures.add(factory)
  return factory
}

/** Where a BipedalWalker stands at the start of its course, metres: half of its twenty level pieces. */
const WALKER_START = 14 / 3

export const scenes = {
  'FlowerPath-v0': board,
  'PondPath-v0': board,
  'TwoGoals-v0': board,
  'FourRooms-v0': board,
  'WindyCrossing-v0': board,
  'FrozenLake-v1': board,
  'FrozenLake8x8-v1': board,
  'CliffWalking-v1': board,
  'CliffWalkingSlippery-v1': board,
  'Taxi-v4': board,
  'CartPole-v1': control(cartPole),
  'MountainCar-v0': control(mountainCar({ goal: 0.5 })),
  'MountainCarContinuous-v0': control(mountainCar({ goal: 0.45 })),
  'Acrobot-v1': control(acrobot),
  'Pendulum-v1': control(pendulum),
  'CartPoleFixed-v0': control(cartPole),
  'MountainCarFixed-v0': control(mountainCar({ goal: 0.5 })),
  'MountainCarContinuousFixed-v0': control(mountainCar({ goal: 0.45 })),
  'AcrobotFixed-v0': control(acrobot),
  'LunarLander-v3': figure({ kind: 'lander' }),
  'LunarLanderContinuous-v3': figure({ kind: 'lander' }),
  'BipedalWalker-v3': figure({ kind: 'walker', zero: WALKER_START }),
  'BipedalWalkerHardcore-v3': figure({ kind: 'walker', zero: WALKER_START }),
  'Reacher-v5': figure({ kind: 'arm' }),
  'InvertedPendulum-v5': figure({ kind: 'cart' }),
  'InvertedDoublePendulum-v5': figure({ kind: 'cart' }),
  'Hopper-v5': figure({ kind: 'walker' }),
  'HalfCheetah-v5': figure({ kind: 'walker' }),
  'Walker2d-v5': figure({ kind: 'walker' }),
  'PipBench-v0': figure({ kind: 'walker' }),
} satisfies Record<EnvId, SceneFactory>

/** Can its scene be made at once? */
export const hasScene = (env: EnvId): boolean => figures !== null || !ofFigures.has(scenes[env])

/** Brings the code that the scene of a world needs. One that did not come may be asked for again. */
export async function bringScene(env: EnvId): Promise<void> {
  if (!hasScene(env)) figures = await import('./figure-painter.ts')
}
