/**
 * Checks a table world against recorded tables of Gymnasium (https://gymnasium.farama.org): transitions `P`, optimal values
 * and returns within the time limit. Tables must be equal bit for bit, values and returns to 1e-9.
 *
 * `P` may be missing; then the solutions alone are checked. Gymnasium keeps a fickle passenger out of Taxi's `P`, so a
 * fickle file is compared with the tables of a steadfast one.
 */
import type { TabularWorld } from '../core/environment.ts'
import {
  evaluatePolicy,
  finiteHorizonReturn,
  startValue,
  uniformPolicy,
  valueIteration,
} from '../core/planning.ts'
import type { TabularModel } from '../core/tabular-model.ts'
import {
  asArray,
  asFlag,
  asIndex,
  asNumber,
  asObject,
  type GoldenFile,
  type GoldenReplay,
  refuse,
} from './golden-file.ts'

const tolerance = { tables: 0, values: 1e-9, returns: 1e-9 } as const

/** @throws PlaygroundError `bad-golden-file` naming the place, such as `P[3][1][0]`. */
export function replayTables(
  env: string,
  { model, maxEpisodeSteps }: TabularWorld,
  file: GoldenFile,
): GoldenReplay {
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
    maxOpenLoopError: null,
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
function compareStarts(model: TabularModel, file: GoldenFile): number | null {
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

function compareSolution(model: TabularModel, solution: GoldenFile, path: string): number {
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

function compareReturns(model: TabularModel, file: GoldenFile, ownLimit: number | null): number | null {
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

function expectCount(file: GoldenFile, key: 'nS' | 'nA', count: number): void {
  if (file[key] !== undefined && file[key] !== count) {
    refuse(key, file[key], `${count}, as the world described by kwargs has`)
  }
}
