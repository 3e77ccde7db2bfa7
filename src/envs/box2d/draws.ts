/**
 * Where an episode's chances come from. A world asks for them in the order in which Gymnasium's does, so that what was drawn
 * there can be handed out again.
 */
import type { Rng } from '../../core/rng.ts'

export interface Draws {
  /** From `low` to below `high`. */
  uniform(low: number, high: number): number
  /** A whole number from `low` to below `high`. */
  integer(low: number, high: number): number
}

export const drawsFrom = (rng: Rng): Draws => ({
  uniform: (low, high) => low + (high - low) * rng.uniform(),
  integer: (low, high) => low + rng.integer(high - low),
})
