/**
 * Action values as one flat table, Q(s, a) at [s A + a]: the maximum and the best actions of a row.
 */
import type { Rng } from '../core/rng.ts'

/** max_a Q(s, a) of the row that begins at `start`. */
export function maximum(values: Float64Array, start: number, actions: number): number {
  let best = values[start]!
  for (let i = start + 1; i < start + actions; i++) {
    const value = values[i]!
    if (value > best) best = value
  }
  return best
}

/** A best action; equally good ones are equally likely. Draws only when there is a tie. */
export function randomBest(values: Float64Array, start: number, actions: number, rng: Rng): number {
  let best = values[start]!
  let at = 0
  let ties = 1
  for (let action = 1; action < actions; action++) {
    const value = values[start + action]!
    if (value > best) {
      best = value
      at = action
      ties = 1
    } else if (value === best) ties++
  }
  return ties === 1 ? at : nthBest(values, start, best, rng.integer(ties))
}

/** The action that is number `n` (from 0) among those worth `best`. */
function nthBest(values: Float64Array, start: number, best: number, n: number): number {
  let action = 0
  for (let left = n; ; action++) {
    if (values[start + action] === best && left-- === 0) return action
  }
}
