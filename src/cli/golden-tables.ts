/** Recorded tables of finite worlds (Gymnasium's `P`, solutions, returns), decoded from a file's JSON. */
import { PlaygroundError } from '../core/errors.ts'
import type { SettingValue } from '../core/settings.ts'

/** Probability, next state, reward, terminated. */
export type RecordedOutcome = readonly [number, number, number, boolean]

export interface RecordedSolution {
  readonly discount: number
  /** [S] */
  readonly values: readonly number[]
  readonly startValue: number | null
  readonly randomPolicyStartValue: number | null
}

export interface RecordedTables {
  readonly env: string
  /** The file's `kwargs` as settings of the world. */
  readonly envSettings: Readonly<Record<string, SettingValue>>
  readonly states: number
  readonly actions: number
  readonly maxEpisodeSteps: number | null
  readonly startStates: readonly number[] | null
  /** By state, by action; null where the file has none. */
  readonly outcomes: readonly (readonly (readonly RecordedOutcome[])[])[] | null
  readonly solutions: readonly RecordedSolution[]
  readonly optimalReturn: number | null
  readonly randomReturn: number | null
}

type Fields = Readonly<Record<string, unknown>>

class Decoder {
  private readonly file: string

  constructor(file: string) {
    this.file = file
  }

  refuse(path: string, value: unknown, expected: string): never {
    const shown = JSON.stringify(value)?.slice(0, 60) ?? 'missing'
    throw new PlaygroundError('bad-file', `${this.file}: ${path} is ${shown}; expected ${expected}.`, { path })
  }

  fields(value: unknown, path: string): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse(path, value, 'an object')
    return value as Fields
  }

  list(value: unknown, path: string, length?: number): readonly unknown[] {
    if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
      this.refuse(path, value, length === undefined ? 'a list' : `a list of ${length}`)
    }
    return value as readonly unknown[]
  }

  number(value: unknown, path: string): number {
    if (typeof value !== 'number' || !Number.isFinite(value)) this.refuse(path, value, 'a number')
    return value as number
  }

  numbers(value: unknown, path: string, length?: number): number[] {
    return this.list(value, path, length).map((item, i) => this.number(item, `${path}[${i}]`))
  }

  optional(value: unknown, path: string): number | null {
    return value === undefined || value === null ? null : this.number(value, path)
  }

  text(value: unknown, path: string): string {
    if (typeof value !== 'string') this.refuse(path, value, 'text')
    return value as string
  }

  outcome(value: unknown, path: string): RecordedOutcome {
    const row = this.list(value, path, 4)
    const [probability, next, reward] = this.numbers(row.slice(0, 3), path)
    return [probability!, next!, reward!, Boolean(row[3])]
  }
}

/** @param file its name, for errors. @throws PlaygroundError `bad-file` with the place that does not fit. */
export function decodeTables(value: unknown, file: string): RecordedTables {
  const decoder = new Decoder(file)
  const root = decoder.fields(value, 'the file')
  const env = decoder.text(root.env_id, 'env_id')
  if (root.nS === undefined && root.P === undefined && root.solutions === undefined) {
    decoder.refuse('nS', root.nS, `tables of a finite world; this kind of file for ${env} cannot be replayed yet`)
  }
  const states = decoder.number(root.nS, 'nS')
  const actions = decoder.number(root.nA, 'nA')
  return {
    env,
    envSettings: settingsOf(decoder, root),
    states,
    actions,
    maxEpisodeSteps: decoder.optional(root.max_episode_steps, 'max_episode_steps'),
    startStates: startsOf(decoder, root),
    outcomes: root.P === undefined || root.P === null ? null : outcomesOf(decoder, root.P, states, actions),
    solutions: decoder.list(root.solutions ?? [], 'solutions').map((item, i) => {
      const path = `solutions[${i}]`
      const solution = decoder.fields(item, path)
      return {
        discount: decoder.number(solution.gamma, `${path}.gamma`),
        values: decoder.numbers(solution.V, `${path}.V`, states),
        startValue: decoder.optional(solution.V_start, `${path}.V_start`),
        randomPolicyStartValue: decoder.optional(solution.V_random_policy_start, `${path}.V_random_policy_start`),
      }
    }),
    optimalReturn: returnOf(decoder, root, 'optimal_undiscounted_return_within_time_limit'),
    randomReturn: returnOf(decoder, root, 'random_policy_undiscounted_return_within_time_limit'),
  }
}

const returnOf = (decoder: Decoder, root: Fields, key: string) => decoder.optional(root[key], key)

function startsOf(decoder: Decoder, root: Fields): readonly number[] | null {
  if (root.start_states !== undefined) return decoder.numbers(root.start_states, 'start_states')
  return root.start_state === undefined ? null : [decoder.number(root.start_state, 'start_state')]
}

function outcomesOf(decoder: Decoder, value: unknown, states: number, actions: number) {
  return decoder.list(value, 'P', states).map((row, state) =>
    decoder
      .list(row, `P[${state}]`, actions)
      .map((cell, action) =>
        decoder
          .list(cell, `P[${state}][${action}]`)
          .map((outcome, i) => decoder.outcome(outcome, `P[${state}][${action}][${i}]`)),
      ),
  )
}

/** Gymnasium's arguments: maps are lists of rows, reward schedules lists of numbers. */
function settingsOf(decoder: Decoder, root: Fields): Record<string, SettingValue> {
  const kwargs = root.kwargs === undefined ? {} : decoder.fields(root.kwargs, 'kwargs')
  const settings: Record<string, SettingValue> = {}
  for (const [key, value] of Object.entries({ ...kwargs, desc: kwargs.desc ?? root.desc })) {
    if (value === undefined || value === null || key === 'max_episode_steps' || key === 'render_mode') continue
    settings[key] = Array.isArray(value) ? value.join(key === 'desc' ? '/' : ',') : (value as SettingValue)
  }
  // Gymnasium draws fickleness at reset and keeps it out of `P`: its tables are those of a steady passenger.
  delete settings.fickle_passenger
  delete settings.fickle_probability
  return settings
}
