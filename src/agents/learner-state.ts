/** Reading a learner's saved state back, by name and length. */
import type { AgentState } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array

/** Copies the saved array `name` over `into`. @throws PlaygroundError `bad-checkpoint`. */
export function loadArray(state: AgentState, name: string, into: Numbers): void {
  const saved = state.arrays[name]
  if (saved === undefined || saved.constructor !== into.constructor || saved.length !== into.length) {
    const found = saved === undefined ? 'missing' : `${saved.constructor.name} of ${saved.length}`
    throw new PlaygroundError(
      'bad-checkpoint',
      `agent.arrays.${name} is ${found}; expected ${into.constructor.name} of ${into.length}.`,
      { path: `agent.arrays.${name}` },
    )
  }
  into.set(saved)
}

/** The saved number `name`. @throws PlaygroundError `bad-checkpoint`. */
export function loadNumber(state: AgentState, name: string): number {
  const saved = state.numbers[name]
  if (saved === undefined) {
    throw new PlaygroundError('bad-checkpoint', `agent.numbers.${name} is missing.`, {
      path: `agent.numbers.${name}`,
    })
  }
  return saved
}
