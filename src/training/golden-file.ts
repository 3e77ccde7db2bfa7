/**
 * Recorded files of Gymnasium as `replay` reads them, and what it reports. Everything read names its place in the file, such
 * as `P[3][1][0]`.
 */
import type { World } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { loadWorld } from '../core/load-world.ts'
import type { SettingValue } from '../core/settings.ts'
import { environmentById } from '../envs/registry.ts'

export interface GoldenReplay {
  readonly type: 'replay'
  readonly env: string
  /** Rows of `P`, or steps, compared. */
  readonly transitions: number
  /**
   * Tables: largest difference of next states, probabilities and start states; a missing row counts 1. Null without `P`.
   * Real-valued states: largest difference of any number of a state one step after a recorded one.
   */
  readonly maxStateError: number | null
  /** Null for a table world: its observation is its state. */
  readonly maxObservationError: number | null
  readonly maxRewardError: number | null
  /** Over V, V_start, the random policy's value and what the recorded greedy actions lose. Null without solutions. */
  readonly maxValueError: number | null
  readonly maxReturnError: number | null
  /** Real-valued states: largest difference of a state when only the actions are recorded. Null for tables. */
  readonly maxOpenLoopError: number | null
  /** No `terminated` and no `truncated` flag differs. */
  readonly flagsEqual: boolean
  /** How large each error may be. */
  readonly tolerance: Readonly<Record<string, number>>
  readonly ok: boolean
}

export type GoldenFile = Readonly<Record<string, unknown>>

/** @throws PlaygroundError `bad-golden-file` when it is no object or names no environment. */
export function openGoldenFile(json: unknown): { readonly file: GoldenFile; readonly env: string } {
  const file = asObject(json, 'the file')
  const env = file.env_id
  return { file, env: typeof env === 'string' ? env : refuse('env_id', env, 'the id of an environment') }
}

/**
 * The world a file was recorded from.
 * @param kwargs arguments of Gymnasium's `make`, which are the world's settings; those that are null count as left out.
 * @throws PlaygroundError `unknown-environment`, path `env_id`; `bad-setting` with a path under `kwargs`; `engine-unavailable`.
 */
export async function recordedWorld(env: string, kwargs: GoldenFile): Promise<World> {
  const settings: Record<string, SettingValue> = {}
  for (const [key, value] of Object.entries(kwargs)) {
    if (value === null || key === 'render_mode') continue
    settings[key] = settingFrom(key, value)
  }
  return atPath('env', 'kwargs', () => loadWorld(environmentById(env), settings))
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

/** Errors about settings name the place in the file instead. */
async function atPath<T>(from: string, to: string, create: () => Promise<T>): Promise<T> {
  try {
    return await create()
  } catch (error) {
    if (!(error instanceof PlaygroundError) || !error.path.startsWith(from)) throw error
    if (error.code === 'unknown-environment') {
      throw new PlaygroundError(error.code, error.message, { path: 'env_id', cause: error })
    }
    const path = error.path.replace(from, to)
    throw new PlaygroundError(error.code, error.message.replace(error.path, path), { path, cause: error })
  }
}

export function asObject(value: unknown, path: string): Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : refuse(path, value, 'an object')
}

export function asArray(value: unknown, path: string, length?: number): readonly unknown[] {
  if (!Array.isArray(value)) return refuse(path, value, 'a list')
  if (length !== undefined && value.length !== length) {
    return refuse(path, `a list of ${value.length}`, `a list of ${length}`)
  }
  return value
}

export function asNumber(value: unknown, path: string): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, value, 'a number')
}

export function asIndex(value: unknown, path: string, below: number): number {
  const isIndex = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below
  return isIndex ? value : refuse(path, value, `a whole number from 0 to ${below - 1}`)
}

export function asFlag(value: unknown, path: string): boolean {
  if (value === true || value === 1) return true
  return value === false || value === 0 ? false : refuse(path, value, '0, 1, true or false')
}

export function refuse(path: string, value: unknown, expected: string): never {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'missing')
  throw new PlaygroundError('bad-golden-file', `${path} is ${shown.slice(0, 80)}; expected ${expected}.`, {
    path,
  })
}
