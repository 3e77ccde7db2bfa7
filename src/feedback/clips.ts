/** Rolling out short clips to ask about, and whether a person could tell two of them apart. */
import { replayClip } from '../core/clip-replay.ts'
import type { Clip } from '../core/label.ts'
import { Rng } from '../core/rng.ts'
import { sampleOutcome, type TabularModel } from '../core/tabular-model.ts'

/** Chance that a step of a clip follows the policy instead of acting uniformly. */
const POLICY_SHARE = 0.5

/**
 * A clip of up to `length` steps from `start`, shorter where the MDP ends; `policy` [S x A] and uniform actions mixed,
 * or uniform alone. `length` is at least 1.
 */
export function rollClip(
  model: TabularModel,
  start: number,
  policy: Float64Array | null,
  length: number,
  rng: Rng,
): Clip {
  const seed = rng.uint32()
  const luck = Rng.fromSeed(seed, 'clip')
  const actions: number[] = []
  let state = start
  while (actions.length < length) {
    const followed = policy !== null && rng.uniform() < POLICY_SHARE
    const action = followed ? sampleAction(model, policy, state, rng) : rng.integer(model.actions)
    actions.push(action)
    const outcome = sampleOutcome(model, state, action, luck)
    state = model.next[outcome]!
    if (model.terminated[outcome]) break
  }
  return { start, seed, actions }
}

/** Do the two clips visit different states? Bumping into the same wall twice looks the same. */
export function looksDifferent(model: TabularModel, left: Clip, right: Clip): boolean {
  const a = replayClip(model, left).states
  const b = replayClip(model, right).states
  return a.length !== b.length || a.some((state, t) => state !== b[t])
}

function sampleAction(model: TabularModel, policy: Float64Array, state: number, rng: Rng): number {
  let rest = rng.uniform()
  for (let action = 0; action < model.actions - 1; action++) {
    rest -= policy[state * model.actions + action]!
    if (rest < 0) return action
  }
  return model.actions - 1
}
