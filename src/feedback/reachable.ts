/** What can happen at all: states and outcomes that some behaviour from the start can meet. */
import type { TabularModel } from '../core/tabular-model.ts'

export interface Reachable {
  /** States one can act in, ascending. */
  readonly states: Int32Array
  /** Outcomes that can happen in them, ascending. */
  readonly outcomes: Int32Array
  /** State each outcome leaves. [K] */
  readonly from: Int32Array
}

export function reachable(model: TabularModel): Reachable {
  const seen = new Uint8Array(model.states)
  const queue = [...model.startStates]
  for (const state of queue) seen[state] = 1
  const outcomes: number[] = []
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!
    const first = model.offsets[state * model.actions]!
    const end = model.offsets[(state + 1) * model.actions]!
    for (let k = first; k < end; k++) {
      if (model.probability[k] === 0) continue
      outcomes.push(k)
      const next = model.next[k]!
      if (model.terminated[k] || seen[next]) continue
      seen[next] = 1
      queue.push(next)
    }
  }
  return {
    states: Int32Array.from(queue).sort(),
    outcomes: Int32Array.from(outcomes).sort(),
    from: outcomeStates(model),
  }
}

function outcomeStates(model: TabularModel): Int32Array {
  const from = new Int32Array(model.outcomes)
  for (let state = 0; state < model.states; state++) {
    from.fill(state, model.offsets[state * model.actions]!, model.offsets[(state + 1) * model.actions]!)
  }
  return from
}
