/** What `npm run results -- learning` measures: learners on the task's own reward. */

const seeds = Array.from({ length: 10 }, (_, seed) => seed)

const fourRooms = agent => ({
  name: `four-rooms-${agent}`,
  title: `Four Rooms, ${agent}`,
  goal: 'greedy return within 5 % of the optimum in 9 of 10 seeds, within 300,000 steps',
  over: seeds,
  command: seed => `train --env FourRooms-v0 --agent ${agent} --steps 300000 --seed ${seed}`,
  figure: 'greedy return',
  measure: line => line.evaluation.meanReturn,
  holds: line => line.evaluation.meanReturn >= line.optimalReturn - 0.05 * Math.abs(line.optimalReturn),
})

/** 100 evaluation episodes of the deterministic policy after training with the settings a newcomer gets. */
const control = (env, agent, steps, { goal, holds, meanHolds, published }) => ({
  name: `${env}-${agent}`.toLowerCase(),
  title: `${env}, ${agent}, ${steps.toLocaleString('en')} steps`,
  goal,
  over: seeds,
  command: seed => `train --env ${env} --agent ${agent} --steps ${steps} --seed ${seed}`,
  figure: 'mean return',
  measure: line => line.evaluation.meanReturn,
  holds: holds && (line => holds(line.evaluation.meanReturn)),
  meanHolds,
  also: [['seconds', line => line.wallSeconds]],
  published,
})

export const learning = [
  control('CartPole-v1', 'ppo', 100_000, {
    goal: '495 or more in 10 of 10 seeds',
    holds: mean => mean >= 495,
    published: '500 (rl-zoo, one run)',
  }),
  control('CartPole-v1', 'dqn', 50_000, {
    goal: '475 or more in 9 of 10 seeds',
    holds: mean => mean >= 475,
    published: '500 (rl-zoo, one run)',
  }),
  control('CartPole-v1', 'a2c', 500_000, {
    goal: '475 or more',
    holds: mean => mean >= 475,
    published: '500 (rl-zoo, one run)',
  }),
  control('Acrobot-v1', 'ppo', 100_000, {
    goal: 'mean over seeds -85 or more',
    meanHolds: mean => mean >= -85,
    published: '-73.5 after 1,000,000 steps (rl-zoo, one run)',
  }),
  control('Acrobot-v1', 'dqn', 100_000, {
    goal: 'mean over seeds -85 or more',
    meanHolds: mean => mean >= -85,
    published: '-76.6 (rl-zoo, one run)',
  }),
  control('MountainCar-v0', 'dqn', 120_000, {
    goal: '-115 or more in 8 of 10 seeds',
    holds: mean => mean >= -115,
    published: '-100.8 (rl-zoo, one run)',
  }),
  control('MountainCarContinuous-v0', 'sac', 50_000, {
    goal: '92 or more in 9 of 10 seeds',
    holds: mean => mean >= 92,
    published: '94.7 (rl-zoo, one run)',
  }),
  control('Pendulum-v1', 'sac', 20_000, {
    goal: 'mean over seeds -170 or more',
    meanHolds: mean => mean >= -170,
    published: '-157 (rl-zoo, one run)',
  }),
  control('Pendulum-v1', 'td3', 20_000, {
    goal: 'mean over seeds -170 or more',
    meanHolds: mean => mean >= -170,
    published: '-152 (rl-zoo, one run)',
  }),
  control('Pendulum-v1', 'ppo', 100_000, {
    goal: 'mean over seeds -220 or more',
    meanHolds: mean => mean >= -220,
    published: '-172 (rl-zoo, one run)',
  }),
  {
    name: 'cliff-walking',
    title: 'CliffWalking-v1, Q-learning',
    goal: 'greedy return -13 in 10 of 10 seeds',
    over: seeds,
    command: seed => `train --env CliffWalking-v1 --agent q-learning --steps 50000 --seed ${seed}`,
    figure: 'greedy return',
    measure: line => line.evaluation.meanReturn,
    holds: line => line.evaluation.meanReturn === -13,
  },
  {
    name: 'frozen-lake-8x8',
    title: 'FrozenLake-v1 8x8 slippery, Q-learning',
    goal: 'success probability of the learnt policy, exact within 200 steps, 0.85 or more in 9 of 10 seeds',
    over: seeds,
    command: seed =>
      `train --env FrozenLake-v1 --set env.map_name=8x8 --agent q-learning --steps 5000000 --seed ${seed}`,
    figure: 'success probability',
    measure: line => line.exactReturn,
    holds: line => line.exactReturn >= 0.85,
  },
  fourRooms('reinforce'),
  fourRooms('actor-critic'),
]
