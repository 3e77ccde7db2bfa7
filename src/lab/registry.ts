/** Every experiment of the lab. */
import { nearestId, PlaygroundError } from '../core/errors.ts'
import { auditExperiment } from './audit.ts'
import type { Experiment } from './experiment.ts'
import { heuristicExperiment } from './heuristic.ts'
import { imitationExperiment } from './imitation.ts'
import { influenceExperiment } from './influence.ts'
import { overoptimisationExperiment } from './overoptimisation.ts'
import { praiseExperiment } from './praise.ts'

export const experiments: readonly Experiment[] = [
  overoptimisationExperiment,
  praiseExperiment,
  imitationExperiment,
  auditExperiment,
  influenceExperiment,
  heuristicExperiment,
]

/** @throws PlaygroundError `unknown-experiment`, path `NAME`, suggesting the nearest name. */
export function experimentByName(name: string): Experiment {
  const found = experiments.find(experiment => experiment.name === name)
  if (found) return found
  const names = experiments.map(experiment => experiment.name)
  const near = nearestId(name, names)
  const hint = near ? `Did you mean '${near}'?` : `Known: ${names.join(', ')}.`
  throw new PlaygroundError('unknown-experiment', `'${name.slice(0, 60)}' is not an experiment. ${hint}`, {
    path: 'NAME',
  })
}
