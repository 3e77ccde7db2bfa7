/**
 * A short name for the world itself, kept with every label: two worlds of the same id and settings that behave
 * differently (another version, another map) have different ones.
 */
import type { ControlWorld, TabularWorld, World } from '../core/environment.ts'
import { Rng } from '../core/rng.ts'
import type { SettingValues } from '../core/settings.ts'
import type { Space } from '../core/space.ts'
import { type Hashable, hashOf } from './hash.ts'

/** Hex digits. */
const LENGTH = 16
const PROBE_STEPS = 16

const known = new WeakMap<World, string>()

/**
 * The first 16 hex digits of a SHA-256: over the model's tables and the board of a grid world; over id, settings, sizes
 * and a few steps of a fixed random stream in a control world. Computed once for each world object.
 */
export function worldHash(world: World, env: string, envSettings: SettingValues): string {
  const before = known.get(world)
  if (before !== undefined) return before
  const content = world.form === 'tabular' ? tables(world) : probe(world, env, envSettings)
  const hash = hashOf(content).slice(0, LENGTH)
  known.set(world, hash)
  return hash
}

/** What can be drawn and sampled; captions and rulers are no part of it. */
function tables({ model, board, maxEpisodeSteps }: TabularWorld): Hashable {
  const { rows, columns, tiles, edges, cellOfState, contextOfState } = board
  return {
    maxEpisodeSteps,
    model: { ...model, kinds: [...model.kinds] },
    board: {
      rows,
      columns,
      tiles,
      edges: edges.map(({ cell, side }) => [cell, side]),
      cellOfState,
      contextOfState,
    },
  }
}

function probe(world: ControlWorld, env: string, envSettings: SettingValues): Hashable {
  const environment = world.create()
  const rng = Rng.fromSeed(0, 'world-hash')
  const seen: Hashable[] = []
  environment.reset(rng)
  for (let step = 0; step < PROBE_STEPS; step++) {
    environment.step(actionOf(world.actionSpace, rng), 0, rng)
    seen.push([[...environment.state], environment.reward, environment.terminated])
    if (environment.terminated) environment.reset(rng)
  }
  const { stateSize, maxEpisodeSteps, observationSpace, actionSpace } = world
  return {
    env,
    envSettings,
    stateSize,
    maxEpisodeSteps,
    observations: sizeOf(observationSpace),
    actions: sizeOf(actionSpace),
    seen,
  }
}

const sizeOf = (space: Space): Hashable =>
  space.kind === 'discrete' ? space.n : { shape: space.shape, low: space.low, high: space.high }

function actionOf(space: Space, rng: Rng): number[] {
  if (space.kind === 'discrete') return [rng.integer(space.n)]
  return space.low.map((low, dimension) => low + rng.uniform() * (space.high[dimension]! - low))
}
