/**
 * Teaching by a simulated teacher, from the first question to the exam. Lee et al., "B-Pref: Benchmarking preference-based
 * reinforcement learning", NeurIPS Datasets and Benchmarks 2021 (https://arxiv.org/abs/2111.03026).
 *
 *   normalised return = (true return - that of random actions) / (that of the same learner on the true reward - random)
 */
import { PlaygroundError } from '../core/errors.ts'
import { loadWorld } from '../core/load-world.ts'
import { decodeSettings } from '../core/settings.ts'
import { environmentById } from '../envs/registry.ts'
import { teachControl } from './teaching/teach-control.ts'
import { teachGrid } from './teaching/teach-grid.ts'
import type { TaughtResult, TeachOptions } from './teaching/teach-options.ts'
import { wishNamed } from './teaching/wished-world.ts'

/** @throws PlaygroundError for unknown worlds, learners, teachers, kinds, rules and settings, naming the flag. */
export async function teach(options: TeachOptions): Promise<TaughtResult> {
  const definition = environmentById(options.env)
  const settings = decodeSettings(definition.settings, options.envSettings, 'env')
  const world = await loadWorld(definition, settings)
  if (world.form === 'control') return teachControl(options)
  if (options.wish !== undefined) wishNamed(options.env, options.wish)
  if (options.lastAnswer !== undefined) {
    const message = `--last-answer is for worlds of real-valued states; in ${options.env} answers come evenly to the end.`
    throw new PlaygroundError('bad-flag', message, { path: '--last-answer' })
  }
  return teachGrid(options)
}
