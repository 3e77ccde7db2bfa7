/**
 * Q-learning on the cliff as it is usually written first: states are objects, values live in a Map by the state's name, a
 * step returns an object. It learns the same; it is here only to show what flat tables are worth.
 *
 * Watkins & Dayan, "Q-learning", Machine Learning 8, 1992 (https://doi.org/10.1007/BF00992698).
 */
import { Rng } from '../../core/rng.ts'

interface Cell {
  readonly row: number
  readonly column: number
}

interface StepResult {
  readonly state: Cell
  readonly reward: number
  readonly terminated: boolean
}

const START: Cell = { row: 3, column: 0 }
const MOVES = [
  { row: -1, column: 0 },
  { row: 0, column: 1 },
  { row: 1, column: 0 },
  { row: 0, column: -1 },
]
const clamp = (value: number, size: number) => Math.min(Math.max(value, 0), size - 1)
const nameOf = ({ row, column }: Cell) => `${row},${column}`

function step(state: Cell, action: number): StepResult {
  const move = MOVES[action]!
  const row = clamp(state.row + move.row, 4)
  const column = clamp(state.column + move.column, 12)
  if (row === 3 && column > 0 && column < 11) return { state: START, reward: -100, terminated: false }
  return { state: { row, column }, reward: -1, terminated: row === 3 && column === 11 }
}

export class PlainQLearning {
  private readonly values = new Map<string, number[]>()
  private readonly rng = Rng.fromSeed(1, 'plain-q-learning')
  private state = START

  /** Takes `steps` steps, learning from each. */
  advance(steps: number): void {
    for (let i = 0; i < steps; i++) {
      const row = this.rowOf(this.state)
      const action = this.rng.uniform() < 0.1 ? this.rng.integer(MOVES.length) : this.bestOf(row)
      const { state, reward, terminated } = step(this.state, action)
      const future = terminated ? 0 : Math.max(...this.rowOf(state))
      row[action] = row[action]! + 0.5 * (reward + 0.99 * future - row[action]!)
      this.state = terminated ? START : state
    }
  }

  /** Steps of the greedy policy from start to goal, `limit` when it never gets there. */
  greedyLength(limit: number): number {
    let state = START
    for (let steps = 1; steps < limit; steps++) {
      const row = this.rowOf(state)
      const result = step(state, row.indexOf(Math.max(...row)))
      if (result.terminated) return steps
      state = result.state
    }
    return limit
  }

  private rowOf(state: Cell): number[] {
    const name = nameOf(state)
    let row = this.values.get(name)
    if (!row) {
      row = MOVES.map(() => 0)
      this.values.set(name, row)
    }
    return row
  }

  private bestOf(row: readonly number[]): number {
    const best = Math.max(...row)
    const ties = row.flatMap((value, action) => (value === best ? [action] : []))
    return ties[this.rng.integer(ties.length)]!
  }
}
