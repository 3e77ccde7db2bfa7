/** Turns an error about a run's config into a sentence about the flag that said it. */
import type { PlaygroundError } from '../core/errors.ts'

const SCOPES = /^(env|agent|reward|feedback|lab)\./
const FLAGS = ['env', 'agent', 'seed', 'teacher']

/** One line. Paths such as `env.layout` came through `--set`, `env` through `--env`. */
export function flagSentence({ path, message }: PlaygroundError): string {
  const line = message.replace(/\s*\n\s*/g, ' ')
  const flag = SCOPES.test(path) ? `--set ${path}` : FLAGS.includes(path) ? `--${path}` : null
  if (flag === null) return line
  return line.startsWith(`${path} `) ? flag + line.slice(path.length) : `${flag}: ${line}`
}
