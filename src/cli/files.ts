/** Files named on the command line. Paths are relative to where the person typed the command. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PlaygroundError } from '../core/errors.ts'

/** `npm run` moves to the project's folder; INIT_CWD is where it was called. */
function workingFolder(): string {
  const throughNpm = process.env.npm_lifecycle_event === 'cli' || process.env.npm_lifecycle_event === 'bench'
  return (throughNpm && process.env.INIT_CWD) || process.cwd()
}

const refusal = (file: string, place: string, why: string): PlaygroundError =>
  new PlaygroundError('bad-file', `${place} '${file}' ${why}.`, { path: place })

/** `place` names the flag or operand in errors. @throws PlaygroundError `bad-file`. */
export function readText(file: string, place: string): string {
  const refuse = (why: string) => refusal(file, place, why)
  try {
    return readFileSync(resolve(workingFolder(), file), 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT') throw refuse('is not there; expected a file')
    if (code === 'EISDIR') throw refuse('is a folder; expected a file')
    throw refuse(`cannot be read (${String(code)}); expected a readable file`)
  }
}

/** `place` names the flag or operand in errors. @throws PlaygroundError `bad-file`. */
export function readJson(file: string, place: string): unknown {
  const text = readText(file, place)
  try {
    return JSON.parse(text)
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    throw refusal(file, place, `is not JSON (${detail}); expected a whole JSON file`)
  }
}

/** Creates the folder when it is missing. @throws PlaygroundError `bad-file`. */
export function openFolder(folder: string, flag: string): string {
  const path = resolve(workingFolder(), folder)
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new PlaygroundError(
      'bad-file',
      `${flag} '${folder}' cannot be made (${code}); expected a folder.`,
      { path: flag },
    )
  }
  return path
}

/** Writes aside and renames, so that a file is whole or as before. */
export function writeWhole(folder: string, name: string, text: string): void {
  const path = join(folder, name)
  writeFileSync(`${path}.part`, text)
  renameSync(`${path}.part`, path)
}
