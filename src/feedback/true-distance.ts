/** How far the reward a robot is taught with lies from the one its teacher holds. */
import type { TabularWorld } from '../core/environment.ts'
import { epicDistance, tripleReward } from './epic.ts'
import type { Reachable } from './reachable.ts'

/** Of EPIC's canonical form. */
const DISCOUNT = 0.99

/**
 * EPIC distance between task plus learned reward (learned alone at `taskWeight` 0) and task plus hidden reward.
 * `learned` [K]
 */
export function trueDistance(
  world: TabularWorld,
  reach: Reachable,
  learned: Float64Array,
  taskWeight: number,
): number {
  const { model, hiddenReward } = world
  const taught = learned.map((value, k) => value + taskWeight * model.reward[k]!)
  const held = model.reward.map((reward, k) => reward + (hiddenReward?.[k] ?? 0))
  return epicDistance(tripleReward(model, reach, taught), tripleReward(model, reach, held), DISCOUNT)
}
