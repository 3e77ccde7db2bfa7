/**
 * Q-learning: off-policy, learns the best policy while following an exploring one.
 *
 * Christopher Watkins and Peter Dayan, "Q-learning", Machine Learning 8, 1992
 * (https://doi.org/10.1007/BF00992698).
 *
 *   Q(s, a) <- Q(s, a) + alpha [ r + gamma max_a' Q(s', a') - Q(s, a) ]
 */
import type { AgentDefinition, AgentShape, AgentState, TabularAgent } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import type { SettingValues } from '../core/settings.ts'
import { tabularSettings } from './tabular-settings.ts'
import { tunedQLearning } from './tuned-tabular.ts'
import { ValueTable } from './value-table.ts'

export class QLearning implements TabularAgent {
  readonly form = 'tabular'
  tdError = 0
  private readonly table: ValueTable

  constructor(shape: AgentShape, settings: SettingValues) {
    this.table = new ValueTable(shape, settings)
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
  ): void {
    const { table } = this
    const pair = observation * table.actions + action
    const value = table.values[pair]!
    const future = terminated ? 0 : table.maximum(nextObservation)
    const tdError = reward + table.discount * future - value
    table.set(observation, action, value + table.stepSize.next(pair) * tdError)
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
    return this.table.save()
  }

  load(state: AgentState): void {
    this.table.load(state)
  }
}

export const qLearning = {
  id: 'q-learning',
  title: 'Q-learning',
  kind: 'value, tabular, off-policy',
  help: 'Keeps a worth for every action in every place and learns from the best next one, whatever it does itself.',
  worlds: 'tabular',
  actions: 'discrete',
  settings: tabularSettings,
  tuned: tunedQLearning,
  create: (shape: AgentShape, settings: SettingValues) => new QLearning(shape, settings),
} as const satisfies AgentDefinition
