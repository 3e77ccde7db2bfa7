/**
 * How long the robot's idea of what is wanted takes to follow an answer. Answers come from a simulated teacher who knows the
 * true reward; each figure is the median over refits by one answer more, as they happen while a person teaches. On grids the
 * learned reward is settled within the time, as the learner needs it.
 */
import type { ControlWorld, TabularWorld, World } from '../../core/environment.ts'
import type { Label, LabelKind } from '../../core/label.ts'
import { loadWorld } from '../../core/load-world.ts'
import { uniformPolicy } from '../../core/planning.ts'
import { defaultsOf, type SettingValues } from '../../core/settings.ts'
import { environmentById } from '../../envs/registry.ts'
import { ControlFeedback } from '../../feedback/control/control-feedback.ts'
import type { Feedback } from '../../feedback/feedback.ts'
import { TabularFeedback } from '../../feedback/tabular-feedback.ts'
import { parseTeacher } from '../../feedback/teachers/simulated-teacher.ts'
import { beginWithRandomSteps, ControlExperience } from '../control-experience.ts'
import { SimulatedLabels } from '../teaching/simulated-labels.ts'
import { type Benchmark, median } from './timing.ts'

/** Odd, so that one is in the middle. */
const REFITS = 21
const WARM_UPS = 3
const SEED = 1
const EPISODES = 10
const ROBOTS = 8
const ASKING = { queryRule: 'uniform', checkShare: 0 }
const MIXED = ['compare', 'rate', 'praise', 'demo', 'correct'] as const

export const refitBenchmarks: readonly Benchmark[] = [
  { name: 'refit_grid_200', unit: 'ms', measure: now => gridRefit(now, 'kinds') },
  { name: 'refit_grid_200_cells', unit: 'ms', measure: now => gridRefit(now, 'kinds-and-places') },
  { name: 'refit_control_200', unit: 'ms', measure: now => controlRefit(now, 200) },
  { name: 'refit_control_500', unit: 'ms', measure: now => controlRefit(now, 500) },
]

/** 200 answers of all kinds by turns, on Flower Path. */
async function gridRefit(now: () => number, features: string): Promise<number> {
  const world = (await worldOf('FlowerPath-v0')) as TabularWorld
  const uniform = uniformPolicy(world.model)
  const settings = { ...ASKING, features }
  const feedback = new TabularFeedback(world, settings, SEED, { policy: () => uniform })
  const labels = await answered(world, 'FlowerPath-v0', feedback, MIXED, 200)
  return refitMilliseconds(now, feedback, labels, () => feedback.learnedReward())
}

/** Comparisons of clips of random actions, on Pendulum. */
async function controlRefit(now: () => number, count: number): Promise<number> {
  const world = (await worldOf('Pendulum-v1')) as ControlWorld
  const experience = new ControlExperience(world, ROBOTS)
  beginWithRandomSteps(experience, world, SEED, EPISODES * world.maxEpisodeSteps)
  const feedback = await ControlFeedback.open({ world, settings: ASKING, seed: SEED, experience })
  const labels = await answered(world, 'Pendulum-v1', feedback, ['compare'], count)
  return refitMilliseconds(now, feedback, labels, () => feedback.stepReward())
}

/** Median over refits by one answer more, the last of which knows all of `labels`. @param use of what was fitted. */
async function refitMilliseconds(
  now: () => number,
  feedback: Feedback,
  labels: readonly Label[],
  use: () => unknown,
): Promise<number> {
  const times: number[] = []
  for (let known = labels.length - REFITS - WARM_UPS; known <= labels.length; known++) {
    const start = now()
    await feedback.setLabels(labels.slice(0, known))
    use()
    if (known > labels.length - REFITS) times.push(now() - start)
  }
  feedback.dispose()
  return median(times)
}

/** By the oracle. */
async function answered(
  world: World,
  env: string,
  feedback: Feedback,
  kinds: readonly LabelKind[],
  count: number,
): Promise<readonly Label[]> {
  const config = { env, envSettings: settingsOf(env), seed: SEED }
  const labels = await SimulatedLabels.open(world, feedback, parseTeacher('oracle'), kinds, config)
  labels.give(count, 0)
  return labels.all
}

const settingsOf = (env: string): SettingValues => defaultsOf(environmentById(env).settings)

const worldOf = (env: string): Promise<World> => loadWorld(environmentById(env), settingsOf(env))
