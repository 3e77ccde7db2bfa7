/** What `npm run results -- robots` measures: robots with real physics, trained with the settings a newcomer gets. */

const seeds = Array.from({ length: 5 }, (_, seed) => seed)

const robot = (env, agent, steps, { least, minutes, published }) => ({
  name: `${env}-${agent}`.toLowerCase(),
  title: `${env}, ${agent}, ${steps.toLocaleString('en')} steps`,
  goal: `a mean return of ${least.toLocaleString('en')} or more over 100 episodes of the deterministic policy${minutes ? `, in under ${minutes} minutes` : ''}`,
  over: seeds,
  command: seed => `train --env ${env} --agent ${agent} --steps ${steps} --seed ${seed}`,
  figure: 'mean return',
  measure: line => line.evaluation.meanReturn,
  holds: line => line.evaluation.meanReturn >= least && (!minutes || line.wallSeconds < 60 * minutes),
  also: [
    ['standard deviation over episodes', line => line.evaluation.standardDeviation],
    ['steps of an episode', line => line.evaluation.meanLength],
    ['seconds of training', line => line.wallSeconds],
  ],
  published,
})

/** Hand-written policies: is it the same world as the original? Once with the original's episodes, then with others. */
const heuristic = (env, mean, error) =>
  [
    { draws: 'gymnasium', told: "the original's hundred starts", over: [0] },
    { draws: 'own', told: 'a hundred other starts for each seed', over: seeds },
  ].map(({ draws, told, over }) => ({
    name: `heuristic-${env}-${draws}`.toLowerCase(),
    title: `${env}, the hand-written policy, ${told}`,
    goal: `within two standard errors of the original's ${mean} (standard error ${error})`,
    over,
    command: seed => `lab heuristic --set lab.env=${env} --set lab.draws=${draws} --seed ${seed}`,
    figure: 'mean return',
    measure: line => line.figures.mean,
    holds: line => Math.abs(line.figures.mean - mean) <= 2 * Math.hypot(error, line.figures.standardError),
    also: [
      ['standard error', line => line.figures.standardError],
      ['steps of an episode', line => line.figures.meanLength],
    ],
  }))

/** Our own: a return is the way in metres, and an episode without a fall takes all of its thousand steps. */
const pip = {
  ...robot('PipBench-v0', 'ppo', 1_000_000, { least: 10 }),
  goal: 'ten metres or more in nine of ten episodes, which last 990 of 1000 steps or more on average: a fall ends one',
  figure: 'mean distance, m',
  holds: line =>
    line.evaluation.returns.filter(metres => metres >= 10).length >= 90 && line.evaluation.meanLength >= 990,
}

export const robots = [
  ...heuristic('LunarLander-v3', 252.8, 7.9),
  ...heuristic('LunarLanderContinuous-v3', 280.3, 4.9),
  ...heuristic('BipedalWalker-v3', 59.8, 13.4),
  robot('LunarLander-v3', 'ppo', 1_000_000, {
    least: 250,
    minutes: 3,
    published: '242 after 1,000,000 (rl-zoo, one run)',
  }),
  robot('LunarLanderContinuous-v3', 'ppo', 1_000_000, { least: 270, published: '271 (rl-zoo, one run)' }),
  robot('BipedalWalker-v3', 'ppo', 2_000_000, {
    least: 290,
    minutes: 10,
    published: '288 after 5,000,000 (rl-zoo, one run)',
  }),
  robot('Hopper-v5', 'ppo', 1_000_000, { least: 2400, published: '2410 (rl-zoo, one run, Hopper-v3)' }),
  robot('HalfCheetah-v5', 'sac', 150_000, {
    least: 5000,
    published: '9535 after 1,000,000 (rl-zoo, one run, HalfCheetah-v3)',
  }),
  robot('Walker2d-v5', 'ppo', 2_000_000, {
    least: 3000,
    published: '3479 after 1,000,000 (rl-zoo, one run, Walker2d-v3)',
  }),
  robot('Reacher-v5', 'ppo', 300_000, { least: -5, published: '-4.65 (CleanRL, 10 seeds)' }),
  robot('InvertedPendulum-v5', 'ppo', 200_000, { least: 1000, published: '963 after 1,000,000 (CleanRL)' }),
  robot('InvertedDoublePendulum-v5', 'sac', 100_000, {
    least: 9000,
    published: '5626 after 8,000,000 (CleanRL, PPO, 10 seeds)',
  }),
  pip,
]
