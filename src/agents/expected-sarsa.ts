/**
 * Expected SARSA: on-policy like SARSA, but takes the expectation over the next action instead of one sample of it.
 *
 * Harm van Seijen, Hado van Hasselt, Shimon Whiteson and Marco Wiering, "A theoretical and empirical analysis of
 * Expected Sarsa", ADPRL 2009 (https://doi.org/10.1109/ADPRL.2009.4927542).
 *
 *   Q(s, a) <- Q(s, a) + alpha [ r + gamma sum_a' pi(a' | s') Q(s', a') - Q(s, a) ]
 *
 * pi is the behaviour policy of the moment; with epsilon 0 this is Q-learning.
 */
import type { AgentDefinition, AgentShape, AgentState, TabularAgent } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import type { SettingValues } from '../core/settings.ts'
import { tabularSettings } from './tabular-settings.ts'
import { tunedOnPolicy } from './tuned-tabular.ts'
import { ValueTable } from './value-table.ts'

export class ExpectedSarsa implements TabularAgent {
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
    const future = terminated ? 0 : table.expectation(nextObservation)
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

export const expectedSarsa = {
  id: 'expected-sarsa',
  title: 'Expected SARSA',
  kind: 'value, tabular, on-policy',
  help: 'Learns from the average worth of what it would do next, missteps included, which makes it careful and calm.',
  worlds: 'tabular',
  actions: 'discrete',
  settings: tabularSettings,
  tuned: tunedOnPolicy,
  create: (shape: AgentShape, settings: SettingValues) => new ExpectedSarsa(shape, settings),
} as const satisfies AgentDefinition
