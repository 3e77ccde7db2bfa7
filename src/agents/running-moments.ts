/**
 * Running mean and deviation of vectors, one row at a time and exact whatever their size: B. P. Welford, "Note on a method
 * for calculating corrected sums of squares and products", Technometrics 4, 1962 (https://doi.org/10.2307/1266577).
 *
 *   mean <- mean + (x - mean) / n          S <- S + (x - mean before) (x - mean after)          deviation = sqrt(S / n + 1e-8)
 */
import type { AgentState } from '../core/agent.ts'
import { loadArray, loadNumber } from './learner-state.ts'

/** Keeps what never changes from being blown up. */
const LEAST_VARIANCE = 1e-8

export class RunningMoments {
  /** [size] */
  readonly mean: Float64Array
  /** Of all rows so far, not of a sample; 1 before the second row. [size] */
  readonly deviation: Float64Array
  private readonly squares: Float64Array
  private count = 0

  constructor(size: number) {
    this.mean = new Float64Array(size)
    this.deviation = new Float64Array(size).fill(1)
    this.squares = new Float64Array(size)
  }

  /** Takes in `rows` rows. [rows x size] */
  add(numbers: ArrayLike<number>, rows: number): void {
    const { mean, squares } = this
    const size = mean.length
    for (let row = 0; row < rows; row++) {
      this.count++
      const share = 1 / this.count
      for (let i = 0; i < size; i++) {
        const x = numbers[row * size + i]!
        const before = x - mean[i]!
        mean[i] = mean[i]! + before * share
        squares[i] = squares[i]! + before * (x - mean[i]!)
      }
    }
    this.derive()
  }

  /** Takes over the moments of `count` rows. [size] each */
  adopt(mean: ArrayLike<number>, deviation: ArrayLike<number>, count: number): void {
    this.count = count
    for (let i = 0; i < this.mean.length; i++) {
      this.mean[i] = mean[i]!
      this.squares[i] = count * Math.max(0, deviation[i]! * deviation[i]! - LEAST_VARIANCE)
    }
    this.derive()
  }

  /** Its part of a learner's state, names begun by `name`. */
  save(name: string): AgentState {
    return {
      arrays: { [`${name}.mean`]: this.mean.slice(), [`${name}.squares`]: this.squares.slice() },
      numbers: { [`${name}.count`]: this.count },
    }
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(name: string, state: AgentState): void {
    const count = loadNumber(state, `${name}.count`)
    loadArray(state, `${name}.mean`, this.mean)
    loadArray(state, `${name}.squares`, this.squares)
    this.count = count
    this.derive()
  }

  private derive(): void {
    if (this.count < 2) this.deviation.fill(1)
    else {
      for (let i = 0; i < this.deviation.length; i++) {
        this.deviation[i] = Math.sqrt(this.squares[i]! / this.count + LEAST_VARIANCE)
      }
    }
  }
}
