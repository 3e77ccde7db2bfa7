/**
 * The command line: `npm run --silent cli -- COMMAND [flags]`. Exit 0: did it; 1: a check it was asked for does not
 * hold; 2: bad input, in one plain sentence.
 */
import { nearestId, PlaygroundError } from '../core/errors.ts'
import type { Command, Output } from './command.ts'
import { flagSentence } from './complaint.ts'

/** Loaded when asked for, so that listing worlds does not wait for networks. */
const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<{ command: Command }> }>> = {
  envs: { summary: 'lists the worlds', load: () => import('./envs.ts') },
  agents: { summary: 'lists the learners', load: () => import('./agents.ts') },
  train: { summary: 'trains a learner in a world', load: () => import('./train.ts') },
  evaluate: { summary: 'evaluates a trained learner', load: () => import('./evaluate.ts') },
  replay: { summary: 'compares a world with recorded data', load: () => import('./replay.ts') },
  teach: {
    summary: 'trains a learner by the answers of a simulated teacher',
    load: () => import('./teach.ts'),
  },
  lab: { summary: 'runs an experiment of the lab', load: () => import('./lab.ts') },
  bench: { summary: 'measures speed', load: () => import('./bench.ts') },
}

function overview(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return [
    'npm run --silent cli -- COMMAND [flags] [--json]',
    ...rows,
    'COMMAND --help lists its flags.',
  ].join('\n')
}

async function run(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words.filter(word => word !== '--json')
  const help = rest.includes('--help') || rest.includes('-h')
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    ;(name === undefined ? process.stderr : process.stdout).write(`${overview()}\n`)
    return name === undefined ? 2 : 0
  }
  const names = Object.keys(COMMANDS)
  if (!Object.hasOwn(COMMANDS, name)) {
    const near = nearestId(name, names)
    const hint = near ? ` Did you mean ${near}?` : ''
    throw new PlaygroundError(
      'unknown-command',
      `'${name}' is not a command.${hint} Commands: ${names.join(', ')}.`,
    )
  }
  const { command } = await COMMANDS[name]!.load()
  if (help) {
    process.stdout.write(`${command.usage}\n`)
    return 0
  }
  return command.run(rest, createOutput(words.includes('--json')))
}

function createOutput(json: boolean): Output {
  return {
    json,
    result: (record, human) => process.stdout.write(`${json ? JSON.stringify(record) : human}\n`),
    note: text => process.stderr.write(`${text}\n`),
  }
}

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', error => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1))

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const badInput = error instanceof PlaygroundError
  process.stderr.write(
    `${badInput ? flagSentence(error) : `A fault of the program, not of its input: ${String(error)}`}\n`,
  )
  process.exitCode = badInput ? 2 : 1
}
