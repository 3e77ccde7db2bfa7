/** Rows of a rollout drawn at random, beside each other as losses want them. */
import type { Rng } from '../core/rng.ts'
import type { Decisions } from '../nn/heads/policy-loss.ts'
import type { Rollout } from './rollout.ts'

export class Minibatch implements Decisions {
  readonly actions: Float32Array
  readonly advantages: Float64Array
  readonly oldLogProbabilities: Float64Array
  readonly oldValues: Float64Array
  readonly returns: Float64Array
  private readonly observationSize: number
  private readonly actionSize: number

  /** @param size the most rows at a time. */
  constructor(size: number, observationSize: number, actionSize: number) {
    this.observationSize = observationSize
    this.actionSize = actionSize
    this.actions = new Float32Array(size * actionSize)
    this.advantages = new Float64Array(size)
    this.oldLogProbabilities = new Float64Array(size)
    this.oldValues = new Float64Array(size)
    this.returns = new Float64Array(size)
  }

  /** Takes the rows order[first ... first + rows); their inputs go to `input` [rows x observationSize]. */
  gather(rollout: Rollout, order: Int32Array, first: number, rows: number, input: Float32Array): void {
    const { observationSize, actionSize } = this
    for (let i = 0; i < rows; i++) {
      const row = order[first + i]!
      const from = row * observationSize
      const to = i * observationSize
      for (let k = 0; k < observationSize; k++) input[to + k] = rollout.inputs[from + k]!
      for (let k = 0; k < actionSize; k++) {
        this.actions[i * actionSize + k] = rollout.actions[row * actionSize + k]!
      }
      this.advantages[i] = rollout.advantages[row]!
      this.oldLogProbabilities[i] = rollout.logProbabilities[row]!
      this.oldValues[i] = rollout.values[row]!
      this.returns[i] = rollout.returns[row]!
    }
  }
}

/** Shuffles in place (Fisher-Yates). */
export function shuffle(order: Int32Array, rng: Rng): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = rng.integer(i + 1)
    const swap = order[i]!
    order[i] = order[j]!
    order[j] = swap
  }
}

/** Shifts and scales the first `rows` advantages to mean 0 and deviation 1, in place; a single one stays. */
export function normalizeAdvantages(advantages: Float64Array, rows: number): void {
  if (rows < 2) return
  let sum = 0
  for (let i = 0; i < rows; i++) sum += advantages[i]!
  const mean = sum / rows
  let squares = 0
  for (let i = 0; i < rows; i++) squares += (advantages[i]! - mean) ** 2
  const scale = 1 / (Math.sqrt(squares / (rows - 1)) + 1e-8)
  for (let i = 0; i < rows; i++) advantages[i] = (advantages[i]! - mean) * scale
}
