/** What `npm run results -- wishes` measures: robots taught by a simulated teacher what no task asks for. */

const seeds = Array.from({ length: 5 }, (_, seed) => seed)

const wish = ({ env, id, title, goal, labels, steps, set }) => ({
  name: `wish-${id}-${env}`.toLowerCase(),
  title: `${title}; ${labels} comparisons, ${steps.toLocaleString('en')} steps, ${seeds.length} seeds`,
  goal: `in 4 of 5 seeds, over 20 episodes of the deterministic policy: ${goal}`,
  over: seeds,
  command: seed =>
    `teach --env ${env} --agent ppo --wish ${id} --teacher oracle --labels ${labels} --steps ${steps}${set} --seed ${seed}`,
  figure: 'measure of the wish, m',
  measure: line => line.wish.taught.measure,
  holds: line => line.wish.isReached,
  also: [
    ['its standard deviation over episodes', line => line.wish.taught.standardDeviation],
    ['metres forward', line => line.wish.taught.forward],
    ['steps of an episode', line => line.wish.taught.length],
    ['measure without answers, the task reward alone', line => line.wish.untaught.measure],
    ['metres forward without answers', line => line.wish.untaught.forward],
    ['measure of random actions (standing still: 0)', line => line.wish.random.measure],
    ['share of fresh pairs predicted right', line => line.heldOutAgreement],
    ['seconds', line => line.wallSeconds],
  ],
})

export const wishes = []
