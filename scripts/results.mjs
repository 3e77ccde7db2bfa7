/**
 * `npm run results`: measures what docs/results.md states, through the command line, and prints its tables as markdown.
 * `--only NAME` measures one. Two processes at once.
 *
 * Each table gives every run's value, the mean, the interquartile mean and a 95 % bootstrap interval of it over runs, as Agarwal et
 * al. recommend: "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021
 * (https://arxiv.org/abs/2108.13264).
 */
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT } from './install.mjs'

const seeds = Array.from({ length: 10 }, (_, seed) => seed)
const layouts = Array.from({ length: 50 }, (_, layout) => layout)

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

/** 100 evaluation episodes of the deterministic policy after training with the settings a newcomer gets. */
const control = (env, agent, steps, { goal, holds = () => true, published }) => ({
  name: `${env}-${agent}`.toLowerCase(),
  title: `${env}, ${agent}, ${steps.toLocaleString('en')} steps`,
  goal,
  over: seeds,
  command: seed => `train --env ${env} --agent ${agent} --steps ${steps} --seed ${seed}`,
  figure: 'mean return',
  measure: line => line.evaluation.meanReturn,
  holds: line => holds(line.evaluation.meanReturn),
  also: [['seconds', line => line.wallSeconds]],
  published,
})

const EXPERIMENTS = [
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
    holds: mean => mean >= -85,
    published: '-73.5 after 1,000,000 steps (rl-zoo, one run)',
  }),
  control('Acrobot-v1', 'dqn', 100_000, {
    goal: 'mean over seeds -85 or more',
    holds: mean => mean >= -85,
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
    holds: mean => mean >= -170,
    published: '-157 (rl-zoo, one run)',
  }),
  control('Pendulum-v1', 'td3', 20_000, {
    goal: 'mean over seeds -170 or more',
    holds: mean => mean >= -170,
    published: '-152 (rl-zoo, one run)',
  }),
  control('Pendulum-v1', 'ppo', 100_000, {
    goal: 'mean over seeds -220 or more',
    holds: mean => mean >= -220,
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

const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length

/** Mean of the middle half, with fractional weights at its ends. */
export function interquartileMean(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const cut = sorted.length / 4
  let sum = 0
  let weight = 0
  sorted.forEach((value, i) => {
    const inside = Math.max(0, Math.min(i + 1, sorted.length - cut) - Math.max(i, cut))
    sum += inside * value
    weight += inside
  })
  return sum / weight
}

/** Percentile bootstrap of the interquartile mean, always with the same draws. */
export function bootstrapInterval(values, resamples = 2000) {
  let state = 1
  const draw = () => {
    // Lehmer generator: the interval of the same runs is the same in every report.
    state = (state * 48_271) % 2_147_483_647
    return values[Math.floor((state / 2_147_483_647) * values.length)]
  }
  const means = Array.from({ length: resamples }, () => interquartileMean(values.map(draw))).sort(
    (a, b) => a - b,
  )
  return [means[Math.floor(0.025 * resamples)], means[Math.ceil(0.975 * resamples) - 1]]
}

/** Runs a command of the command line; resolves to its last JSON line. */
function runCommand(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'scripts', 'cli.mjs'), ...command.split(' '), '--json'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let output = ''
    let complaint = ''
    child.stdout.on('data', text => {
      output += text
    })
    child.stderr.on('data', text => {
      complaint += text
    })
    child.on('error', reject)
    child.on('close', code => {
      if (code !== 0) reject(new Error(`${command}: exit ${code}: ${complaint.trim().split('\n').at(-1)}`))
      else resolve(JSON.parse(output.trim().split('\n').at(-1)))
    })
  })
}

/** Maps with at most `limit` under way. */
async function mapAtOnce(limit, items, work) {
  const results = new Array(items.length)
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await work(items[index])
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}

const short = value => (value === null || value === undefined ? '-' : String(Number(value.toFixed(4))))

async function report({ title, goal, over, command, figure, measure, holds, published, also = [] }) {
  const lines = await mapAtOnce(2, over, item => runCommand(command(item)))
  const rows = [[figure, measure], ...also].map(([name, of]) => {
    const values = lines.map(of)
    const [low, high] = bootstrapInterval(values)
    return `| ${name} | ${values.map(short).join(' ')} | ${short(mean(values))} | ${short(interquartileMean(values))} | ${short(low)} to ${short(high)} |`
  })
  return [
    `## ${title}`,
    '',
    `Goal: ${goal}. **Holds in ${lines.filter(holds).length} of ${lines.length}.**`,
    '',
    `| | each run | mean | IQM | 95 % interval |\n|---|---|---|---|---|`,
    ...rows,
    '',
    ...(published ? [`Published: ${published}.`, ''] : []),
    `\`npm run --silent cli -- ${command('N')}\``,
    '',
  ].join('\n')
}

async function main(words) {
  const [flag, name, ...rest] = words
  const names = EXPERIMENTS.map(experiment => experiment.name)
  const asksOne = flag === '--only' && names.includes(name) && rest.length === 0
  if (flag !== undefined && !asksOne) {
    console.error(`Usage: npm run results -- [--only NAME], NAME one of ${names.join(', ')}.`)
    return 2
  }
  for (const experiment of EXPERIMENTS.filter(({ name: own }) => flag === undefined || own === name)) {
    console.log(await report(experiment))
  }
  return 0
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch(error => {
    console.error(error.message)
    return 1
  })
}
