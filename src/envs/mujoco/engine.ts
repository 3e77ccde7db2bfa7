/**
 * The physics engine of the robots: MuJoCo, compiled to WebAssembly by its makers. Todorov, Erez & Tassa, "MuJoCo: A physics
 * engine for model-based control", IROS 2012 (https://doi.org/10.1109/IROS.2012.6386109; https://mujoco.org; Apache-2.0).
 * Ten megabytes, so it comes only when a world of it opens.
 */
import type { MainModule } from '@mujoco/mujoco'
import { PlaygroundError } from '../../core/errors.ts'

let loading: Promise<void> | null = null
let engine: MainModule | null = null

/** Brings the engine; calls share one load, and one that failed is tried anew. */
export function loadMujoco(): Promise<void> {
  loading ??= bring().catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

async function bring(): Promise<void> {
  const { default: start } = await import('@mujoco/mujoco')
  // What it would print of numbers gone wrong is found, and told, by whoever steps it.
  const quiet = () => undefined
  engine = await start({ print: quiet, printErr: quiet })
}

/** @throws PlaygroundError `not-loaded` before `loadMujoco` has ended. */
export function mujoco(): MainModule {
  if (engine !== null) return engine
  throw new PlaygroundError('not-loaded', 'The physics engine MuJoCo is not here yet; load it first.')
}
