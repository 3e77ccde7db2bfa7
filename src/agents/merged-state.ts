/** A learner's state from the states of its parts, whose names do not meet. */
import type { AgentState } from '../core/agent.ts'

export const mergedState = (...states: readonly AgentState[]): AgentState => ({
  arrays: Object.assign({}, ...states.map(({ arrays }) => arrays)),
  numbers: Object.assign({}, ...states.map(({ numbers }) => numbers)),
})
