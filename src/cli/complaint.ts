/** Turns an error about a run's config into a sentence about the flag that said it. */
import type { PlaygroundError } from '../core/errors.ts'

const SCOPES = /^(env|agent|reward|feedback)\./

/** One line. Paths such as `env.layout` came through `--set`, `env` through `--env`. */
export function flagSentence({ path, message }: PlaygroundError): string {
  const line = message.replace(/\s*\n\s*/g, ' ')
  if (SCOPES.test(path)) return line.startsWith(path) ? `--set ${line}` : `--set ${path}: ${line}`
  if (path === 'env' || path === 'agent' || path === 'teacher' || path === 'kind' || path === 'query') {
    return `--${path}: ${line}`
  }
  return line
}
