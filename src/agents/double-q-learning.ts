/**
 * Double Q-learning: two tables, each rating the action that the other believes best, so that lucky outcomes are not
 * mistaken for good actions.
 *
 * Hado van Hasselt, "Double Q-learning", NIPS 2010
 * (https://papers.nips.cc/paper/2010/hash/091d584fced301b442654dd8c23b3fc9-Abstract.html). By a coin's toss, either
 *
 *   QA(s, a) <- QA(s, a) + alpha [ r + gamma QB(s', argmax_a' QA(s', a')) - QA(s, a) ]
 *
 * or the same with A and B exchanged. It acts on the mean of both.
 */
import type { AgentDefinition, AgentShape, AgentState, TabularAgent } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import type { SettingValues } from '../core/settings.ts'
import { randomBest } from './action-values.ts'
import { loadArray } from './learner-state.ts'
import { tabularSettings } from './tabular-settings.ts'
import { tunedDoubleQLearning } from './tuned-tabular.ts'
import { ValueTable } from './value-table.ts'

export class DoubleQLearning implements TabularAgent {
  readonly form = 'tabular'
  tdError = 0
  /** Holds the mean of both tables. */
  private readonly table: ValueTable
  private readonly first: Float64Array
  private readonly second: Float64Array

  constructor(shape: AgentShape, settings: SettingValues) {
    this.table = new ValueTable(shape, settings)
    this.first = this.table.values.slice()
    this.second = this.table.values.slice()
  }

  configure(settings: SettingValues): void {
    this.table.configure(settings)
  }

  act(observation: number, rng: Rng): number {
    return this.table.choose(observation, rng)
  }

  greedy(observation: number): number {
    return this.table.greedy(observation)
  }

  learn(
    observation: number,
    action: number,
    reward: number,
    nextObservation: number,
    terminated: boolean,
    _truncated: boolean,
    rng: Rng,
  ): void {
    const { table } = this
    const { actions } = table
    const pair = observation * actions + action
    const heads = rng.uint32() >= 2 ** 31
    const updated = heads ? this.first : this.second
    const other = heads ? this.second : this.first
    const next = nextObservation * actions
    const future = terminated ? 0 : other[next + randomBest(updated, next, actions, rng)]!
    const tdError = reward + table.discount * future - updated[pair]!
    updated[pair]! += table.stepSize.next(pair) * tdError
    table.set(observation, action, (this.first[pair]! + this.second[pair]!) / 2)
    table.exploration.tick()
    this.tdError = tdError
  }

  actionValues(): Float64Array {
    return this.table.values
  }

  policy(observation: number, into: Float64Array): void {
    this.table.policy(observation, into)
  }

  save(): AgentState {
    return this.table.save({ first: this.first.slice(), second: this.second.slice() })
  }

  load(state: AgentState): void {
    this.table.load(state)
    loadArray(state, 'first', this.first)
    loadArray(state, 'second', this.second)
  }
}

export const doubleQLearning = {
  id: 'double-q-learning',
  title: 'Double Q-learning',
  kind: 'value, tabular, off-policy',
  help: 'Keeps two opinions that check each other, so that a lucky outcome is not mistaken for a good action.',
  worlds: 'tabular',
  actions: 'discrete',
  settings: tabularSettings,
  tuned: tunedDoubleQLearning,
  create: (shape: AgentShape, settings: SettingValues) => new DoubleQLearning(shape, settings),
} as const satisfies AgentDefinition
