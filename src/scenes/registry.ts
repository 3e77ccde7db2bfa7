/** Which scene draws which world. A world without a view is a type error. */
import type { EnvId } from '../envs/registry.ts'
import { BoardScene, type SceneInput } from './board-scene.ts'

export type SceneFactory = (input: SceneInput) => BoardScene

const board: SceneFactory = input => new BoardScene(input)

export const scenes = {
  'FlowerPath-v0': board,
  'TwoGoals-v0': board,
  'FourRooms-v0': board,
  'WindyCrossing-v0': board,
  'FrozenLake-v1': board,
  'FrozenLake8x8-v1': board,
  'CliffWalking-v1': board,
  'CliffWalkingSlippery-v1': board,
  'Taxi-v4': board,
} satisfies Record<EnvId, SceneFactory>
