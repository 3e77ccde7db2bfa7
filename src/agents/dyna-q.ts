/**
 * Dyna-Q: Q-learning that also learns a model of the world and, after every real step, learns from remembered ones.
 *
 * Richard Sutton, "Integrated architectures for learning, planning, and reacting based on approximating dynamic
 * programming", ICML 1990 (https://doi.org/10.1016/B978-1-55860-141-3.50030-4).
 *
 *   Q(s, a) <- Q(s, a) + alpha [ r + gamma max_a' Q(s', a') - Q(s, a) ]
 *
 * for the step just taken, then for `planningSteps` pairs (s, a) drawn from those seen, (r, s') drawn from the model.
 */
import type { AgentDefinition, AgentShape, AgentState, TabularAgent } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { numberOf, type SettingsSchema, type SettingValues } from '../core/settings.ts'
import { tabularSettings } from './tabular-settings.ts'
import { TransitionModel } from './transition-model.ts'
import { tunedQLearning } from './tuned-tabular.ts'
import { ValueTable } from './value-table.ts'

export const dynaQSettings = {
  ...tabularSettings,
  planningSteps: {
    kind: 'number',
    default: 10,
    min: 0,
    max: 200,
    integer: true,
    unit: 'updates per step',
    label: 'Planning steps',
    plain: 'thinking between steps',
    help: 'How many remembered steps the robot goes over in its head after each real one.',
    live: true,
  },
} as const satisfies SettingsSchema

export class DynaQ implements TabularAgent {
  readonly form = 'tabular'
  tdError = 0
  private readonly table: ValueTable
  private readonly model: TransitionModel
  private planningSteps = 0

  constructor(shape: AgentShape, settings: SettingValues) {
    this.table = new ValueTable(shape, settings)
    this.model = new TransitionModel(this.table.values.length)
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.table.configure(settings)
    this.planningSteps = numberOf(settings, 'planningSteps')
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
    const { table, model } = this
    const pair = observation * table.actions + action
    const rate = table.stepSize.next(pair)
    this.tdError = this.update(observation, action, rate, reward, nextObservation, terminated)
    model.record(pair, reward, nextObservation, terminated)
    for (let step = 0; step < this.planningSteps; step++) {
      model.sample(rng)
      const state = Math.floor(model.pair / table.actions)
      const planned = model.pair - state * table.actions
      const plannedRate = table.stepSize.peek(model.pair)
      this.update(state, planned, plannedRate, model.reward[model.row]!, model.next, model.terminated)
    }
    table.exploration.tick()
  }

  actionValues(): Float64Array {
    return this.table.values
  }

  policy(observation: number, into: Float64Array): void {
    this.table.policy(observation, into)
  }

  save(): AgentState {
    const { arrays, numbers } = this.model.save()
    return this.table.save(arrays, numbers)
  }

  load(state: AgentState): void {
    this.table.load(state)
    this.model.load(state)
  }

  /** @returns the temporal-difference error. */
  private update(
    observation: number,
    action: number,
    rate: number,
    reward: number,
    nextObservation: number,
    terminated: boolean,
  ): number {
    const { table } = this
    const value = table.values[observation * table.actions + action]!
    const future = terminated ? 0 : table.maximum(nextObservation)
    const tdError = reward + table.discount * future - value
    table.set(observation, action, value + rate * tdError)
    return tdError
  }
}

export const dynaQ = {
  id: 'dyna-q',
  title: 'Dyna-Q',
  kind: 'value, tabular, model-based',
  help: 'Remembers what each action did and goes over it in its head between steps, so it needs far fewer real steps.',
  worlds: 'tabular',
  actions: 'discrete',
  settings: dynaQSettings,
  tuned: tunedQLearning,
  create: (shape: AgentShape, settings: SettingValues) => new DynaQ(shape, settings),
} as const satisfies AgentDefinition
