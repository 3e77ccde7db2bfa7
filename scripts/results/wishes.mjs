/** What `npm run results -- wishes` measures: robots taught by a simulated teacher what no task asks for. */

const seeds = Array.from({ length: 5 }, (_, seed) => seed)

const wish = ({ env, agent, id, title, goal, labels, steps, lastAnswer, set }) => ({
  name: `wish-${id}-${env}`.toLowerCase(),
  title: `${title}; at most ${labels} comparisons and ${steps.toLocaleString('en')} steps, ${seeds.length} seeds`,
  goal: `in 4 of 5 seeds, over 20 fresh episodes of the deterministic policy: ${goal}`,
  over: seeds,
  command: seed =>
    `teach --env ${env} --agent ${agent} --wish ${id} --teacher oracle --labels ${labels} --steps ${steps} --last-answer ${lastAnswer} --until-taught${set} --seed ${seed}`,
  figure: 'measure of the wish, m',
  measure: line => line.wish.taught.measure,
  holds: line => line.wish.isReached,
  also: [
    ['its standard deviation over episodes', line => line.wish.taught.standardDeviation],
    ['metres forward', line => line.wish.taught.forward],
    ['steps of an episode', line => line.wish.taught.length],
    ['comparisons until the teacher was content', line => line.wish.stopped?.labels ?? null],
    ['steps until then', line => line.wish.stopped?.steps ?? null],
    ['measure without answers, paid for staying up alone', line => line.wish.untaught?.measure ?? null],
    ['metres forward without answers', line => line.wish.untaught?.forward ?? null],
    ['measure of random actions (standing still: 0)', line => line.wish.random.measure],
    ['share of fresh pairs predicted right', line => line.heldOutAgreement],
    ['seconds', line => line.wallSeconds],
  ],
})

/** Staying up is paid for as ever, speed is not; the answers say the rest. */
const asked =
  ' --set env.forward_reward_weight=0 --set reward.learnedOnly=false --set reward.learnedWeight=4 --set feedback.hiddenUnits=64'

export const wishes = [
  wish({
    env: 'Hopper-v5',
    agent: 'sac',
    id: 'hop-backwards',
    title: 'Hop backwards, the hopper, from scratch',
    goal: 'at least 2 m backwards in the air, in episodes of 100 steps or more',
    labels: 300,
    steps: 400_000,
    lastAnswer: 400_000,
    // Noise that lasts finds ways back that noise from step to step does not.
    set: `${asked} --no-reference --set feedback.clipLength=50 --set agent.exploration=ornstein-uhlenbeck --set agent.noiseDeviation=0.3 --set agent.noiseSteps=15 --set agent.batchSize=128 --set agent.learningRate=0.0003`,
  }),
  wish({
    env: 'Walker2d-v5',
    agent: 'ppo',
    id: 'walk-softly',
    title: 'Walk softly, the walker, beginning as a baby that came with the page',
    goal: 'at least 2 m forward, 1 m left when the landings are paid for, and more than the task reward alone leaves',
    labels: 300,
    steps: 600_000,
    lastAnswer: 500_000,
    set: `${asked} --start assets/robots/Walker2d-v5.baby.json --set agent.scheduleSteps=0 --set feedback.clipLength=25 --set feedback.members=5 --set feedback.pessimism=0.5`,
  }),
  {
    name: 'reacher-700-answers',
    title: 'Reacher-v5, SAC, 40,000 steps, an oracle, 700 comparisons, 5 seeds',
    goal: 'a normalised return of 0.95 or more (1: the same learner on the true reward, 0: random actions)',
    over: seeds,
    command: seed =>
      `teach --env Reacher-v5 --agent sac --teacher oracle --labels 700 --steps 40000 --set feedback.clipLength=10 --set feedback.hiddenUnits=64 --seed ${seed}`,
    figure: 'normalised return',
    measure: line => line.normalisedReturn,
    holds: line => line.normalisedReturn >= 0.95,
    also: [
      ['mean return', line => line.trueReturn],
      ['mean return on the true reward', line => line.referenceReturn],
      ['mean return of random actions', line => line.randomReturn],
      ['share of fresh pairs predicted right', line => line.heldOutAgreement],
      ['seconds', line => line.wallSeconds],
    ],
  },
]
