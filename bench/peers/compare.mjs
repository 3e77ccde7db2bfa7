/**
 * PPO on CartPole-v1 here and in Stable-Baselines3, by turns on this machine: `npm run bench:peers`. Settings, steps and
 * seeds are in ppo-cartpole.json; PYTHON names another interpreter than python3.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = name => fileURLToPath(new URL(name, import.meta.url))
const task = JSON.parse(readFileSync(here('ppo-cartpole.json'), 'utf8'))
const python = process.env.PYTHON ?? 'python3'

/** Standard output's lines of JSON. @throws Error with what the program said when it failed. */
function linesOf(program, parameters) {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { encoding: 'utf8' })
  if (status !== 0) throw new Error(error?.message ?? stderr.trim())
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

function ours(seed) {
  const set = Object.entries(task.settings).flatMap(([key, value]) => ['--set', `agent.${key}=${value}`])
  const run = ['--env', task.env, '--agent', 'ppo', '--steps', task.steps, '--seed', seed]
  const episodes = ['--episodes', task.evaluationEpisodes]
  const flags = ['train', ...run, ...episodes, ...set, '--json'].map(String)
  const summary = linesOf(process.execPath, [here('../../scripts/cli.mjs'), ...flags]).at(-1)
  const { wallSeconds, stepsPerSecond, steps, evaluation } = summary
  return {
    library: 'Good Robot',
    seed,
    steps,
    seconds: wallSeconds,
    stepsPerSecond,
    meanReturn: evaluation.meanReturn,
  }
}

const theirs = seed => linesOf(python, [here('ppo_cartpole_sb3.py'), String(seed)]).at(-1)

/** Why Stable-Baselines3 cannot run here, or null. */
function missing() {
  const { error, status } = spawnSync(python, ['-c', 'import stable_baselines3, torch, gymnasium'])
  if (error) return `there is no ${python}`
  return status === 0 ? null : `${python} has no stable_baselines3`
}

function show({ library, seed, seconds, stepsPerSecond, meanReturn }) {
  const figures = `${seconds.toFixed(2).padStart(8)} s ${Math.round(stepsPerSecond).toString().padStart(8)} steps/s`
  console.log(`${library.padEnd(20)} seed ${seed} ${figures}   return ${meanReturn.toFixed(1)}`)
}

const median = values => values.toSorted((a, b) => a - b)[values.length >> 1]

const reason = missing()
const rows = task.seeds.map(seed => {
  const pair = { ours: ours(seed), theirs: null }
  show(pair.ours)
  if (reason === null) {
    pair.theirs = theirs(seed)
    show(pair.theirs)
  }
  return pair
})
if (reason === null) {
  const ratio = median(rows.map(({ ours, theirs }) => theirs.seconds / ours.seconds))
  const { stable_baselines3, torch } = rows[0].theirs.versions
  console.log(
    `Good Robot takes 1/${ratio.toFixed(1)} of the time of Stable-Baselines3 ${stable_baselines3} (torch ${torch}).`,
  )
} else console.log(`Stable-Baselines3 skipped: ${reason} (bench/peers/README.md says how to install it).`)
