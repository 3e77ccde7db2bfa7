/** What `npm run results -- feedback` measures: learners taught by simulated teachers. */

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
]
