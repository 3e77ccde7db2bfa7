/**
 * Checks a world against recorded tables of Gymnasium (https://gymnasium.farama.org): transitions `P`, optimal values and
 * returns within the time limit. Tables must be equal bit for bit, values and returns to 1e-9.
 *
 * A file's `kwargs` are the world's settings. `P` may be missing; then the solutions alone are checked. Gymnasium keeps a
 * fickle passenger out of Taxi's `P`, so a fickle file is compared with the tables of a steadfast one.
 */
import type { TabularWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import {
  evaluatePolicy,
  finiteHorizonReturn,
  startValue,
  uniformPolicy,
  valueIteration,
} from '../core/planning.ts'
import type { SettingValue } from '../core/settings.ts'
import type { TabularModel } from '../core/tabular-model.ts'
import { environmentById } from '../envs/registry.ts'

export interface GoldenReplay {
  readonly type: 'replay'
  readonly env: string
  /** Rows of `P` compared. */
  readonly transitions: number
  /** Largest difference of next states, probabilities and start states; a missing row counts 1. Null without `P`. */
  readonly maxStateError: number | null
  /** Null: a table world's observation is its state. */
  readonly maxObservationError: null
  readonly maxRewardError: number | null
  /** Over V, V_start, the random policy's value and what the recorded greedy actions lose. Null without solutions. */
  readonly maxValueError: number | null
  readonly maxReturnError: number | null
  /** No `terminated` flag differs. */
  readonly flagsEqual: boolean
  readonly tolerance: { readonly tables: 0; readonly values: number; readonly returns: number }
  readonly ok: boolean
}

const tolerance = { tables: 0, values: 1e-9, returns: 1e-9 } as const

/**
 * @param json a parsed golden file.
 * @throws PlaygroundError `bad-golden-file` naming the place, such as `P[3][1][0]`; `unknown-environment`; `bad-setting`
 *   with a path under `kwargs`.
 */
export function replayGolden(json: unknown): GoldenReplay {
  const file = asObject(json, 'the file')
  const env = file.env_id
  if (typeof env !== 'string') refuse('env_id', env, 'the id of an environment')
  const { model, maxEpisodeSteps } = createRecorded(env, file)
  expectCount(file, 'nS', model.states)
  expectCount(file, 'nA', model.actions)

  const tables = file.P === undefined ? null : compareTables(model, file.P)
  const starts = compareStarts(model, file)
  const maxValueError = compareSolutions(model, file.solutions)
  const maxReturnError = compareReturns(model, file, maxEpisodeSteps)
  if (!tables && maxValueError === null && maxReturnError === null) {
    refuse('P', file.P, 'P, solutions or returns to check')
  }
  const maxStateError = tables || starts !== null ? Math.max(tables?.state ?? 0, starts ?? 0) : null
  const within = (error: number | null, limit: number) => error === null || error <= limit
  return {
    type: 'replay',
    env,
    transitions: tables?.transitions ?? 0,
    maxStateError,
    maxObservationError: null,
    maxRewardError: tables?.reward ?? null,
    maxValueError,
    maxReturnError,
    flagsEqual: tables?.flagsEqual ?? true,
    tolerance,
    ok:
      within(maxStateError, tolerance.tables) &&
      within(tables?.reward ?? null, tolerance.tables) &&
      within(maxValueError, tolerance.values) &&
      within(maxReturnError, tolerance.returns) &&
      (tables?.flagsEqual ?? true),
  }
}

/** The world a file was recorded from. */
function createRecorded(env: string, file: Record<string, unknown>): TabularWorld {
  const kwargs = { ...asObject(file.kwargs ?? {}, 'kwargs') }
  delete kwargs.render_mode
  delete kwargs.fickle_passenger
  if (kwargs.desc == null && file.desc != null) kwargs.desc = file.desc
  const settings: Record<string, SettingValue> = {}
  for (const [key, value] of Object.entries(kwargs)) {
    if (value === null) continue
    settings[key] = settingFrom(key, value)
  }
  return atPath('env', 'kwargs', () => environmentById(env).create(settings))
}

/** Gymnasium takes lists where our settings are text: map rows, reward schedules. */
function settingFrom(key: string, value: unknown): SettingValue {
  if (Array.isArray(value)) {
    const isText = value.every(item => typeof item === 'string')
    const isNumbers = value.every(item => typeof item === 'number')
    if (isText || isNumbers) return value.join(isText ? '/' : ',')
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  return refuse(`kwargs.${key}`, value, 'a number, text, true, false or a list of one sort')
}

interface TableErrors {
  readonly transitions: number
  readonly state: number
  readonly reward: number
  readonly flagsEqual: boolean
}

function compareTables(model: TabularModel, recorded: unknown): TableErrors {
  let transitions = 0
  let state = 0
  let reward = 0
  let flagsEqual = true
  asArray(recorded, 'P', model.states).forEach((byAction, s) => {
    asArray(byAction, `P[${s}]`, model.actions).forEach((outcomes, a) => {
      const rows = asArray(outcomes, `P[${s}][${a}]`)
      const pair = s * model.actions + a
      const first = model.offsets[pair]!
      if (rows.length !== model.offsets[pair + 1]! - first) state = Math.max(state, 1)
      rows.forEach((row, i) => {
        const path = `P[${s}][${a}][${i}]`
        const [probability, next, amount, terminated] = asArray(row, path, 4)
        const outcome = first + i
        if (outcome >= model.offsets[pair + 1]!) return
        transitions++
        state = Math.max(
          state,
          Math.abs(asNumber(probability, `${path}[0]`) - model.probability[outcome]!),
          Math.abs(asNumber(next, `${path}[1]`) - model.next[outcome]!),
        )
        reward = Math.max(reward, Math.abs(asNumber(amount, `${path}[2]`) - model.reward[outcome]!))
        if (asFlag(terminated, `${path}[3]`) !== (model.terminated[outcome] === 1)) flagsEqual = false
      })
    })
  })
  return { transitions, state, reward, flagsEqual }
}

/** Largest difference of start states and their probability; null when the file names none. */
function compareStarts(model: TabularModel, file: Record<string, unknown>): number | null {
  const recorded =
    file.start_states === undefined
      ? file.start_state === undefined
        ? null
        : [asNumber(file.start_state, 'start_state')]
      : asArray(file.start_states, 'start_states').map((state, i) => asNumber(state, `start_states[${i}]`))
  if (!recorded) return null
  let error = recorded.length === model.startStates.length ? 0 : 1
  model.startStates.forEach((state, i) => {
    error = Math.max(error, Math.abs(state - (recorded[i] ?? state)))
  })
  if (file.start_prob_each === undefined) return error
  const each = asNumber(file.start_prob_each, 'start_prob_each')
  return Math.max(error, Math.abs(each - 1 / model.startStates.length))
}

function compareSolutions(model: TabularModel, recorded: unknown): number | null {
  if (recorded === undefined) return null
  const solutions = asArray(recorded, 'solutions')
  if (solutions.length === 0) return null
  return Math.max(
    ...solutions.map((item, i) =>
      compareSolution(model, asObject(item, `solutions[${i}]`), `solutions[${i}]`),
    ),
  )
}

function compareSolution(model: TabularModel, solution: Record<string, unknown>, path: string): number {
  const discount = asNumber(solution.gamma, `${path}.gamma`)
  if (discount < 0 || discount > 1) refuse(`${path}.gamma`, discount, 'a discount from 0 to 1')
  const plan = valueIteration(model, { discount })
  const errors: number[] = []
  const compare = (key: string, computed: () => number) => {
    const recorded = solution[key]
    if (recorded !== undefined) errors.push(Math.abs(asNumber(recorded, `${path}.${key}`) - computed()))
  }
  if (solution.V !== undefined) {
    asArray(solution.V, `${path}.V`, model.states).forEach((value, state) => {
      errors.push(Math.abs(asNumber(value, `${path}.V[${state}]`) - plan.values[state]!))
    })
  }
  compare('V_start', () => startValue(model, plan.values))
  compare('V_random_policy_start', () =>
    startValue(model, evaluatePolicy(model, uniformPolicy(model), discount)),
  )
  if (solution.greedy_first_argmax !== undefined) {
    const key = `${path}.greedy_first_argmax`
    asArray(solution.greedy_first_argmax, key, model.states).forEach((value, state) => {
      const action = asIndex(value, `${key}[${state}]`, model.actions)
      errors.push(plan.values[state]! - plan.actionValues[state * model.actions + action]!)
    })
  }
  if (errors.length === 0) refuse(path, solution, 'V, V_start or V_random_policy_start')
  return Math.max(0, ...errors)
}

function compareReturns(
  model: TabularModel,
  file: Record<string, unknown>,
  ownLimit: number | null,
): number | null {
  const errors: number[] = []
  for (const policy of ['optimal', 'random'] as const) {
    const key =
      policy === 'optimal'
        ? 'optimal_undiscounted_return_within_time_limit'
        : 'random_policy_undiscounted_return_within_time_limit'
    if (file[key] === undefined || file[key] === null) continue
    const limit = file.max_episode_steps ?? ownLimit
    const horizon = asIndex(limit, 'max_episode_steps', 100_001)
    errors.push(Math.abs(asNumber(file[key], key) - finiteHorizonReturn(model, horizon, policy)))
  }
  return errors.length === 0 ? null : Math.max(...errors)
}

function expectCount(file: Record<string, unknown>, key: 'nS' | 'nA', count: number): void {
  if (file[key] !== undefined && file[key] !== count) {
    refuse(key, file[key], `${count}, as the world described by kwargs has`)
  }
}

/** Errors about settings name the place in the file instead. */
function atPath<T>(from: string, to: string, create: () => T): T {
  try {
    return create()
  } catch (error) {
    if (!(error instanceof PlaygroundError) || !error.path.startsWith(from)) throw error
    if (error.code === 'unknown-environment') {
      throw new PlaygroundError(error.code, error.message, { path: 'env_id', cause: error })
    }
    const path = error.path.replace(from, to)
    throw new PlaygroundError(error.code, error.message.replace(error.path, path), { path, cause: error })
  }
}

function asObject(value: unknown, path: string): Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : refuse(path, value, 'an object')
}

function asArray(value: unknown, path: string, length?: number): readonly unknown[] {
  if (!Array.isArray(value)) return refuse(path, value, 'a list')
  if (length !== undefined && value.length !== length) {
    return refuse(path, `a list of ${value.length}`, `a list of ${length}`)
  }
  return value
}

function asNumber(value: unknown, path: string): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, value, 'a number')
}

function asIndex(value: unknown, path: string, below: number): number {
  const isIndex = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below
  return isIndex ? value : refuse(path, value, `a whole number from 0 to ${below - 1}`)
}

function asFlag(value: unknown, path: string): boolean {
  if (value === true || value === 1) return true
  return value === false || value === 0 ? false : refuse(path, value, '0, 1, true or false')
}

function refuse(path: string, value: unknown, expected: string): never {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'missing')
  throw new PlaygroundError('bad-golden-file', `${path} is ${shown.slice(0, 80)}; expected ${expected}.`, {
    path,
  })
}
