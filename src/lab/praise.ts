/** Experiments with a simulated live trainer: `praise-delay.ts` and `praise-kinds.ts`. */
import { numberOf, type SettingsSchema, textOf } from '../core/settings.ts'
import type { Experiment, Figures } from './experiment.ts'
import { delayExperiment } from './praise-delay.ts'
import { praiseTable, shareOfTheWay } from './praise-kinds.ts'
import { PRAISE_LEARNERS } from './praise-learner.ts'

const praiseSettings = {
  question: {
    kind: 'choice',
    default: 'delay',
    options: [
      { value: 'delay', label: 'Does knowing the delay pay?' },
      { value: 'kinds', label: 'Which praise suits which learner?' },
    ],
    label: 'Question',
    help: 'Whether knowing of reaction times saves signals, or under which sort of praise the learner settles.',
  },
  learner: {
    kind: 'choice',
    default: 'tamer',
    options: PRAISE_LEARNERS.map(({ id, title }) => ({ value: id, label: title })),
    label: 'Learner',
    help: 'Which learner from praise is taught.',
  },
  runs: {
    kind: 'number',
    default: 20,
    min: 1,
    max: 200,
    integer: true,
    label: 'Runs',
    help: 'How many robots are taught, each with a garden and a trainer of its own, from the seed on.',
  },
  signals: {
    kind: 'number',
    default: 300,
    min: 1,
    max: 10_000,
    integer: true,
    label: 'Signals',
    help: 'How many times each robot is praised or scolded at most.',
  },
  steps: {
    kind: 'number',
    default: 20_000,
    min: 1,
    max: 1_000_000,
    integer: true,
    unit: 'steps',
    label: 'Steps',
    help: 'How long each robot may act at most where sorts of praise are compared, since some of them are rare.',
  },
} as const satisfies SettingsSchema

export const praiseExperiment: Experiment = {
  name: 'praise',
  title: 'Live praise',
  summary:
    'Signals a robot needs with and without a model of reaction times, and which learner settles under which praise.',
  settings: praiseSettings,
  figures: {
    rows: 'One per run or per learner and sort of praise.',
    medianModelled: 'Median signals needed with the delay modelled.',
    medianIgnored: 'Median signals needed with each signal given to the newest step.',
    signTestP: 'Two-sided sign test of the pairs, in [0, 1].',
    permutationP: 'Two-sided exact permutation test of the pairs, in [0, 1].',
  },
  async run(settings, seed, { note }): Promise<Figures> {
    const runs = numberOf(settings, 'runs')
    const signals = numberOf(settings, 'signals')
    const seeds = Array.from({ length: runs }, (_, i) => seed + i)
    const learner = PRAISE_LEARNERS.find(({ id }) => id === textOf(settings, 'learner'))!
    if (textOf(settings, 'question') === 'delay') {
      const result = await delayExperiment(learner, seeds, signals, ({ seed: at, modelled, ignored }) =>
        note(`garden ${at}: ${modelled ?? 'never'} signals modelled, ${ignored ?? 'never'} ignored`),
      )
      return { ...result, rows: result.rows.map(row => ({ ...row })) }
    }
    const cells = await praiseTable(learner, seeds, signals, numberOf(settings, 'steps'), cell =>
      note(`${cell.learner}, ${cell.signalKind}: ${cell.settled} of ${runs} settled`),
    )
    return {
      rows: cells.map(cell => ({
        learner: cell.learner,
        signalKind: cell.signalKind,
        settled: cell.settled,
        runs,
        meanShare: cell.meanShare,
        shares: cell.runs.map(shareOfTheWay),
        signals: cell.runs.map(run => run.signals),
      })),
    }
  },
}
