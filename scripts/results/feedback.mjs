/** What `npm run results -- feedback` measures: learners taught by simulated teachers. */

import { liveAndShown } from './live-and-shown.mjs'

const seeds = Array.from({ length: 10 }, (_, seed) => seed)
const layouts = Array.from({ length: 50 }, (_, layout) => layout)

const flowerPath = ({ name, title, goal, over, command }) => ({
  name,
  title,
  goal,
  over,
  command,
  figure: 'flower steps an episode',
  measure: line => line.flowerStepsPerEpisode,
  // A step costs 0.05, the goal gives 1, lava takes 1: only the goal within 40 steps leaves more than -1.
  holds: line => line.flowerStepsPerEpisode === 0 && line.taskReturn > -1,
  also: [['true return', line => line.trueReturn]],
})

export const feedback = [
  flowerPath({
    name: 'flower-path-seeds',
    title: 'Flower Path, 30 answers of an oracle, 10 seeds',
    goal: 'no flower step and the goal reached in 10 of 10 seeds',
    over: seeds,
    command: seed =>
      `teach --env FlowerPath-v0 --agent q-learning --teacher oracle --labels 30 --seed ${seed}`,
  }),
  flowerPath({
    name: 'flower-path-layouts',
    title: 'Flower Path, 30 answers of an oracle, 50 layouts',
    goal: 'no flower step and the goal reached on 48 of 50 layouts',
    over: layouts,
    command: layout =>
      `teach --env FlowerPath-v0 --set env.layout=${layout} --agent q-learning --teacher oracle --labels 30 --seed 0`,
  }),
  flowerPath({
    name: 'flower-path-mistakes',
    title: 'Flower Path, 60 answers of which one in ten is wrong',
    goal: 'no flower step and the goal reached in 9 of 10 seeds',
    over: seeds,
    command: seed =>
      `teach --env FlowerPath-v0 --agent q-learning --teacher mistake:0.1 --labels 60 --seed ${seed}`,
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
  ...liveAndShown,
]
