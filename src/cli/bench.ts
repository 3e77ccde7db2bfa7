/** `bench`: measures speed, one line per figure. */
import { nearestId, PlaygroundError } from '../core/errors.ts'
import { type Benchmark, benchmarks } from '../training/benchmarks.ts'
import { defineCommand } from './command.ts'
import { grouped } from './table.ts'

export const command = defineCommand({
  name: 'bench',
  summary: 'measures speed',
  flags: { only: { kind: 'text', value: "a figure's name", help: 'Measures this one alone' } },
  async run(flags, output) {
    const chosen = flags.only === undefined ? benchmarks : [named(flags.only)]
    const values = new Map<string, number>()
    const measure = async ({ name, measure: work }: Benchmark): Promise<number> => {
      const value = values.get(name) ?? (await work(() => performance.now()))
      values.set(name, value)
      return value
    }
    for (const benchmark of chosen) {
      const { name, unit, ratioTo } = benchmark
      // What it is read against is measured in the same run, but not when one figure alone is asked for.
      const against = flags.only === undefined ? chosen.find(other => other.name === ratioTo) : undefined
      const value = await measure(benchmark)
      const base = against && (await measure(against))
      const ratio = base === undefined ? {} : { ratio: value / base }
      const beside =
        ratio.ratio === undefined
          ? ''
          : `  (${ratio.ratio >= 10 ? ratio.ratio.toFixed(0) : ratio.ratio.toPrecision(2)} x ${ratioTo})`
      output.result(
        { type: 'bench', name, value, unit, ...(ratioTo === undefined ? {} : { ratioTo }), ...ratio },
        `${name.padEnd(36)} ${figure(value).padStart(14)} ${unit}${beside}`,
      )
    }
    return 0
  },
})

const figure = (value: number) => (value >= 1000 ? grouped(value) : value.toPrecision(4))

/** @throws PlaygroundError naming those that exist. */
function named(name: string): Benchmark {
  const found = benchmarks.find(benchmark => benchmark.name === name)
  if (found) return found
  const names = benchmarks.map(benchmark => benchmark.name)
  const near = nearestId(name, names)
  const hint = near ? ` Did you mean '${near}'?` : ''
  const message = `--only is '${name}'; expected one of ${names.join(', ')}.${hint}`
  throw new PlaygroundError('bad-flag', message, { path: '--only' })
}
