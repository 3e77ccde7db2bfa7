/**
 * Influence of single answers: a simulated teacher answers, a reward model is fitted, the answer whose leaving out by refit
 * changes the learned reward most is named, and then held against one picked at random, by what the model says of clips that
 * nobody was asked about. Naming and judging go by different steps. The question is that of R. Dennis Cook, "Detection of influential observation in linear
 * regression", Technometrics 19, 1977 (https://doi.org/10.2307/1268249); here every answer is left out by actual refit.
 */
import type { ControlWorld, TabularWorld, World } from '../core/environment.ts'
import type { Label } from '../core/label.ts'
import { loadWorld } from '../core/load-world.ts'
import { uniformPolicy } from '../core/planning.ts'
import { Rng } from '../core/rng.ts'
import {
  decodeSettings,
  numberOf,
  type SettingsSchema,
  type SettingValues,
  textOf,
} from '../core/settings.ts'
import { environmentById, environments } from '../envs/registry.ts'
import { ControlFeedback } from '../feedback/control/control-feedback.ts'
import type { Feedback } from '../feedback/feedback.ts'
import { TabularFeedback } from '../feedback/tabular-feedback.ts'
import { parseTeacher } from '../feedback/teachers/simulated-teacher.ts'
import { beginWithRandomSteps, ControlExperience } from '../training/control-experience.ts'
import { SimulatedLabels } from '../training/teaching/simulated-labels.ts'
import type { Experiment, Figures, Watch } from './experiment.ts'
import { influenceTrial } from './influence-trial.ts'

/** Nothing is asked twice: every answer stands for itself. */
const SETTINGS = { checkShare: 0 }
/** Episodes of random actions that clips of real-valued worlds are taken from. */
const EPISODES = 10
const ROBOTS = 8

const influenceSettings = {
  env: {
    kind: 'choice',
    default: 'FlowerPath-v0',
    options: environments.map(({ id, title }) => ({ value: id, label: title })),
    label: 'World',
    help: 'Where the teacher answers.',
  },
  labels: {
    kind: 'number',
    default: 40,
    min: 2,
    max: 1000,
    integer: true,
    label: 'Labels',
    help: 'Comparisons that the learned reward rests on.',
  },
  mistakes: {
    kind: 'number',
    default: 0.1,
    min: 0,
    max: 1,
    step: 0.05,
    label: 'Mistakes',
    help: 'The share of answers that are the opposite of what the teacher wants.',
  },
  pairs: {
    kind: 'number',
    default: 500,
    min: 10,
    max: 10_000,
    integer: true,
    label: 'Fresh pairs',
    help: 'Pairs of clips that nobody was asked about, over which the change is measured.',
  },
} as const satisfies SettingsSchema

export const influenceExperiment: Experiment = {
  name: 'influence',
  title: 'Influence of single answers',
  summary: 'whether the answer named most influential changes the model more than a random one',
  settings: influenceSettings,
  figures: {
    env: 'Id of the world.',
    labels: 'Comparisons the reward model was fitted to.',
    named: 'Id of the answer named most influential: by what leaving it out does to the learned reward.',
    most: 'Root mean square change of the learned reward over the steps of fresh pairs of clips when the named answer is left out by refit.',
    random: 'The same when a random other answer is left out.',
    moreThanRandom: 'Whether the first is larger.',
    predictions:
      'Both by the root mean square change of P(left) over the same pairs, 0 to 1; calibrated anew at every refit.',
    rewardChange: 'Both by the figure that the naming goes by: over cells, or over steps drawn evenly.',
  },
  run,
}

async function run(values: SettingValues, seed: number, { note }: Watch): Promise<Figures> {
  const env = textOf(values, 'env')
  const definition = environmentById(env)
  const envSettings = decodeSettings(definition.settings, {}, 'env')
  const world = await loadWorld(definition, envSettings)
  const open = opener(world, seed)
  const teacher = parseTeacher(`mistake:${numberOf(values, 'mistakes')}`)
  const feedback = await open()
  const labels: Label[] = []
  try {
    const given = await SimulatedLabels.open(world, feedback, teacher, ['compare'], {
      env,
      envSettings,
      seed,
    })
    for (let i = 0; i < numberOf(values, 'labels'); i++) {
      given.give(1, 0)
      // Rules that ask at random ask the same whatever has been fitted.
      if (feedback.queryRule === 'uniform') continue
      await feedback.setLabels(given.all)
      given.fitted()
    }
    labels.push(...given.all)
  } finally {
    feedback.dispose()
  }
  note(`${labels.length} answers`)
  const trial = await influenceTrial(
    open,
    labels,
    numberOf(values, 'pairs'),
    Rng.fromSeed(seed, 'fresh-pairs'),
  )
  const most = trial.stepChange.named
  const random = trial.stepChange.random
  const both = (change: { readonly named: number; readonly random: number }) => ({
    most: change.named,
    random: change.random,
  })
  return {
    env,
    labels: labels.length,
    named: trial.named,
    most,
    random,
    moreThanRandom: most > random,
    predictions: both(trial.predictionChange),
    rewardChange: both(trial.rewardChange),
  }
}

/** Of feedbacks that know nothing yet, all alike; clips are taken from random actions. */
const opener = (world: World, seed: number): (() => Feedback | Promise<Feedback>) =>
  world.form === 'control' ? controlOpener(world, seed) : () => gridFeedback(world, seed)

function gridFeedback(world: TabularWorld, seed: number): Feedback {
  const uniform = uniformPolicy(world.model)
  const learnedOnly = world.hiddenReward === null
  return new TabularFeedback(world, SETTINGS, seed, { learnedOnly, policy: () => uniform })
}

function controlOpener(world: ControlWorld, seed: number): () => Promise<Feedback> {
  const experience = new ControlExperience(world, ROBOTS)
  beginWithRandomSteps(experience, world, seed, EPISODES * world.maxEpisodeSteps)
  return () => ControlFeedback.open({ world, settings: SETTINGS, seed, experience })
}
