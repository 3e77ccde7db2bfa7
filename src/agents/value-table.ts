/**
 * What every tabular learner stands on: a table of action values, a behaviour policy over it and step sizes. The
 * learners differ only in how a transition changes the table.
 *
 * The best value and action of every state are kept up to date as values change, so that acting and max_a Q(s, a), which
 * happen far more often than a change of the best, are look-ups.
 */
import type { AgentShape, AgentState } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { Rng } from '../core/rng.ts'
import { numberOf, type SettingValues } from '../core/settings.ts'
import { randomBest } from './action-values.ts'
import { Exploration } from './exploration.ts'
import { loadArray, loadNumber } from './learner-state.ts'
import { StepSize } from './step-size.ts'

export class ValueTable {
  /** Q; written only by `set`. [S x A] */
  readonly values: Float64Array
  readonly actions: number
  readonly exploration: Exploration
  readonly stepSize: StepSize
  discount = 1
  /** max_a Q(s, a). [S] */
  private readonly best: Float64Array
  /** The lowest best action. [S] */
  private readonly bestAction: Int32Array
  /** How many actions are best. [S] */
  private readonly ties: Int32Array

  /** @throws PlaygroundError `unsuitable-agent` for actions that are not discrete. */
  constructor({ observationSize, actionSpace }: AgentShape, settings: SettingValues) {
    if (actionSpace.kind !== 'discrete') {
      throw new PlaygroundError('unsuitable-agent', 'A table of values needs a finite number of actions.')
    }
    const actions = actionSpace.n
    const initialValue = numberOf(settings, 'initialValue')
    this.actions = actions
    this.values = new Float64Array(observationSize * actions).fill(initialValue)
    this.best = new Float64Array(observationSize).fill(initialValue)
    this.bestAction = new Int32Array(observationSize)
    this.ties = new Int32Array(observationSize).fill(actions)
    this.exploration = new Exploration(actions, settings)
    this.stepSize = new StepSize(this.values.length, settings)
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.discount = numberOf(settings, 'discount')
    this.exploration.configure(settings)
    this.stepSize.configure(settings)
  }

  /** An action of the behaviour policy; equally good ones are equally likely. */
  choose(observation: number, rng: Rng): number {
    const { exploration, actions } = this
    if (exploration.softmax) return exploration.sample(this.values, observation * actions, actions, rng)
    if (exploration.epsilon > 0 && rng.uniform() < exploration.epsilon) return rng.integer(actions)
    if (this.ties[observation] === 1) return this.bestAction[observation]!
    return randomBest(this.values, observation * actions, actions, rng)
  }

  /** The lowest best action. */
  greedy(observation: number): number {
    return this.bestAction[observation]!
  }

  /** max_a Q(s, a). */
  maximum(observation: number): number {
    return this.best[observation]!
  }

  /** sum_a pi(a | s) Q(s, a) of the behaviour policy pi. */
  expectation(observation: number): number {
    return this.exploration.expectation(this.values, observation * this.actions, this.actions)
  }

  policy(observation: number, into: Float64Array): void {
    this.exploration.probabilities(this.values, observation * this.actions, this.actions, into)
  }

  /** Q(s, a) <- value. */
  set(observation: number, action: number, value: number): void {
    const pair = observation * this.actions + action
    const before = this.values[pair]!
    const best = this.best[observation]!
    this.values[pair] = value
    if (value > best) {
      this.best[observation] = value
      this.bestAction[observation] = action
      this.ties[observation] = 1
    } else if (value !== before && (before === best || value === best)) this.rank(observation)
  }

  save(arrays: AgentState['arrays'] = {}, numbers: AgentState['numbers'] = {}): AgentState {
    return {
      arrays: { values: this.values.slice(), updates: this.stepSize.updates.slice(), ...arrays },
      numbers: { steps: this.exploration.steps, ...numbers },
    }
  }

  load(state: AgentState): void {
    loadArray(state, 'values', this.values)
    loadArray(state, 'updates', this.stepSize.updates)
    this.exploration.restore(loadNumber(state, 'steps'))
    for (let observation = 0; observation < this.best.length; observation++) this.rank(observation)
  }

  private rank(observation: number): void {
    const { values, actions } = this
    const start = observation * actions
    let best = values[start]!
    let bestAction = 0
    let ties = 1
    for (let action = 1; action < actions; action++) {
      const value = values[start + action]!
      if (value > best) {
        best = value
        bestAction = action
        ties = 1
      } else if (value === best) ties++
    }
    this.best[observation] = best
    this.bestAction[observation] = bestAction
    this.ties[observation] = ties
  }
}
