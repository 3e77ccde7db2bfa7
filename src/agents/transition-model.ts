/**
 * A learnt model of a finite world: which results were seen after each action in each state, and how often. Sampling
 * them in proportion is exact for worlds without chance and converges for worlds with it.
 */
import type { AgentState } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { loadArray, loadNumber } from './learner-state.ts'

/** Different results kept per state and action; a newer one then takes the rarest's place. */
const RESULTS = 4

export class TransitionModel {
  /** State and action of the last sample, as a pair index. */
  pair = 0
  /** Row of the last sample in `reward` and `result`. */
  row = 0
  /** Reward last seen with each result. [S A x RESULTS] */
  readonly reward: Float64Array
  /** State that followed, or -1 - state where the MDP ended. [S A x RESULTS] */
  private readonly result: Int32Array
  /** [S A x RESULTS] */
  private readonly count: Int32Array
  /** [S A] */
  private readonly total: Int32Array
  /** Pairs seen at least once, oldest first. [S A], the first `known` of it */
  private readonly seen: Int32Array
  private known = 0

  constructor(pairs: number) {
    this.reward = new Float64Array(pairs * RESULTS)
    this.result = new Int32Array(pairs * RESULTS)
    this.count = new Int32Array(pairs * RESULTS)
    this.total = new Int32Array(pairs)
    this.seen = new Int32Array(pairs)
  }

  record(pair: number, reward: number, next: number, terminated: boolean): void {
    if (this.total[pair] === 0) this.seen[this.known++] = pair
    const row = this.rowOf(pair, terminated ? -1 - next : next)
    this.reward[row] = reward
    this.count[row]!++
    this.total[pair]!++
  }

  /** Draws a seen pair, each alike, and one of its results as often as it was seen. Something must have been seen. */
  sample(rng: Rng): void {
    this.pair = this.seen[rng.integer(this.known)]!
    this.row = this.pair * RESULTS
    const total = this.total[this.pair]!
    // One result only, as everywhere in a world without chance: nothing to draw.
    if (this.count[this.row] === total) return
    let left = Math.floor(rng.uniform() * total)
    while (left >= this.count[this.row]!) left -= this.count[this.row++]!
  }

  /** State that follows the last sample. */
  get next(): number {
    const result = this.result[this.row]!
    return result < 0 ? -1 - result : result
  }

  get terminated(): boolean {
    return this.result[this.row]! < 0
  }

  save(): AgentState {
    return {
      arrays: {
        modelReward: this.reward.slice(),
        modelResult: this.result.slice(),
        modelCount: this.count.slice(),
        modelTotal: this.total.slice(),
        modelSeen: this.seen.slice(),
      },
      numbers: { modelKnown: this.known },
    }
  }

  load(state: AgentState): void {
    loadArray(state, 'modelReward', this.reward)
    loadArray(state, 'modelResult', this.result)
    loadArray(state, 'modelCount', this.count)
    loadArray(state, 'modelTotal', this.total)
    loadArray(state, 'modelSeen', this.seen)
    this.known = loadNumber(state, 'modelKnown')
  }

  private rowOf(pair: number, result: number): number {
    let rarest = pair * RESULTS
    for (let row = pair * RESULTS; row < (pair + 1) * RESULTS; row++) {
      if (this.count[row] === 0) {
        this.result[row] = result
        return row
      }
      if (this.result[row] === result) return row
      if (this.count[row]! < this.count[rarest]!) rarest = row
    }
    this.total[pair]! -= this.count[rarest]!
    this.count[rarest] = 0
    this.result[rarest] = result
    return rarest
  }
}
