/**
 * What every tabular learner stands on: a table of action values, a behaviour policy over it and step sizes. The
 * learners differ only in how a transition changes the table.
 */
import type { AgentShape, AgentState } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { numberOf, type SettingValues } from '../core/settings.ts'
import { firstBest } from './action-values.ts'
import { Exploration } from './exploration.ts'
import { loadArray, loadNumber } from './learner-state.ts'
import { StepSize } from './step-size.ts'

export class ValueTable {
  /** Q. [S x A] */
  readonly values: Float64Array
  readonly actions: number
  readonly exploration: Exploration
  readonly stepSize: StepSize
  discount = 1

  constructor({ observationSize, actions }: AgentShape, settings: SettingValues) {
    this.actions = actions
    this.values = new Float64Array(observationSize * actions).fill(numberOf(settings, 'initialValue'))
    this.exploration = new Exploration(actions, settings)
    this.stepSize = new StepSize(this.values.length, settings)
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.discount = numberOf(settings, 'discount')
    this.exploration.configure(settings)
    this.stepSize.configure(settings)
  }

  /** An action of the behaviour policy. */
  choose(observation: number, rng: Rng): number {
    return this.exploration.choose(this.values, observation * this.actions, this.actions, rng)
  }

  greedy(observation: number): number {
    return firstBest(this.values, observation * this.actions, this.actions)
  }

  policy(observation: number, into: Float64Array): void {
    this.exploration.probabilities(this.values, observation * this.actions, this.actions, into)
  }

  save(arrays: AgentState['arrays'] = {}, numbers: AgentState['numbers'] = {}): AgentState {
    const { steps, epsilon } = this.exploration
    return {
      arrays: { values: this.values.slice(), updates: this.stepSize.updates.slice(), ...arrays },
      numbers: { steps, epsilon, ...numbers },
    }
  }

  load(state: AgentState): void {
    loadArray(state, 'values', this.values)
    loadArray(state, 'updates', this.stepSize.updates)
    this.exploration.restore(loadNumber(state, 'steps'), loadNumber(state, 'epsilon'))
  }
}
