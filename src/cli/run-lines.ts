/** What a person reads about a run. */
import type { Evaluation, RunConfig } from '../core/run-config.ts'
import { environmentById } from '../envs/registry.ts'
import { fixed, grouped } from './table.ts'

/** World, its settings where they are not the defaults, learner, seed. */
export function runTitle({
  env,
  envSettings,
  agent,
  seed,
}: Pick<RunConfig, 'env' | 'envSettings' | 'agent' | 'seed'>): string {
  const { settings } = environmentById(env)
  const changed = Object.entries(envSettings).filter(([key, value]) => settings[key]?.default !== value)
  return `${env}${changed.map(([key, value]) => ` ${key}=${value}`).join('')} with ${agent}, seed ${seed}`
}

export function evaluationLine({ episodes, meanReturn, standardDeviation, meanLength }: Evaluation): string {
  return `greedy return ${fixed(meanReturn, 3)} (sd ${fixed(standardDeviation, 3)}) in ${fixed(meanLength, 1)} steps, over ${grouped(episodes)} episodes`
}
