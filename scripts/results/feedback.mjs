/** What `npm run results -- feedback` measures: learners taught by simulated teachers. */

import { calibrations } from './calibration.mjs'
import { liveAndShown } from './live-and-shown.mjs'

const seeds = Array.from({ length: 10 }, (_, seed) => seed)
const layouts = Array.from({ length: 50 }, (_, layout) => layout)

/** Grid worlds whose teacher minds or likes something: answers until the robot does as wished and stays so. */
const untilRight = ({
  name,
  title,
  goal,
  env = 'FlowerPath-v0',
  teacher = 'oracle',
  labels,
  within,
  set = '',
}) => ({
  name,
  title: `${title}; ${labels} answers, 50 layouts (${labels + 1}: not by then)`,
  goal,
  over: layouts,
  command: layout =>
    `teach --env ${env} --set env.layout=${layout}${set} --agent q-learning --teacher ${teacher} --labels ${labels} --seed 0 --no-reference`,
  figure: 'answers until right at every later look',
  measure: line => line.rightSince ?? labels + 1,
  holds: line => line.rightSince !== null && line.rightSince <= within,
  also: [
    ['flower steps an episode, at the end', line => line.flowerStepsPerEpisode ?? 0],
    ['true return at the end', line => line.trueReturn],
  ],
})

const TEACHERS = ['oracle', 'mistake:0.1', 'noisy:1', 'skip:0.1', 'myopic:0.9', 'equal:0.5']
const RULES = ['uniform', 'disagreement', 'entropy', 'information', 'coverage', 'mixed']

/** Six teachers by six query rules. @param share of the way from `random` to the oracle's that a mistaken teacher has to keep. */
const teachersByRules = ({ name, title, env, agent, labels, over, extra = '', random }) => ({
  name: `teachers-${name}`,
  title: `${title}: six teachers, six query rules, ${labels} answers, ${over.length} seeds`,
  goal: 'mistake:0.1 keeps 90 % of the way from random actions to what the oracle teaches, mean over the rules',
  rows: TEACHERS,
  columns: RULES,
  over,
  command: (teacher, rule, seed) =>
    `teach --env ${env} --agent ${agent} --teacher ${teacher} --query ${rule} --labels ${labels}${extra} --seed ${seed} --no-reference`,
  figure: 'true return',
  measure: line => line.trueReturn,
  judge: (at, _rows, columns) => {
    const over = teacher => columns.reduce((sum, rule) => sum + at(teacher, rule), 0) / columns.length
    const kept = (over('mistake:0.1') - random) / (over('oracle') - random)
    return `Kept: ${(100 * kept).toFixed(1)} %: ${kept >= 0.9 ? 'holds' : 'missed'}.`
  },
})

const KINDS = ['compare', 'rate', 'praise', 'demo', 'correct', 'compare+rate+praise+demo+correct']

/** Five kinds of teaching, alone and together. */
const kindsOn = ({ name, title, labels, over, commandOf }) => ({
  name: `kinds-${name}`,
  title: `${title}: five kinds of teaching, ${labels} answers in all, ${over.length} seeds`,
  goal: 'together at least as good as the best kind alone',
  rows: KINDS,
  columns: ['true return'],
  over,
  command: (kind, _column, seed) => commandOf(kind, seed),
  figure: 'true return',
  measure: line => line.trueReturn,
  judge: at => {
    const values = KINDS.map(kind => at(kind, 'true return'))
    const best = Math.max(...values.slice(0, -1))
    return values.at(-1) >= best ? 'Holds.' : `Missed by ${(best - values.at(-1)).toFixed(3)}.`
  },
})

/** Fitting for a set number of rounds beside stopping once held-out answers get no better. */
const stopping = ({ name, title, env, agent, labels, extra = '' }) => ({
  name: `early-stopping-${name}`,
  title: `${title}: when to stop fitting, ${labels} answers, 5 seeds`,
  goal: 'which of the two is the default',
  rows: ['set number of rounds', 'early stopping'],
  columns: ['oracle', 'mistake:0.1', 'mistake:0.3'],
  over: seeds.slice(0, 5),
  command: (row, teacher, seed) =>
    `teach --env ${env} --agent ${agent} --teacher ${teacher} --labels ${labels}${extra}${row === 'early stopping' ? ' --set feedback.earlyStopping=true' : ''} --no-reference --seed ${seed}`,
  figure: 'true return',
  measure: line => line.trueReturn,
  judge: (at, [usual, early], teachers) =>
    teachers
      .map(
        teacher => `${teacher}: ${(at(early, teacher) - at(usual, teacher)).toFixed(1)} with early stopping`,
      )
      .join('; '),
})

const control =
  (env, agent, labels, teacher, extra = '') =>
  seed =>
    `teach --env ${env} --agent ${agent} --teacher ${teacher} --labels ${labels}${extra} --seed ${seed}`

export const feedback = [
  untilRight({
    name: 'flower-path-oracle',
    title: 'Flower Path, an oracle',
    goal: 'right on 50 of 50 layouts by 20 answers',
    labels: 40,
    within: 20,
  }),
  untilRight({
    name: 'flower-path-mistakes',
    title: 'Flower Path, one answer in ten wrong',
    goal: 'right on 50 of 50 layouts by 60 answers',
    teacher: 'mistake:0.1',
    labels: 100,
    within: 60,
  }),
  untilRight({
    name: 'flower-path-many-mistakes',
    title: 'Flower Path, three answers in ten wrong',
    goal: 'right on 43 of 50 layouts by 200 answers',
    teacher: 'mistake:0.3',
    labels: 240,
    within: 200,
  }),
  untilRight({
    name: 'flower-path-places',
    title: 'Flower Path, no features but the cell itself',
    goal: 'right on 50 of 50 layouts by 100 answers',
    labels: 130,
    within: 100,
    set: ' --set feedback.features=places',
  }),
  untilRight({
    name: 'pond-path',
    title: 'Pond Path, a wish for something',
    goal: 'right on 50 of 50 layouts by 60 answers',
    env: 'PondPath-v0',
    labels: 60,
    within: 60,
  }),
  {
    name: 'pendulum-100',
    title: 'Pendulum, 100 answers of an oracle',
    goal: 'a return of -200 or better in 10 of 10 seeds',
    over: seeds,
    command: control('Pendulum-v1', 'sac', 100, 'oracle', ' --steps 10000 --no-reference'),
    figure: 'return',
    measure: line => line.trueReturn,
    holds: line => line.trueReturn >= -200,
    also: [['answers predicted right', line => line.heldOutAgreement]],
  },
  {
    name: 'pendulum-50',
    title: 'Pendulum, 50 answers of an oracle',
    goal: 'a median return of -190 or better',
    over: seeds,
    command: control('Pendulum-v1', 'sac', 50, 'oracle', ' --steps 10000 --no-reference'),
    figure: 'return',
    measure: line => line.trueReturn,
    medianHolds: median => median >= -190,
    also: [['answers predicted right', line => line.heldOutAgreement]],
  },
  {
    name: 'cart-pole-fixed-200',
    title: 'CartPole with a fixed horizon, 200 answers of an oracle',
    goal: '450 or more of 500 in 9 of 10 seeds',
    over: seeds,
    command: control('CartPoleFixed-v0', 'dqn', 200, 'oracle', ' --no-reference'),
    figure: 'return',
    measure: line => line.trueReturn,
    holds: line => line.trueReturn >= 450,
  },
  ...[350, 700, 1400].flatMap(labels =>
    [
      ['cart-pole-fixed', 'CartPole with a fixed horizon', 'CartPoleFixed-v0', 'dqn', ''],
      ['pendulum', 'Pendulum', 'Pendulum-v1', 'sac', ' --steps 10000'],
    ].map(([name, title, env, agent, extra]) => ({
      name: `${name}-normalised-${labels}`,
      title: `${title}, ${labels} answers of an oracle, beside the same learner on the true reward`,
      goal:
        labels === 1400
          ? 'the 95 % interval of the normalised return reaches 1'
          : labels === 700
            ? 'a mean normalised return of 0.95 or more'
            : 'no goal, for the curve',
      over: seeds,
      command: control(env, agent, labels, 'oracle', extra),
      figure: 'normalised return',
      measure: line => line.normalisedReturn,
      ...(labels === 1400 ? { intervalHolds: high => high >= 1 } : {}),
      ...(labels === 700 ? { meanHolds: mean => mean >= 0.95 } : {}),
      also: [
        ['return', line => line.trueReturn],
        ['of the reference', line => line.referenceReturn],
      ],
    })),
  ),
  ...[
    ['cart-pole-fixed', 'CartPole with a fixed horizon', 'CartPoleFixed-v0', 'dqn', 200, ''],
    ['pendulum', 'Pendulum', 'Pendulum-v1', 'sac', 100, ' --steps 10000'],
  ].map(([name, title, env, agent, labels, extra]) => ({
    name: `${name}-many-mistakes`,
    title: `${title}, ${labels} answers of which three in ten are wrong, 5 seeds`,
    goal: 'none: what survives',
    over: seeds.slice(0, 5),
    command: control(env, agent, labels, 'mistake:0.3', `${extra} --no-reference`),
    figure: 'return',
    measure: line => line.trueReturn,
  })),
  teachersByRules({
    name: 'flower-path',
    title: 'Flower Path',
    env: 'FlowerPath-v0',
    agent: 'q-learning',
    labels: 60,
    over: seeds.slice(0, 5),
    random: -20,
  }),
  teachersByRules({
    name: 'pendulum',
    title: 'Pendulum',
    env: 'Pendulum-v1',
    agent: 'sac',
    labels: 100,
    over: seeds.slice(0, 2),
    extra: ' --steps 10000',
    random: -1210,
  }),
  teachersByRules({
    name: 'cart-pole-fixed',
    title: 'CartPole with a fixed horizon',
    env: 'CartPoleFixed-v0',
    agent: 'dqn',
    labels: 200,
    over: seeds.slice(0, 2),
    random: 35,
  }),
  kindsOn({
    name: 'flower-path',
    title: 'Flower Path',
    labels: 20,
    over: seeds,
    commandOf: (kind, seed) =>
      `teach --env FlowerPath-v0 --agent q-learning --teacher oracle --kind ${kind} --labels 20 --seed ${seed} --no-reference`,
  }),
  ...[
    ['cart-pole-fixed', 'CartPole with a fixed horizon', 'CartPoleFixed-v0', 'dqn', '', 3],
    ['pendulum', 'Pendulum', 'Pendulum-v1', 'sac', ' --steps 10000', 10],
    ['acrobot-fixed', 'Acrobot with a fixed horizon', 'AcrobotFixed-v0', 'dqn', '', 10],
    ['mountain-car-fixed', 'Mountain car with a fixed horizon', 'MountainCarFixed-v0', 'dqn', '', 3],
  ].map(([name, title, env, agent, extra, runs]) =>
    kindsOn({
      name,
      title,
      labels: 100,
      over: seeds.slice(0, runs),
      commandOf: (kind, seed) =>
        `teach --env ${env} --agent ${agent} --teacher oracle --kind ${kind} --labels 100${extra} --seed ${seed} --no-reference`,
    }),
  ),
  stopping({
    name: 'pendulum',
    title: 'Pendulum',
    env: 'Pendulum-v1',
    agent: 'sac',
    labels: 100,
    extra: ' --steps 10000',
  }),
  stopping({
    name: 'cart-pole-fixed',
    title: 'CartPole with a fixed horizon',
    env: 'CartPoleFixed-v0',
    agent: 'dqn',
    labels: 200,
  }),
  {
    name: 'overoptimisation',
    title: 'Over-optimisation: 50 rough worlds, 20 answers of which one in four is wrong, 10 seeds',
    goal: '200 more answers by the same teacher win back 70 % of what was lost (peak minus end of the true return) in 10 of 10 seeds',
    over: seeds,
    command: seed => `lab overoptimisation --seed ${seed}`,
    figure: 'share of the loss won back by 200 more answers',
    measure: line => line.figures.repairs.labels.recovered,
    holds: line => line.figures.repairs.labels.recovered >= 0.7,
    also: [
      ['the same, worlds with a hump only', line => line.figures.repairs.labels.recoveredInHumps],
      ['worlds with a hump, of 50', line => line.figures.humps],
      ['of these, 70 % or more won back in', line => line.figures.repairs.labels.humpsRepaired],
      ['true return at the peak', line => line.figures.peak],
      ['at the end', line => line.figures.end],
      ['at the end after 200 more answers', line => line.figures.repairs.labels.end],
      ['at the end under pessimism', line => line.figures.repairs.pessimism.end],
      ['at the end when stopped early (kl)', line => line.figures.repairs.kl.end],
      ['share won back by pessimism, hump worlds', line => line.figures.repairs.pessimism.recoveredInHumps],
      ['share won back by stopping early, hump worlds', line => line.figures.repairs.kl.recoveredInHumps],
      ['R2 of d (a - b log d)', line => line.figures.fits.logR2],
      ['R2 of d (a - b d)', line => line.figures.fits.linearR2],
      ['milliseconds for the curve (median)', line => line.figures.milliseconds.curve],
    ],
  },
  {
    name: 'audit',
    title: 'The audit: 200 raters of each sort, 500 answers each, one in ten an easy control pair',
    goal: 'areas under the curve of 0.95 or more for a side bias of 10 points and for 20 % lapses; 95 % intervals cover the truth in 90 to 99 %; false alarms in 5 % or less',
    over: [2],
    command: seed => `lab audit --seed ${seed}`,
    figure: 'area under the curve, side bias',
    measure: line => line.figures.areas.side,
    holds: ({ figures: { areas, coverage, falseAlarms } }) =>
      areas.side >= 0.95 &&
      areas.lapse >= 0.95 &&
      Object.values(coverage.overall).every(share => share >= 0.9 && share <= 0.99) &&
      Object.values(falseAlarms).every(share => share <= 0.05),
    also: [
      ['area under the curve, lapses', line => line.figures.areas.lapse],
      ['area under the curve, drift', line => line.figures.areas.drift],
      ['intervals that cover the truth, side', line => line.figures.coverage.overall.side],
      ['the same, lapses', line => line.figures.coverage.overall.lapse],
      ['the same, sharpness', line => line.figures.coverage.overall.slope],
      ['false alarms, side', line => line.figures.falseAlarms.side],
      ['false alarms, lapses', line => line.figures.falseAlarms.lapse],
      ['false alarms, drift', line => line.figures.falseAlarms.drift],
      ['blameless raters named at 60 answers', line => line.figures.early.blamelessSide],
      ['the careless (20 %) named at 60 answers', line => line.figures.early.careless],
      ['a gross side bias found at 60 answers', line => line.figures.early.grossSide],
      [
        'return that the correction of a known bias wins back, share',
        line => line.figures.correction.wonBackKnown,
      ],
      ['of an audited bias', line => line.figures.correction.wonBackAudited],
    ],
  },
  ...calibrations,
  ...['FlowerPath-v0', 'CartPoleFixed-v0', 'Pendulum-v1'].map(env => ({
    name: `influence-${env}`,
    title: `Influence of single answers, ${env}: the one named of 40 against a random one, 10 seeds`,
    goal: 'the answer named changes the learned reward over fresh clips more in 10 of 10 seeds',
    over: seeds,
    command: seed => `lab influence --set lab.env=${env} --seed ${seed}`,
    figure: 'change without the named answer (root mean square)',
    measure: line => line.figures.most,
    holds: line => line.figures.moreThanRandom,
    also: [
      ['without a random one', line => line.figures.random],
      ['change of P(left), named', line => line.figures.predictions.most],
      ['change of P(left), random', line => line.figures.predictions.random],
    ],
  })),
  ...liveAndShown,
]
