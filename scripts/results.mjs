/**
 * `npm run results`: measures what docs/results.md states, through the command line, and prints its tables as markdown. `npm run
 * results -- feedback` (or `learning`) measures one part, `--only NAME` one table. Two processes at once. Each table gives every
 * run's value, the mean, the interquartile mean and a 95 % bootstrap interval of it over runs.
 */
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { feedback } from './results/feedback.mjs'
import { learning } from './results/learning.mjs'
import { mapAtOnce, runCommand } from './results/run-command.mjs'
import { bootstrapInterval, interquartileMean, mean } from './results/statistics.mjs'

const short = value => (value === null || value === undefined ? '-' : String(Number(value.toFixed(4))))

/** Does the goal hold? In so many runs, or for the mean over them. */
function verdict({ holds, meanHolds, measure }, lines) {
  if (holds) return `Holds in ${lines.filter(holds).length} of ${lines.length}.`
  const value = mean(lines.map(measure))
  return `Mean ${short(value)}: ${meanHolds(value) ? 'holds' : 'missed'}.`
}

async function report(experiment) {
  const { title, goal, over, command, figure, measure, published, also = [] } = experiment
  const lines = await mapAtOnce(2, over, item => runCommand(command(item)))
  const rows = [[figure, measure], ...also].map(([name, of]) => {
    const values = lines.map(of)
    const [low, high] = bootstrapInterval(values)
    return `| ${name} | ${values.map(short).join(' ')} | ${short(mean(values))} | ${short(interquartileMean(values))} | ${short(low)} to ${short(high)} |`
  })
  return [
    `## ${title}`,
    '',
    `Goal: ${goal}. **${verdict(experiment, lines)}**`,
    '',
    `| | each run | mean | IQM | 95 % interval |\n|---|---|---|---|---|`,
    ...rows,
    '',
    ...(published ? [`Published: ${published}.`, ''] : []),
    `\`npm run --silent cli -- ${command('N')}\``,
    '',
  ].join('\n')
}

const PARTS = { learning, feedback }

/** The experiments that the words ask for, or null. */
function asked([first, name, ...rest]) {
  const all = Object.values(PARTS).flat()
  if (first === undefined) return all
  if (first === '--only' && rest.length === 0) {
    const one = all.filter(experiment => experiment.name === name)
    return one.length > 0 ? one : null
  }
  return name === undefined && Object.hasOwn(PARTS, first) ? PARTS[first] : null
}

async function main(words) {
  const experiments = asked(words)
  if (!experiments) {
    const names = Object.values(PARTS).flatMap(part => part.map(experiment => experiment.name))
    console.error(
      `Usage: npm run results -- [learning | feedback | --only NAME], NAME one of ${names.join(', ')}.`,
    )
    return 2
  }
  for (const experiment of experiments) console.log(await report(experiment))
  return 0
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch(error => {
    console.error(error.message)
    return 1
  })
}
