/** Weights and optimizer as part of a learner's state, names begun by a name of their own. */
import type { AgentState } from '../core/agent.ts'
import type { Parameters } from '../nn/parameters.ts'
import { loadArray, loadNumber } from './learner-state.ts'

export function saveParameters(name: string, parameters: Parameters): AgentState {
  const { arrays, numbers } = parameters.save()
  return { arrays: prefixed(name, arrays), numbers: prefixed(name, numbers) }
}

/** @throws PlaygroundError `bad-checkpoint`; nothing has changed then. */
export function loadParameters(name: string, state: AgentState, parameters: Parameters): void {
  const { arrays, numbers } = parameters.save()
  for (const [key, array] of Object.entries(arrays)) loadArray(state, `${name}.${key}`, array)
  const saved = Object.keys(numbers).map(key => [key, loadNumber(state, `${name}.${key}`)])
  parameters.load({ arrays, numbers: Object.fromEntries(saved) })
}

const prefixed = <T>(name: string, values: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}.${key}`, value]))
