/**
 * `npm run results`: measures what docs/results.md states, through the command line, and prints its tables as markdown. `npm run
 * results -- feedback` (or `learning`, `robots`, `wishes`) measures one part, `--only NAME` one table. Two processes at once. Each table gives every
 * run's value, the mean, the interquartile mean and a 95 % bootstrap interval of it over runs that have one.
 */
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { feedback } from './results/feedback.mjs'
import { learning } from './results/learning.mjs'
import { robots } from './results/robots.mjs'
import { mapAtOnce, runCommand } from './results/run-command.mjs'
import { bootstrapInterval, interquartileMean, mean, median } from './results/statistics.mjs'
import { wishes } from './results/wishes.mjs'

const short = value => (value === null || value === undefined ? '-' : String(Number(value.toFixed(4))))

/** Does the goal hold? In so many runs, or for the mean, the median or the interval over them. */
function verdict({ holds, meanHolds, medianHolds, intervalHolds, measure }, lines) {
  if (holds) return `Holds in ${lines.filter(holds).length} of ${lines.length}.`
  const values = lines.map(measure)
  if (medianHolds) {
    return `Median ${short(median(values))}: ${medianHolds(median(values)) ? 'holds' : 'missed'}.`
  }
  if (intervalHolds) {
    const [low, high] = bootstrapInterval(values)
    return `${short(low)} to ${short(high)}: ${intervalHolds(high) ? 'holds' : 'missed'}.`
  }
  const value = mean(values)
  if (!meanHolds) return `Mean ${short(value)}.`
  return `Mean ${short(value)}: ${meanHolds(value) ? 'holds' : 'missed'}.`
}

/** Every row with every column: the mean and each run of it. */
async function reportMatrix(experiment) {
  const { title, goal, rows, columns, over, command, figure, measure, judge } = experiment
  const cells = rows.flatMap(row => columns.map(column => ({ row, column })))
  const jobs = cells.flatMap(cell => over.map(item => ({ ...cell, item })))
  const lines = await mapAtOnce(2, jobs, ({ row, column, item }) => runCommand(command(row, column, item)))
  const valuesOf = (row, column) =>
    jobs.flatMap((job, i) => (job.row === row && job.column === column ? [measure(lines[i])] : []))
  const written = values => `**${short(mean(values))}** (${values.map(short).join(' ')})`
  return [
    `## ${title}`,
    '',
    `Goal: ${goal}. **${judge((row, column) => mean(valuesOf(row, column)), rows, columns)}**`,
    '',
    `${figure}: mean and each run.`,
    '',
    `| | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '---|').join('')}`,
    ...rows.map(row => `| ${row} | ${columns.map(column => written(valuesOf(row, column))).join(' | ')} |`),
    '',
    `\`npm run --silent cli -- ${command('ROW', 'COLUMN', 'N')}\``,
    '',
  ].join('\n')
}

async function report(experiment) {
  if (experiment.rows) return reportMatrix(experiment)
  const { title, goal, over, command, figure, measure, published, also = [] } = experiment
  const lines = await mapAtOnce(2, over, item => runCommand(command(item)))
  const rows = [[figure, measure], ...also].map(([name, of]) => {
    const each = lines.map(of)
    const values = each.filter(value => value !== null && value !== undefined)
    if (values.length === 0) return `| ${name} | ${each.map(short).join(' ')} | - | - | - |`
    const [low, high] = bootstrapInterval(values)
    return `| ${name} | ${each.map(short).join(' ')} | ${short(mean(values))} | ${short(interquartileMean(values))} | ${short(low)} to ${short(high)} |`
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

const PARTS = { learning, feedback, robots, wishes }

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
      `Usage: npm run results -- [learning | feedback | robots | wishes | --only NAME], NAME one of ${names.join(', ')}.`,
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
