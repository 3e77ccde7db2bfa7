/** Learners that need no reward model: live praise, demonstrations. */

const seeds = Array.from({ length: 10 }, (_, i) => i + 1)
const gardens = Array.from({ length: 20 }, (_, i) => i + 1)

/** Signals of the delay experiment; a run that needed more counts as one more. */
const MOST_SIGNALS = 300
const needed = signals => signals ?? MOST_SIGNALS + 1

const delay = {
  name: 'live-praise-delay',
  title: `Live praise on 20 gardens, TAMER, at most ${MOST_SIGNALS} signals (${MOST_SIGNALS + 1}: not enough), delay 0.2 to 0.6 s, a step every 0.4 s`,
  goal: 'fewer signals with the delay modelled than with each given to the newest step',
  over: gardens,
  command: seed => `lab praise --set lab.runs=1 --set lab.signals=${MOST_SIGNALS} --seed ${seed}`,
  figure: 'signals needed, delay modelled',
  measure: line => needed(line.figures.rows[0].modelled),
  holds: line => needed(line.figures.rows[0].modelled) < needed(line.figures.rows[0].ignored),
  also: [['signals needed, delay ignored', line => needed(line.figures.rows[0].ignored)]],
}

const delayTest = {
  name: 'live-praise-delay-test',
  title: 'The same 20 gardens tested as pairs',
  goal: 'p < 0.05, two-sided',
  over: [1],
  command: seed => `lab praise --set lab.runs=20 --set lab.signals=${MOST_SIGNALS} --seed ${seed}`,
  figure: 'p of the exact sign test',
  measure: line => line.figures.signTestP,
  holds: line => line.figures.signTestP < 0.05,
  also: [
    ['p of the exact permutation test', line => line.figures.permutationP],
    ['median signals, delay modelled', line => line.figures.medianModelled],
    ['median signals, delay ignored', line => line.figures.medianIgnored],
  ],
}

const SETTLED = 0.9
const share = (line, kind) => line.figures.rows.find(row => row.signalKind === kind).shares[0]

/** @param kinds of praise under which it should settle. */
const settling = (learner, title, kinds, goal) => ({
  name: `live-praise-${learner}`,
  title: `${title} on a grid of five by five: three sorts of praise, at most 4,000 signals and 20,000 steps`,
  goal,
  over: seeds,
  command: seed =>
    `lab praise --set lab.question=kinds --set lab.learner=${learner} --set lab.runs=1 --set lab.signals=4000 --seed ${seed}`,
  figure: 'share of the way from random to best, praise for the right action',
  measure: line => share(line, 'policy'),
  holds: line => kinds.every(kind => share(line, kind) >= SETTLED),
  also: [
    ['the same, praise for reward', line => share(line, 'reward')],
    ['the same, praise for advantage', line => share(line, 'advantage')],
  ],
})

const shown = (env, agent, title, least) => ({
  name: `shown-${agent}-${env}`,
  title:
    agent === 'bc'
      ? `${title}: behaviour cloning from 5 good episodes`
      : `${title}: DAgger, shown as many steps as 5 good episodes have`,
  goal: `${least} of the way from random actions to the demonstrator, or more`,
  over: seeds,
  command: seed => `lab imitation --set lab.env=${env} --set lab.agent=${agent} --seed ${seed}`,
  figure: 'share of the way from random to the demonstrator',
  measure: line => line.figures.shareOfTheWay,
  holds: line => line.figures.shareOfTheWay >= least,
  also: [
    ['mean return', line => line.figures.robotReturn],
    ['mean return of the demonstrator', line => line.figures.demonstratorReturn],
    ['steps shown', line => line.figures.shownSteps],
  ],
})

const WORLDS = [
  ['FlowerPath-v0', 'Flower Path'],
  ['CartPole-v1', 'Cart and pole'],
  ['MountainCar-v0', 'Mountain car'],
  ['Acrobot-v1', 'Acrobot'],
  ['Pendulum-v1', 'Pendulum'],
]

export const liveAndShown = [
  delay,
  delayTest,
  settling(
    'tamer',
    'TAMER',
    ['policy'],
    'settles under praise for the right action, as its authors meant it',
  ),
  settling(
    'coach-no-trace',
    'COACH without a trace',
    ['policy', 'advantage'],
    'settles under policy and advantage',
  ),
  settling(
    'coach',
    'COACH, trace 0.95',
    ['policy', 'reward', 'advantage'],
    'settles under all three (published: it may not)',
  ),
  settling(
    'e-coach',
    'E-COACH',
    ['policy', 'reward', 'advantage'],
    'settles under all three (published: proven)',
  ),
  ...WORLDS.flatMap(([env, title]) => ['bc', 'dagger'].map(agent => shown(env, agent, title, 0.9))),
]
