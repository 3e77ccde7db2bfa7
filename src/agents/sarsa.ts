/**
 * SARSA: on-policy; learns the worth of what it really does, exploration included.
 *
 * Gavin Rummery and Mahesan Niranjan, "On-line Q-learning using connectionist systems", Cambridge University technical
 * report CUED/F-INFENG/TR 166, 1994; named by Richard Sutton, "Generalization in reinforcement learning", NIPS 1995
 * (https://proceedings.neurips.cc/paper/1995/hash/8f1d43620bc6bb580df6e80b0dc05c48-Abstract.html).
 *
 *   Q(s, a) <- Q(s, a) + alpha [ r + gamma Q(s', a') - Q(s, a) ],   a' the action taken next
 *
 * a' is chosen inside `learn`, before the update, and `act` then takes it.
 */
import type { AgentDefinition, AgentShape, AgentState, TabularAgent } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import type { SettingValues } from '../core/settings.ts'
import { loadNumber } from './learner-state.ts'
import { tabularSettings } from './tabular-settings.ts'
import { tunedSarsa } from './tuned-tabular.ts'
import { ValueTable } from './value-table.ts'

export class Sarsa implements TabularAgent {
  readonly form = 'tabular'
  tdError = 0
  private readonly table: ValueTable
  /** The action to come and where it was chosen; -1 where none is. */
  private plannedAction = -1
  private plannedAt = -1

  constructor(shape: AgentShape, settings: SettingValues) {
    this.table = new ValueTable(shape, settings)
  }

  configure(settings: SettingValues): void {
    this.table.configure(settings)
  }

  act(observation: number, rng: Rng): number {
    const planned = this.plannedAt === observation ? this.plannedAction : this.table.choose(observation, rng)
    this.plannedAt = -1
    return planned
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
    truncated: boolean,
    rng: Rng,
  ): void {
    const { table } = this
    const pair = observation * table.actions + action
    const value = table.values[pair]!
    let future = 0
    if (!terminated) {
      const nextAction = table.choose(nextObservation, rng)
      future = table.values[nextObservation * table.actions + nextAction]!
      // After a truncation the next step starts another episode.
      this.plannedAt = truncated ? -1 : nextObservation
      this.plannedAction = nextAction
    }
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
    return this.table.save({}, { plannedAction: this.plannedAction, plannedAt: this.plannedAt })
  }

  load(state: AgentState): void {
    this.table.load(state)
    this.plannedAction = loadNumber(state, 'plannedAction')
    this.plannedAt = loadNumber(state, 'plannedAt')
  }
}

export const sarsa = {
  id: 'sarsa',
  title: 'SARSA',
  kind: 'value, tabular, on-policy',
  help: 'Learns from what it really does next, missteps included, so it keeps away from places where a slip is costly.',
  worlds: 'tabular',
  actions: 'discrete',
  settings: tabularSettings,
  tuned: tunedSarsa,
  create: (shape: AgentShape, settings: SettingValues) => new Sarsa(shape, settings),
} as const satisfies AgentDefinition
