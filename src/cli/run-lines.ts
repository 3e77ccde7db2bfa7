/** What a person reads about a run. */
import type { Evaluation, RunConfig } from '../core/run-config.ts'
import { fixed, grouped } from './table.ts'

export function runTitle({
  env,
  envSettings,
  agent,
  seed,
}: Pick<RunConfig, 'env' | 'envSettings' | 'agent' | 'seed'>) {
  const settings = Object.entries(envSettings).map(([key, value]) => ` ${key}=${value}`)
  return `${env}${settings.join('')} with ${agent}, seed ${seed}`
}

export function evaluationLine({ episodes, meanReturn, standardDeviation, meanLength }: Evaluation): string {
  return `greedy return ${fixed(meanReturn, 3)} (sd ${fixed(standardDeviation, 3)}) in ${fixed(meanLength, 1)} steps, over ${grouped(episodes)} episodes`
}
