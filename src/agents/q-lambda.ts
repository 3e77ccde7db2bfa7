/**
 * Watkins' Q(lambda): Q-learning with eligibility traces. A surprise travels back along the road that led to it, as far
 * as the road was the greedy one.
 *
 * Christopher Watkins, "Learning from delayed rewards", PhD thesis, Cambridge, 1989; as laid out by Sutton & Barto,
 * "Reinforcement Learning: An Introduction", 1st ed., 1998, figure 7.14. At every step
 *
 *   e <- gamma lambda e, or 0 when a was not greedy;   e(s, a) <- 1 (replacing) or e(s, a) + 1 (accumulating)
 *   delta = r + gamma max_a' Q(s', a') - Q(s, a)
 *   Q <- Q + alpha delta e   everywhere
 *
 * Replacing traces: Satinder Singh and Richard Sutton, "Reinforcement learning with replacing eligibility traces",
 * Machine Learning 22, 1996 (https://doi.org/10.1007/BF00114726). With lambda 0 this is Q-learning.
 */
import type { AgentDefinition, AgentShape, AgentState, TabularAgent } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { numberOf, type SettingsSchema, type SettingValues, textOf } from '../core/settings.ts'
import { loadArray, loadNumber } from './learner-state.ts'
import { tabularSettings } from './tabular-settings.ts'
import { tunedQLambda } from './tuned-tabular.ts'
import { ValueTable } from './value-table.ts'

/** Fainter traces are dropped, which keeps the list of them short. */
const FAINTEST = 1e-4

export const qLambdaSettings = {
  ...tabularSettings,
  lambda: {
    kind: 'number',
    default: 0.8,
    min: 0,
    max: 1,
    step: 0.01,
    label: 'Lambda',
    plain: 'memory of the road',
    help: 'How far back along its road the robot blames or praises what it did: 0 only the last step, 1 the whole road.',
    live: true,
  },
  traces: {
    kind: 'choice',
    default: 'replacing',
    options: [
      { value: 'replacing', label: 'Replacing' },
      { value: 'accumulating', label: 'Accumulating' },
    ],
    label: 'Traces',
    plain: 'counting repeats',
    help: 'Whether doing the same thing twice counts once (replacing) or twice (accumulating).',
    live: true,
  },
} as const satisfies SettingsSchema

export class QLambda implements TabularAgent {
  readonly form = 'tabular'
  tdError = 0
  private readonly table: ValueTable
  private lambda = 0
  private accumulating = false
  /** e(s, a), 0 for pairs not listed. [S x A] */
  private readonly traces: Float64Array
  /** Pairs whose trace is not 0, oldest first. [S x A], the first `traced` of it */
  private readonly pairs: Int32Array
  private traced = 0

  constructor(shape: AgentShape, settings: SettingValues) {
    this.table = new ValueTable(shape, settings)
    this.traces = new Float64Array(this.table.values.length)
    this.pairs = new Int32Array(this.table.values.length)
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.table.configure(settings)
    this.lambda = numberOf(settings, 'lambda')
    this.accumulating = textOf(settings, 'traces') === 'accumulating'
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
    truncated: boolean,
  ): void {
    const { table, traces, pairs } = this
    const { values, actions, discount } = table
    const pair = observation * actions + action
    const value = values[pair]!
    this.fade(value === table.maximum(observation) ? discount * this.lambda : 0)
    if (traces[pair] === 0) pairs[this.traced++] = pair
    traces[pair] = this.accumulating ? traces[pair]! + 1 : 1

    const future = terminated ? 0 : table.maximum(nextObservation)
    const tdError = reward + discount * future - value
    const change = table.stepSize.next(pair) * tdError
    for (let i = 0; i < this.traced; i++) {
      const traced = pairs[i]!
      const state = Math.floor(traced / actions)
      table.set(state, traced - state * actions, values[traced]! + change * traces[traced]!)
    }
    if (terminated || truncated) this.fade(0)
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
    const { traces, pairs, traced } = this
    return this.table.save({ traces: traces.slice(), pairs: pairs.slice() }, { traced })
  }

  load(state: AgentState): void {
    this.table.load(state)
    loadArray(state, 'traces', this.traces)
    loadArray(state, 'pairs', this.pairs)
    this.traced = loadNumber(state, 'traced')
  }

  /** Multiplies every trace and drops those that become too faint. */
  private fade(factor: number): void {
    const { traces, pairs } = this
    let kept = 0
    for (let i = 0; i < this.traced; i++) {
      const pair = pairs[i]!
      const trace = traces[pair]! * factor
      traces[pair] = trace < FAINTEST ? 0 : trace
      if (trace >= FAINTEST) pairs[kept++] = pair
    }
    this.traced = kept
  }
}

export const qLambda = {
  id: 'q-lambda',
  title: 'Q(lambda)',
  kind: 'value, tabular, off-policy',
  help: 'Like Q-learning, but a surprise also changes what the robot thinks of the whole road that led to it.',
  worlds: 'tabular',
  actions: 'discrete',
  settings: qLambdaSettings,
  tuned: tunedQLambda,
  create: (shape: AgentShape, settings: SettingValues) => new QLambda(shape, settings),
} as const satisfies AgentDefinition
