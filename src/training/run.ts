/** Runs by config or checkpoint, whatever their world: over tables or over real-valued states. */
import { loadEngine } from '../core/load-world.ts'
import type { RunConfig } from '../core/run-config.ts'
import { decodeSettings } from '../core/settings.ts'
import { environmentById, tabularWorld } from '../envs/registry.ts'
import { openCheckpoint } from './checkpoint.ts'
import { ControlRun } from './control-run.ts'
import { type Catalogue, decodeRun, REGISTRIES, readConfig } from './run-setup.ts'
import { TabularRun } from './tabular-run.ts'

/** One experiment: a world, a learner and a seed. `form` tells which of the two it is. */
export type Run = TabularRun | ControlRun

/** @throws PlaygroundError as `decodeRun`. */
export async function createRun(config: RunConfig, catalogue: Catalogue = REGISTRIES): Promise<Run> {
  const { world, ...setup } = await decodeRun(config, catalogue)
  return world.form === 'control'
    ? ControlRun.open({ ...setup, world })
    : TabularRun.open({ ...setup, world })
}

/** Goes on from `save` bit for bit. @throws PlaygroundError `bad-checkpoint` with the path of what does not fit. */
export async function restoreRun(checkpoint: unknown, catalogue: Catalogue = REGISTRIES): Promise<Run> {
  const place = openCheckpoint(checkpoint)
  const run = await createRun(readConfig(place.at('config')), catalogue)
  try {
    run.load(place)
  } catch (error) {
    run.dispose()
    throw error
  }
  return run
}

/** @throws PlaygroundError `not-tabular`, path `env`, for a world of real-valued states; else as `createRun`. */
export async function createTabularRun(config: RunConfig): Promise<TabularRun> {
  await requireTabular(config)
  return (await createRun(config)) as TabularRun
}

/** @throws PlaygroundError as `restoreRun`, and `not-tabular`. */
export async function restoreTabularRun(checkpoint: unknown): Promise<TabularRun> {
  await requireTabular(readConfig(openCheckpoint(checkpoint).at('config')))
  return (await restoreRun(checkpoint)) as TabularRun
}

/** Before any learner is looked at: one that suits would not suit what only tables can do. */
async function requireTabular({ env, envSettings }: RunConfig): Promise<void> {
  const definition = environmentById(env)
  const settings = decodeSettings(definition.settings, envSettings, 'env')
  await loadEngine(definition)
  tabularWorld(env, settings)
}
