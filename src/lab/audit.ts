/**
 * How far the audit of raters can be trusted: simulated raters with known faults, how well each fault is told from its absence,
 * how often the intervals hold the truth and how often the blameless are named; then what allowing for a known leaning wins
 * back of the return that it cost.
 */
import { Rng } from '../core/rng.ts'
import { numberOf, type SettingsSchema, type SettingValues } from '../core/settings.ts'
import type { Finding } from '../core/teaching-reports.ts'
import { type AnsweredPair, fitAnswers, SIDE } from '../feedback/audit/answer-fit.ts'
import { type AnswerParameters, sidePoints } from '../feedback/audit/answer-model.ts'
import { answerFindings } from '../feedback/audit/audit.ts'
import { driftTest } from '../feedback/audit/drift-test.ts'
import { heldCost } from '../feedback/audit/profile-interval.ts'
import { logitOf } from '../feedback/audit/rater-models.ts'
import { type BiasCost, costOfBias } from './biased-teaching.ts'
import type { Experiment, Figure, Figures, Watch } from './experiment.ts'
import { areaUnderCurve, type RaterTrial, simulatedAnswers } from './simulated-raters.ts'

const number = (label: string, help: string, value: number, min: number, max: number, step: number) =>
  ({ kind: 'number', label, help, default: value, min, max, step }) as const
const count = (label: string, help: string, value: number, min: number, max: number) =>
  ({ kind: 'number', label, help, default: value, min, max, step: 1, integer: true }) as const

const settings = {
  raters: count('Raters', 'Simulated raters of each kind.', 200, 2, 5000),
  answers: count('Answers', 'Comparisons each rater answers.', 500, 10, 10_000),
  fewAnswers: count(
    'Few answers',
    'Comparisons after which most should still be too early to say.',
    60,
    10,
    1000,
  ),
  spread: number('Spread', 'Standard deviation of how much better one clip is, in logits.', 3, 0.1, 20, 0.1),
  easyShare: number('Easy pairs', 'Share of control pairs that are plain to see.', 0.1, 0, 1, 0.05),
  modelError: number(
    'Model error',
    'What the reward model has wrong about a difference, in logits.',
    0,
    0,
    10,
    0.1,
  ),
  bias: number('Bias', 'Points of 100 by which biased raters prefer the left side.', 10, 0, 45, 1),
  lapses: number('Lapses', 'Share of answers that careless raters press without looking.', 0.2, 0, 1, 0.05),
  worlds: count(
    'Worlds',
    'Worlds in which the cost of a leaning is measured; 0 leaves it out.',
    100,
    0,
    1000,
  ),
  worldAnswers: count(
    'Answers in worlds',
    'Comparisons the learned reward of each world rests on.',
    200,
    10,
    2000,
  ),
  worldBias: number(
    'Bias in worlds',
    'Points of 100 by which the teacher there prefers the left side.',
    38,
    0,
    49,
    1,
  ),
} as const satisfies SettingsSchema

const BLAMELESS: AnswerParameters = { slope: 1, side: 0, band: 0.4, lapse: 0.03 }
/** Of drifting raters, at the last answer. */
const DRIFTED_LAPSE = 0.4
const BOOTSTRAPS = 1000

export const auditExperiment: Experiment = {
  name: 'audit',
  title: 'The audit of raters',
  summary: 'how well the faults of raters are found, and what allowing for a leaning wins back',
  settings,
  figures: {
    areas:
      'Area under the curve of telling each fault from its absence: side, lapse, drift; 0.5 is chance, 1 perfect.',
    coverage: 'Share of 95 % intervals that hold the truth, by kind of rater and number, and over all.',
    falseAlarms: 'Share of blameless raters of whom side, lapse or drift is named a fault.',
    found: 'Share of faulty raters whose own fault is named.',
    early:
      'At few answers: share of blameless and of faulty raters named, and of grossly faulty ones (half lapses, 40 points).',
    correction:
      'Mean worth (0 random, 1 best) of teaching without and with a leaning, with the leaning known or audited, and the share of the cost won back, with a 95 % bootstrap interval over worlds.',
    millisecondsPerAudit: 'Mean time of one fit with all intervals.',
  },
  run,
}

interface Rater {
  readonly truth: AnswerParameters
  readonly later: AnswerParameters
}

async function run(values: SettingValues, seed: number, watch: Watch): Promise<Figures> {
  const side = logitOf(0.5 + numberOf(values, 'bias') / 100)
  const steady = (truth: AnswerParameters): Rater => ({ truth, later: truth })
  const kinds: Readonly<Record<string, Rater>> = {
    blameless: steady(BLAMELESS),
    biased: steady({ ...BLAMELESS, side }),
    careless: steady({ ...BLAMELESS, lapse: numberOf(values, 'lapses') }),
    both: steady({ ...BLAMELESS, side, lapse: numberOf(values, 'lapses') }),
    drifting: { truth: { ...BLAMELESS, lapse: 0 }, later: { ...BLAMELESS, lapse: DRIFTED_LAPSE } },
  }
  const trial: RaterTrial = {
    answers: numberOf(values, 'answers'),
    spread: numberOf(values, 'spread'),
    easyShare: numberOf(values, 'easyShare'),
    modelError: numberOf(values, 'modelError'),
  }
  const groups: Record<string, Audited[]> = {}
  const started = watch.now()
  for (const [kind, rater] of Object.entries(kinds)) {
    groups[kind] = auditGroup(kind, rater, trial, numberOf(values, 'raters'), seed)
    watch.note(`${kind} raters audited`)
  }
  const audits = Object.keys(kinds).length * numberOf(values, 'raters')
  const millisecondsPerAudit = (watch.now() - started) / audits
  const numbers = (kind: string, of: (audited: Audited) => number) => groups[kind]!.map(of)
  const area = (kind: string, of: (audited: Audited) => number) =>
    areaUnderCurve(numbers('blameless', of), numbers(kind, of))
  return {
    areas: {
      side: area('biased', audited => audited.sideCost),
      lapse: area('careless', audited => audited.lapse.estimate!.value),
      drift: area('drifting', audited => audited.driftStatistic),
    },
    coverage: coverageOf(groups, kinds),
    falseAlarms: {
      side: named([...groups.blameless!, ...groups.careless!], audited => audited.side),
      lapse: named([...groups.blameless!, ...groups.biased!], audited => audited.lapse),
      drift: named(
        ['blameless', 'biased', 'careless', 'both'].flatMap(kind => groups[kind]!),
        audited => audited.drift,
      ),
    },
    found: {
      side: named(groups.biased!, audited => audited.side),
      lapse: named(groups.careless!, audited => audited.lapse),
      drift: named(groups.drifting!, audited => audited.drift),
    },
    early: earlyFigures(values, trial, seed),
    correction: correctionFigures(values, seed, watch),
    millisecondsPerAudit,
  }
}

interface Audited {
  readonly side: Finding
  readonly lapse: Finding
  readonly drift: Finding
  readonly slope: { readonly low: number; readonly high: number }
  readonly sideCost: number
  readonly driftStatistic: number
}

function auditGroup(kind: string, rater: Rater, trial: RaterTrial, size: number, seed: number): Audited[] {
  return Array.from({ length: size }, (_, index) => {
    const rng = Rng.fromSeed(seed, `${kind} rater ${index}`)
    return audited(simulatedAnswers(trial, rater.truth, rng, rater.later))
  })
}

function audited(pairs: readonly AnsweredPair[]): Audited {
  const { sideBias, lapse, drift, slope } = answerFindings(pairs)
  const fit = fitAnswers(pairs)
  return {
    side: sideBias,
    lapse,
    drift,
    slope: slope!,
    sideCost: heldCost(pairs, fit, SIDE, 0),
    driftStatistic: driftTest(pairs, fit).statistic,
  }
}

function coverageOf(
  groups: Readonly<Record<string, readonly Audited[]>>,
  kinds: Readonly<Record<string, Rater>>,
): Figure {
  const rows = ['blameless', 'biased', 'careless', 'both'].map(kind => {
    const { truth } = kinds[kind]!
    const share = (holds: (audited: Audited) => boolean) =>
      groups[kind]!.filter(holds).length / groups[kind]!.length
    const side = share(({ side }) => within(side.estimate!, sidePoints(truth.side)))
    const lapse = share(({ lapse }) => within(lapse.estimate!, truth.lapse))
    const slope = share(audited => within(audited.slope, truth.slope))
    return [kind, { side, lapse, slope }] as const
  })
  const mean = (of: (row: (typeof rows)[number][1]) => number) =>
    rows.reduce((sum, [, row]) => sum + of(row), 0) / rows.length
  const overall = {
    side: mean(row => row.side),
    lapse: mean(row => row.lapse),
    slope: mean(row => row.slope),
  }
  return { ...Object.fromEntries(rows), overall }
}

const within = ({ low, high }: { readonly low: number; readonly high: number }, truth: number): boolean =>
  low <= truth && truth <= high

const named = (group: readonly Audited[], finding: (audited: Audited) => Finding): number =>
  group.filter(audited => finding(audited).verdict === 'found').length / group.length

function earlyFigures(values: SettingValues, trial: RaterTrial, seed: number): Figure {
  const few = { ...trial, answers: numberOf(values, 'fewAnswers') }
  const size = numberOf(values, 'raters')
  const share = (kind: string, truth: AnswerParameters, finding: (audited: Audited) => Finding) =>
    named(auditGroup(`early ${kind}`, { truth, later: truth }, few, size, seed), finding)
  const side = logitOf(0.5 + numberOf(values, 'bias') / 100)
  return {
    blamelessSide: share('blameless', BLAMELESS, audited => audited.side),
    blamelessLapse: share('blameless', BLAMELESS, audited => audited.lapse),
    biased: share('biased', { ...BLAMELESS, side }, audited => audited.side),
    careless: share(
      'careless',
      { ...BLAMELESS, lapse: numberOf(values, 'lapses') },
      audited => audited.lapse,
    ),
    grossSide: share('gross side', { ...BLAMELESS, side: logitOf(0.9) }, audited => audited.side),
    grossLapse: share('gross lapse', { ...BLAMELESS, lapse: 0.5 }, audited => audited.lapse),
  }
}

function correctionFigures(values: SettingValues, seed: number, watch: Watch): Figure {
  const worlds = numberOf(values, 'worlds')
  if (worlds === 0) return null
  const side = logitOf(0.5 + numberOf(values, 'worldBias') / 100)
  const costs = Array.from({ length: worlds }, (_, index) => {
    if (index % 20 === 19) watch.note(`${index + 1} of ${worlds} worlds`)
    return costOfBias(side, numberOf(values, 'worldAnswers'), 1000 * seed + index)
  })
  const mean = (of: (cost: BiasCost) => number) => costs.reduce((sum, cost) => sum + of(cost), 0) / worlds
  const rng = Rng.fromSeed(seed, 'bootstrap')
  const interval = (of: (cost: BiasCost) => number): Figure => {
    const shares = Array.from({ length: BOOTSTRAPS }, () =>
      wonBack(
        costs.map(() => costs[rng.integer(worlds)]!),
        of,
      ),
    ).sort((a, b) => a - b)
    return [shares[Math.floor(0.025 * BOOTSTRAPS)]!, shares[Math.floor(0.975 * BOOTSTRAPS)]!]
  }
  return {
    unbiased: mean(cost => cost.unbiased),
    biased: mean(cost => cost.biased),
    corrected: mean(cost => cost.corrected),
    audited: mean(cost => cost.audited),
    wonBackKnown: wonBack(costs, cost => cost.corrected),
    wonBackKnownInterval: interval(cost => cost.corrected),
    wonBackAudited: wonBack(costs, cost => cost.audited),
    wonBackAuditedInterval: interval(cost => cost.audited),
    trueLogits: side,
    foundLogits: mean(cost => cost.found),
  }
}

/** Of what the leaning cost on average the share that allowing for it wins back. */
function wonBack(costs: readonly BiasCost[], of: (cost: BiasCost) => number): number {
  const cost = costs.reduce((sum, { unbiased, biased }) => sum + unbiased - biased, 0)
  return costs.reduce((sum, one) => sum + of(one) - one.biased, 0) / cost
}
