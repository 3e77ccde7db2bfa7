/** A step of an optimizer that says whose gradient it is when that is no longer a number. */
import { PlaygroundError } from '../core/errors.ts'
import type { AdamStep, Parameters } from '../nn/parameters.ts'

/**
 * @param what such as `the critics`. @returns the gradient's length before it was shortened.
 * @throws PlaygroundError `not-finite`, naming `what` and the value.
 */
export function checkedAdam(what: string, parameters: Parameters, step: AdamStep): number {
  try {
    return parameters.adam(step)
  } catch (error) {
    if (!(error instanceof PlaygroundError) || error.code !== 'not-finite') throw error
    throw new PlaygroundError('not-finite', `in ${what}, ${error.message}`, { cause: error })
  }
}
