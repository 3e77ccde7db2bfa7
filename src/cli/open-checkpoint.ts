/** A run from a checkpoint file named on the command line. */
import { PlaygroundError } from '../core/errors.ts'
import { type Run, restoreRun } from '../training/run.ts'
import { readJson } from './files.ts'

/** @param flag for errors. @throws PlaygroundError naming the flag, the file and the place in it. */
export async function openCheckpoint(file: string, flag: string): Promise<Run> {
  const json = readJson(file, flag)
  try {
    return await restoreRun(json)
  } catch (error) {
    if (!(error instanceof PlaygroundError)) throw error
    throw new PlaygroundError(error.code, `${flag} '${file}': ${error.message}`, { cause: error })
  }
}
