/** What a learner believes and does in every state at once, for drawing, evaluation and clips. */
import type { Agent } from '../core/agent.ts'

export interface PolicyView {
  /** max over Q, or the critic. [S] */
  readonly values: Float64Array
  /** Q, or null where the learner keeps none. [S x A] */
  readonly actionValues: Float64Array | null
  /** Behaviour policy. [S x A] */
  readonly policy: Float64Array
}

export class PolicyViewer {
  private readonly agent: Agent
  private readonly states: number
  private readonly actions: number
  /** One-hot vectors of all states, for network learners. [S x S] */
  private oneHot: Float32Array | null = null

  constructor(agent: Agent, states: number, actions: number) {
    this.agent = agent
    this.states = states
    this.actions = actions
  }

  view(): PolicyView {
    const { agent, states, actions } = this
    const values = new Float64Array(states)
    const policy = new Float64Array(states * actions)
    if (agent.form === 'batch') {
      this.oneHot ??= identity(states)
      agent.inspect(this.oneHot, states, policy, values)
      return { values, actionValues: null, policy }
    }
    const actionValues = agent.actionValues().slice()
    for (let state = 0; state < states; state++) {
      const row = state * actions
      agent.policy(state, policy.subarray(row, row + actions))
      values[state] = actionValues[row + agent.greedy(state)]!
    }
    return { values, actionValues, policy }
  }

  /** The deterministic policy; ties go to the lowest action. [S] */
  greedy(): Int32Array {
    const { agent } = this
    const greedy = new Int32Array(this.states)
    if (agent.form === 'tabular') return greedy.map((_, state) => agent.greedy(state))
    this.oneHot ??= identity(this.states)
    const chosen = new Float32Array(this.states)
    agent.greedy(this.oneHot, this.states, chosen)
    return greedy.map((_, state) => chosen[state]!)
  }
}

function identity(size: number): Float32Array {
  const matrix = new Float32Array(size * size)
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1
  return matrix
}
