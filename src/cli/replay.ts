/**
 * `replay FILE.json`: compares a world with recorded data. Tables must be equal, row for row; optimal values, the value
 * of the random policy and returns within the time limit must agree to 1e-9.
 */
import { PlaygroundError } from '../core/errors.ts'
import { evaluatePolicy, finiteHorizonReturn, startValue, uniformPolicy, valueIteration } from '../core/planning.ts'
import type { TabularModel } from '../core/tabular-model.ts'
import { environmentById } from '../envs/registry.ts'
import { defineCommand } from './command.ts'
import { readJson } from './files.ts'
import { decodeTables, type RecordedTables } from './golden-tables.ts'

const TOLERANCE = 1e-9

export interface Comparison {
  /** Recorded outcomes compared. */
  readonly transitions: number
  /** Largest difference of a next state or of its probability; null without a table. */
  readonly maxStateError: number | null
  readonly maxRewardError: number | null
  /** Of optimal values by state, and of start values under the best and the random policy. */
  readonly maxValueError: number | null
  readonly maxReturnError: number | null
  /** No recorded `terminated` flag differs. */
  readonly flagsEqual: boolean
  /** Sizes and start states fit. */
  readonly shapeEqual: boolean
}

/** Compares a model with recorded tables. Errors that have no meaning for the file are null. */
export function compareTables(model: TabularModel, recorded: RecordedTables): Comparison {
  const shapeEqual =
    model.states === recorded.states &&
    model.actions === recorded.actions &&
    (recorded.startStates === null || sameNumbers(model.startStates, recorded.startStates))
  if (!shapeEqual) {
    const nothing = { maxStateError: null, maxRewardError: null, maxValueError: null, maxReturnError: null }
    return { transitions: 0, ...nothing, flagsEqual: false, shapeEqual }
  }
  return { ...compareOutcomes(model, recorded), ...compareSolutions(model, recorded), shapeEqual }
}

function compareOutcomes(model: TabularModel, { outcomes }: RecordedTables) {
  if (!outcomes) return { transitions: 0, maxStateError: null, maxRewardError: null, flagsEqual: true }
  let transitions = 0
  let maxStateError = 0
  let maxRewardError = 0
  let flagsEqual = true
  outcomes.flat().forEach((rows, pair) => {
    const first = model.offsets[pair]!
    const count = model.offsets[pair + 1]! - first
    if (count !== rows.length) maxStateError = Number.POSITIVE_INFINITY
    rows.slice(0, count).forEach(([probability, next, reward, terminated], i) => {
      const row = first + i
      transitions++
      maxStateError = Math.max(
        maxStateError,
        Math.abs(model.next[row]! - next),
        Math.abs(model.probability[row]! - probability),
      )
      maxRewardError = Math.max(maxRewardError, Math.abs(model.reward[row]! - reward))
      flagsEqual &&= (model.terminated[row] === 1) === terminated
    })
  })
  return { transitions, maxStateError, maxRewardError, flagsEqual }
}

function compareSolutions(model: TabularModel, recorded: RecordedTables) {
  const valueErrors = recorded.solutions.flatMap(({ discount, values, startValue: start, randomPolicyStartValue }) => {
    const plan = valueIteration(model, { discount })
    const errors = values.map((value, state) => Math.abs(plan.values[state]! - value))
    if (start !== null) errors.push(Math.abs(startValue(model, plan.values) - start))
    if (randomPolicyStartValue !== null) {
      const random = evaluatePolicy(model, uniformPolicy(model), discount)
      errors.push(Math.abs(startValue(model, random) - randomPolicyStartValue))
    }
    return errors
  })
  const horizon = recorded.maxEpisodeSteps
  const returnErrors =
    horizon === null
      ? []
      : (['optimal', 'random'] as const).flatMap(policy => {
          const expected = policy === 'optimal' ? recorded.optimalReturn : recorded.randomReturn
          return expected === null ? [] : [Math.abs(finiteHorizonReturn(model, horizon, policy) - expected)]
        })
  return { maxValueError: largest(valueErrors), maxReturnError: largest(returnErrors) }
}

const largest = (errors: readonly number[]) => (errors.length > 0 ? errors.reduce((a, b) => Math.max(a, b)) : null)

const sameNumbers = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  a.length === b.length && Array.from(a).every((value, i) => value === b[i])

const within = (error: number | null, tolerance: number) => error === null || error <= tolerance

/** Does every comparison hold? */
export const holds = (found: Comparison): boolean =>
  found.shapeEqual &&
  found.flagsEqual &&
  within(found.maxStateError, 0) &&
  within(found.maxRewardError, 0) &&
  within(found.maxValueError, TOLERANCE) &&
  within(found.maxReturnError, TOLERANCE)

/** The world that a file was recorded from. @throws PlaygroundError naming the file's field. */
function worldOf(recorded: RecordedTables, file: string) {
  try {
    return environmentById(recorded.env).create(recorded.envSettings)
  } catch (error) {
    if (!(error instanceof PlaygroundError)) throw error
    const path = error.path.replace(/^env\./, 'kwargs.').replace(/^env$/, 'env_id')
    throw new PlaygroundError(error.code, `${file}: ${error.message.replace(/^env\./, 'kwargs.')}`, { path: `${file}: ${path}` })
  }
}

/** Infinity has no JSON. */
const finite = (error: number | null) => (error === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : error)

export const command = defineCommand({
  name: 'replay',
  summary: 'compares a world with recorded data',
  flags: {},
  operand: { name: 'FILE.json', help: 'a file of recorded tables' },
  async run(_, output, file) {
    const recorded = decodeTables(readJson(file, 'FILE.json'), file)
    const found = compareTables(worldOf(recorded, file).model, recorded)
    const ok = holds(found)
    if (!found.shapeEqual) output.note(`${file}: the number of states, of actions or the start states differ.`)
    const record = {
      type: 'replay',
      env: recorded.env,
      transitions: found.transitions,
      maxStateError: finite(found.maxStateError),
      maxObservationError: null,
      maxRewardError: found.maxRewardError,
      maxValueError: found.maxValueError,
      maxReturnError: found.maxReturnError,
      flagsEqual: found.flagsEqual,
      tolerance: TOLERANCE,
      ok,
    }
    const errors = Object.entries(record).flatMap(([key, value]) =>
      key.startsWith('max') && typeof value === 'number' ? [`${key} ${value.toExponential(1)}`] : [],
    )
    output.result(
      record,
      `${recorded.env}: ${ok ? 'equal' : 'DIFFERS'} (${found.transitions} transitions; ${errors.join(', ')})`,
    )
    return ok ? 0 : 1
  },
})
