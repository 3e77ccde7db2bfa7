/** Is a reward model as sure as it is right? Expected calibration error on 1,000 fresh pairs, by teachers and answers. */

const TEACHERS = ['oracle', 'noisy:1', 'mistake:0.1']
const MOST = 0.05

const calibration = ({ name, title, run, labels, over, judged }) => ({
  name: `calibration-${name}`,
  title: `${title}: stated confidence on 1,000 fresh pairs, ${over.length} seeds`,
  goal: `expected calibration error of at most ${MOST} for oracle and noisy teachers from ${judged} answers on, mean over the seeds`,
  rows: TEACHERS,
  columns: labels,
  over,
  command: (teacher, count, seed) =>
    `teach ${run} --teacher ${teacher} --labels ${count} --seed ${seed} --no-reference`,
  figure: 'expected calibration error',
  measure: line => line.expectedCalibrationError,
  judge: (at, rows, columns) => {
    const cells = rows.flatMap(row => columns.filter(count => count >= judged).map(count => at(row, count)))
    return `Holds in ${cells.filter(error => error <= MOST).length} of ${cells.length} cells.`
  },
})

const ten = Array.from({ length: 10 }, (_, seed) => seed)

export const calibrations = [
  calibration({
    name: 'flower-path',
    title: 'Flower Path',
    run: '--env FlowerPath-v0 --agent q-learning',
    labels: [20, 60, 100, 200],
    over: ten,
    judged: 60,
  }),
  calibration({
    name: 'pendulum',
    title: 'Pendulum',
    run: '--env Pendulum-v1 --agent sac',
    labels: [100],
    over: ten,
    judged: 100,
  }),
  calibration({
    name: 'cart-pole-fixed',
    title: 'CartPoleFixed',
    run: '--env CartPoleFixed-v0 --agent ppo',
    labels: [200],
    over: ten,
    judged: 200,
  }),
]
