/** What every step checks: that an action is one, and that the state is still numbers. */
import { PlaygroundError } from '../core/errors.ts'

/** @throws PlaygroundError `invalid-action` when the action is not a whole number from 0 to `n` - 1. */
export function discreteAction(actions: ArrayLike<number>, offset: number, n: number): number {
  const action = actions[offset]!
  // Conversion to an integer changes whatever is not one, NaN included.
  if (action >>> 0 === action && action < n) return action
  throw new PlaygroundError('invalid-action', `Action ${action} is not a whole number from 0 to ${n - 1}.`)
}

/** One number of a box action, within the box or not. @throws PlaygroundError `invalid-action` when it is not finite. */
export function boxAction(actions: ArrayLike<number>, offset: number): number {
  const action = actions[offset]!
  if (Number.isFinite(action)) return action
  throw new PlaygroundError('invalid-action', `Action ${action} is not a finite number.`)
}

/** @throws PlaygroundError `not-finite`, saying the world and its state. */
export function refuseState(world: string, state: Float64Array): never {
  const shown = Array.from(state, String).join(', ')
  throw new PlaygroundError(
    'not-finite',
    `The state of ${world} is no longer made of finite numbers: [${shown}]. Reset it.`,
  )
}
