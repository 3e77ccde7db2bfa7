/** Robots of several ages as files, and runs that begin with one. */
import { AGES, type Age } from '../core/age.ts'
import { PlaygroundError } from '../core/errors.ts'
import { decodeRobot, encodeRobot, type RobotFile } from '../persistence/robot-file.ts'
import type { ControlRun } from '../training/control-run.ts'
import type { Run } from '../training/run.ts'
import { readJson, writeWhole } from './files.ts'

export interface AgeAt {
  readonly age: Age
  /** Environment steps. */
  readonly steps: number
}

/** @param most steps of the run. @throws PlaygroundError `bad-flag`, path `--robots`. */
export function readAges(text: string, most: number, folder: string | null): AgeAt[] {
  const refuse = (why: string): never => {
    throw new PlaygroundError('bad-flag', `--robots '${text}' ${why}.`, { path: '--robots' })
  }
  if (folder === null) refuse('needs --out, a folder to write them to')
  const ages = text.split(',').map(part => {
    const [name, number] = part.split('=')
    const age = AGES.find(known => known === name)
    const steps = Number(number)
    if (!age || !Number.isSafeInteger(steps) || steps < 1 || steps > most) {
      return refuse(`holds '${part}'; expected ${AGES.join(', ')} = a number of steps up to ${most}`)
    }
    return { age, steps }
  })
  if (new Set(ages.map(({ age }) => age)).size < ages.length) refuse('names an age twice')
  return ages.sort((a, b) => a.steps - b.steps)
}

/** Writes `ENV.AGE.json`. */
export function writeRobot(
  run: Run,
  about: Pick<RobotFile, 'age' | 'wallSeconds' | 'command'> & { readonly episodes: number },
  folder: string,
): void {
  const { env, envSettings, agent, agentSettings, seed } = run.config
  const { age, wallSeconds, command, episodes } = about
  const { meanReturn, standardDeviation, meanLength } = run.evaluate(episodes)
  const robot: RobotFile = {
    age,
    env,
    envSettings,
    agent,
    agentSettings,
    seed,
    steps: run.step,
    wallSeconds: Math.round(10 * wallSeconds) / 10,
    command,
    evaluation: { episodes, meanReturn, standardDeviation, meanLength },
    policy: controlRun(run, '--robots').snapshot(),
  }
  writeWhole(folder, `${env}.${age}.json`, `${JSON.stringify(encodeRobot(robot))}\n`)
}

/** The run's policy becomes that of the file. @throws PlaygroundError naming the flag, the file and the place in it. */
export function beginWith(run: Run, file: string): void {
  const json = readJson(file, '--start')
  aboutStart(file, () => {
    const { policy, steps } = readStart(json, run.config.env)
    controlRun(run, '--start').adopt(policy, steps)
  })
}

/** A trained robot of a world. @throws PlaygroundError as `beginWith`. */
export function startingRobot(file: string, env: string): Pick<RobotFile, 'policy' | 'steps'> {
  const json = readJson(file, '--start')
  return aboutStart(file, () => readStart(json, env))
}

function readStart(json: unknown, expected: string): Pick<RobotFile, 'policy' | 'steps'> {
  const { env, policy, steps } = decodeRobot(json)
  if (env === expected) return { policy, steps }
  throw new PlaygroundError('unsuitable-robot', `The robot is of ${env}; expected ${expected}.`)
}

/** Errors name the flag and the file. */
function aboutStart<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof PlaygroundError)) throw error
    throw new PlaygroundError(error.code, `--start '${file}': ${error.message}`, { cause: error })
  }
}

function controlRun(run: Run, flag: string): ControlRun {
  if (run.form === 'control') return run
  throw new PlaygroundError(
    'bad-flag',
    `${flag} is for worlds of real-valued states; ${run.config.env} is a grid world.`,
    { path: flag },
  )
}
