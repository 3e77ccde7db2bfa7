/**
 * Over-optimisation and its repairs, over many small worlds: a few answers, a quarter of them wrong; policies optimised ever
 * harder for what was learned; then 200 answers more by the same teacher, caution, or stopping early. After Gao, Schulman &
 * Hilton, "Scaling laws for reward model overoptimization", ICML 2023 (https://arxiv.org/abs/2210.10760).
 */
import { Rng } from '../core/rng.ts'
import { numberOf, type SettingsSchema, type SettingValues } from '../core/settings.ts'
import type { OveroptimisationCurve } from '../core/teaching-reports.ts'
import { overoptimise } from '../feedback/overoptimisation/overoptimise.ts'
import { bumpyWorld } from './bumpy-world.ts'
import type { Experiment, Figure, Figures, Watch } from './experiment.ts'
import { learnedFrom, simulatedComparisons } from './simulated-comparisons.ts'

const count = (label: string, help: string, value: number, min: number, max: number) =>
  ({ kind: 'number', label, help, default: value, min, max, step: 1, integer: true }) as const

const settings = {
  worlds: count('Worlds', 'How many worlds, each with its own answers.', 50, 1, 1000),
  side: count('Side', 'Cells on a side of each world.', 8, 3, 20),
  horizon: count('Horizon', 'Steps of an episode.', 24, 1, 200),
  labels: count('Labels', 'Comparisons the learned reward rests on.', 20, 1, 10_000),
  moreLabels: count('More labels', 'Comparisons that the repair by labels adds.', 200, 1, 10_000),
  clipLength: count('Clip length', 'Steps of a clip.', 8, 1, 50),
  mistakes: {
    kind: 'number',
    label: 'Mistakes',
    help: 'The share of answers that are the opposite of what the teacher wants, before and after.',
    default: 0.25,
    min: 0,
    max: 1,
    step: 0.05,
  },
  noise: {
    kind: 'number',
    label: 'Roughness',
    help: 'Standard deviation of what is added to the worth of each cell beside the two bumps.',
    default: 0.3,
    min: 0,
    max: 10,
    step: 0.1,
  },
  caution: {
    kind: 'number',
    label: 'Caution',
    help: 'Standard deviations that pessimism and early stopping take off.',
    default: 1,
    min: 0,
    max: 10,
    step: 0.25,
  },
} as const satisfies SettingsSchema

const REPAIRS = ['labels', 'pessimism', 'kl'] as const
/** A fall of the true return by more counts as a hump. */
const HUMP = 0.1

export const overoptimisationExperiment: Experiment = {
  name: 'overoptimisation',
  title: 'Over-optimisation and its repairs',
  summary:
    'how the true return falls as a policy is optimised for a learned reward, and what repairs win back',
  settings,
  figures: {
    peak: 'Mean over worlds of the largest true return along the curve; 0 is random actions, 1 the best possible.',
    end: 'Mean true return of the hardest optimised policy.',
    lost: 'Peak minus end.',
    humps: 'Worlds whose true return falls by more than 0.1.',
    distanceAtPeak: 'Mean sqrt(KL) where the true return is largest.',
    repairs:
      'For each repair its mean peak and end, the share of the loss that its end wins back (recovered; above 1 when it ends beyond the peak), and the same over worlds with a hump only, with how many of them win back 70 % or more.',
    fits: 'Median coefficients of determination of d (a - b log d) and d (a - b d) on the unrepaired curves, and median a and b.',
    worlds: 'Peak and end by world, unrepaired and by repair.',
    example: 'Index and curve of the world that loses most: distance, learned and true return.',
    milliseconds: 'Median time of the unrepaired curve alone, and of all four, refits left out.',
  },
  run,
}

interface Outcome {
  readonly curves: Readonly<Record<OveroptimisationCurve['repair'], OveroptimisationCurve>>
  readonly curveMilliseconds: number
  readonly milliseconds: number
}

async function run(values: SettingValues, seed: number, watch: Watch): Promise<Figures> {
  const outcomes: Outcome[] = []
  for (let index = 0; index < numberOf(values, 'worlds'); index++) {
    outcomes.push(inOneWorld(values, seed, index, watch))
    if (index % 5 === 4) watch.note(`${index + 1} of ${numberOf(values, 'worlds')} worlds`)
  }
  const plain = outcomes.map(({ curves }) => curves.none)
  const peak = mean(plain.map(curve => curve.peak))
  const end = mean(plain.map(curve => curve.end))
  const losses = plain.map(curve => curve.peak - curve.end)
  const worst = losses.indexOf(losses.reduce((most, loss) => Math.max(most, loss)))
  return {
    peak,
    end,
    lost: peak - end,
    humps: losses.filter(loss => loss > HUMP).length,
    distanceAtPeak: mean(plain.map(curve => curve.distance[curve.trueReturn.indexOf(curve.peak)]!)),
    repairs: Object.fromEntries(REPAIRS.map(repair => [repair, repairFigures(outcomes, repair)])),
    fits: {
      logR2: median(plain.map(curve => curve.logFit.r2)),
      logA: median(plain.map(curve => curve.logFit.a)),
      logB: median(plain.map(curve => curve.logFit.b)),
      linearR2: median(plain.map(curve => curve.linearFit.r2)),
      linearA: median(plain.map(curve => curve.linearFit.a)),
      linearB: median(plain.map(curve => curve.linearFit.b)),
    },
    worlds: outcomes.map(({ curves }) =>
      Object.fromEntries(Object.entries(curves).map(([repair, curve]) => [repair, [curve.peak, curve.end]])),
    ),
    example: {
      world: worst,
      distance: [...plain[worst]!.distance],
      learnedReturn: [...plain[worst]!.learnedReturn],
      trueReturn: [...plain[worst]!.trueReturn],
    },
    milliseconds: {
      curve: median(outcomes.map(outcome => outcome.curveMilliseconds)),
      all: median(outcomes.map(outcome => outcome.milliseconds)),
    },
  }
}

function inOneWorld(values: SettingValues, seed: number, index: number, { now }: Watch): Outcome {
  const world = bumpyWorld(
    {
      side: numberOf(values, 'side'),
      horizon: numberOf(values, 'horizon'),
      noise: numberOf(values, 'noise'),
    },
    Rng.fromSeed(seed, `world ${index}`),
  )
  const labels = numberOf(values, 'labels')
  const answers = simulatedComparisons(
    world,
    labels + numberOf(values, 'moreLabels'),
    numberOf(values, 'clipLength'),
    numberOf(values, 'mistakes'),
    Rng.fromSeed(seed, `rater ${index}`),
  )
  const few = learnedFrom(world, answers.slice(0, labels), seed)
  const horizon = numberOf(values, 'horizon')
  const alone = overoptimise(world, few, { horizon, now })
  const report = overoptimise(world, few, {
    horizon,
    repairs: REPAIRS,
    afterMoreLabels: learnedFrom(world, answers, seed),
    caution: numberOf(values, 'caution'),
    now,
  })
  return {
    curves: Object.fromEntries(report.curves.map(curve => [curve.repair, curve])) as Outcome['curves'],
    curveMilliseconds: alone.milliseconds,
    milliseconds: report.milliseconds,
  }
}

function repairFigures(outcomes: readonly Outcome[], repair: (typeof REPAIRS)[number]): Figure {
  const humps = outcomes.filter(({ curves }) => curves.none.peak - curves.none.end > HUMP)
  return {
    peak: mean(outcomes.map(({ curves }) => curves[repair].peak)),
    end: mean(outcomes.map(({ curves }) => curves[repair].end)),
    recovered: recovered(outcomes, repair),
    recoveredInHumps: recovered(humps, repair),
    humpsRepaired: humps.filter(outcome => (recovered([outcome], repair) ?? 0) >= 0.7).length,
  }
}

/** Of what was lost on average over these worlds the share that the repair wins back; null where nothing was lost. */
function recovered(outcomes: readonly Outcome[], repair: (typeof REPAIRS)[number]): number | null {
  const lost = outcomes.reduce((sum, { curves }) => sum + curves.none.peak - curves.none.end, 0)
  const won = outcomes.reduce((sum, { curves }) => sum + curves[repair].end - curves.none.end, 0)
  return lost > 1e-9 ? won / lost : null
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0) / numbers.length

/** The larger of the two middle ones where their number is even. */
const median = (numbers: readonly number[]): number =>
  Float64Array.from(numbers).sort()[Math.floor(numbers.length / 2)]!
