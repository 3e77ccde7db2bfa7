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

/** Hand-written policies: is it the same world as the original? */
const heuristic = (env, mean, error, extra = '') => ({
  name: `heuristic-${env}`.toLowerCase(),
  title: `${env}, the hand-written policy, 100 episodes`,
  goal: `within two standard errors of the original's ${mean} (standard error ${error})`,
  over: seeds,
  command: seed => `lab heuristic --set lab.env=${env}${extra} --seed ${seed}`,
  figure: 'mean return',
  measure: line => line.figures.meanReturn,
  holds: line =>
    Math.abs(line.figures.meanReturn - mean) <= 2 * Math.hypot(error, line.figures.standardError),
  also: [
    ['standard error', line => line.figures.standardError],
    ['steps of an episode', line => line.figures.meanLength],
  ],
})

export const robots = [
  heuristic('LunarLander-v3', 252.8, 7.9),
  heuristic('LunarLanderContinuous-v3', 280.3, 4.9),
  heuristic('BipedalWalker-v3', 59.8, 13.4),
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
  robot('InvertedDoublePendulum-v5', 'ppo', 500_000, { least: 9000, published: '5626 (CleanRL, 10 seeds)' }),
]
