/**
 * An environment over a world's exact tables: the state is one integer, a step draws one outcome. Terms: Gymnasium,
 * https://gymnasium.farama.org/api/env/
 */
import type { Environment } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import type { Discrete } from '../core/space.ts'
import { sampleOutcome, sampleStart, type TabularModel } from '../core/tabular-model.ts'
import { discreteAction } from './checks.ts'

export class TabularEnvironment implements Environment {
  readonly observationSpace: Discrete
  readonly actionSpace: Discrete
  /** One-hot of the state. */
  readonly observationSize: number
  /** State index. [1] */
  readonly state = new Int32Array(1)
  reward = 0
  terminated = false
  /** The last step's row in the model's tables, -1 before the first: the key to shaping and learned rewards. */
  outcome = -1
  private readonly model: TabularModel

  constructor(model: TabularModel) {
    this.model = model
    this.observationSpace = { kind: 'discrete', n: model.states }
    this.actionSpace = { kind: 'discrete', n: model.actions }
    this.observationSize = model.states
  }

  reset(rng: Rng): void {
    this.state[0] = sampleStart(this.model, rng)
    this.reward = 0
    this.terminated = false
    this.outcome = -1
  }

  /** @throws PlaygroundError `invalid-action` when the action is not a whole number from 0 to A - 1. */
  step(actions: ArrayLike<number>, offset: number, rng: Rng): void {
    const action = discreteAction(actions, offset, this.model.actions)
    const outcome = sampleOutcome(this.model, this.state[0]!, action, rng)
    this.outcome = outcome
    this.state[0] = this.model.next[outcome]!
    this.reward = this.model.reward[outcome]!
    this.terminated = this.model.terminated[outcome] === 1
  }

  observe(into: Float32Array, offset: number): void {
    into.fill(0, offset, offset + this.observationSize)
    into[offset + this.state[0]!] = 1
  }
}
