/**
 * A run as plain data that JSON can hold: typed arrays become `{ array: 'Float64Array', base64: '...' }`, little-endian.
 * Between a worker and its page they may stay as they are. Everything read back is checked, with the place in the file in the error's `path`.
 */
import type { AgentState } from '../core/agent.ts'
import { fromBase64, toBase64 } from '../core/base64.ts'
import { PlaygroundError } from '../core/errors.ts'

export const CHECKPOINT_FORMAT = 'good-robot-run'
export const CHECKPOINT_VERSION = 1

/** What `Run.save` gives and `Run.restore` takes. */
export interface Checkpoint {
  readonly format: typeof CHECKPOINT_FORMAT
  readonly version: typeof CHECKPOINT_VERSION
  readonly [part: string]: unknown
}

const ARRAYS = { Float64Array, Float32Array, Int32Array, Uint32Array } as const
type ArrayName = keyof typeof ARRAYS
export type SavedArray = Float64Array | Float32Array | Int32Array | Uint32Array

/** Replaces every typed array in plain data. */
export function encode(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    return { array: value.constructor.name, base64: toBase64(bytesOf(value)) }
  }
  if (Array.isArray(value)) return value.map(encode)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, encode(part)]))
  }
  return value
}

/** A place in a checkpoint. Every reader throws PlaygroundError `bad-checkpoint` with the path when it finds another thing. */
export class Place {
  readonly path: string
  readonly value: unknown

  constructor(value: unknown, path: string) {
    this.value = value
    this.path = path
  }

  at(key: string): Place {
    return new Place(this.record()[key], this.path === '' ? key : `${this.path}.${key}`)
  }

  record(): Record<string, unknown> {
    const { value } = this
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.refusal('an object')
    return value as Record<string, unknown>
  }

  keys(): string[] {
    return Object.keys(this.record())
  }

  items(count?: number): Place[] {
    if (!Array.isArray(this.value)) throw this.refusal('a list')
    if (count !== undefined && this.value.length !== count) throw this.refusal(`a list of ${count}`)
    return this.value.map((item, i) => new Place(item, `${this.path}[${i}]`))
  }

  number(): number {
    if (typeof this.value !== 'number' || !Number.isFinite(this.value)) throw this.refusal('a number')
    return this.value
  }

  /** A whole number from `low` up to `high`, both included. */
  whole(low: number, high = Number.MAX_SAFE_INTEGER): number {
    const value = this.number()
    if (!Number.isInteger(value) || value < low || value > high) {
      throw this.refusal(`a whole number from ${low} to ${high}`)
    }
    return value
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') throw this.refusal('true or false')
    return this.value
  }

  string(): string {
    if (typeof this.value !== 'string') throw this.refusal('text')
    return this.value
  }

  /** A typed array of any kind that a checkpoint may hold. */
  anyArray(): SavedArray {
    const { value } = this
    for (const ArrayType of Object.values(ARRAYS)) if (value instanceof ArrayType) return value
    const name = this.at('array').string()
    if (!Object.hasOwn(ARRAYS, name)) throw this.at('array').refusal(Object.keys(ARRAYS).join(', '))
    const ArrayType = ARRAYS[name as ArrayName]
    const base64 = this.at('base64')
    const bytes = fromBase64(base64.string()) ?? refuse(base64, 'base64')
    if (bytes.byteLength % ArrayType.BYTES_PER_ELEMENT !== 0) throw this.refusal(`whole ${name} elements`)
    return new (ArrayType as new (buffer: ArrayBuffer) => SavedArray)(bytes.buffer)
  }

  array<Name extends ArrayName>(name: Name, length?: number): InstanceType<(typeof ARRAYS)[Name]> {
    const array = this.anyArray()
    if (array.constructor !== ARRAYS[name]) throw this.refusal(`a ${name}`)
    if (length !== undefined && array.length !== length) throw this.refusal(`a ${name} of ${length}`)
    return array as InstanceType<(typeof ARRAYS)[Name]>
  }

  refusal(expected: string): PlaygroundError {
    const shown =
      typeof this.value === 'object' ? describe(this.value) : `'${String(this.value).slice(0, 60)}'`
    const path = this.path === '' ? 'checkpoint' : this.path
    return new PlaygroundError('bad-checkpoint', `${path} is ${shown}; expected ${expected}.`, { path })
  }
}

/** Opens a checkpoint: format and version first. */
export function openCheckpoint(value: unknown): Place {
  const place = new Place(value, '')
  const format = place.at('format')
  if (format.value !== CHECKPOINT_FORMAT) throw format.refusal(`'${CHECKPOINT_FORMAT}'`)
  const version = place.at('version')
  if (version.value !== CHECKPOINT_VERSION) {
    throw version.refusal(`${CHECKPOINT_VERSION}; a newer file needs a newer Good Robot`)
  }
  return place
}

export function readAgentState(place: Place): AgentState {
  const arrays = place.at('arrays')
  const numbers = place.at('numbers')
  return {
    arrays: Object.fromEntries(arrays.keys().map(name => [name, arrays.at(name).anyArray()])),
    numbers: Object.fromEntries(numbers.keys().map(name => [name, numbers.at(name).number()])),
  }
}

const describe = (value: object | null) =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'

const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)

function refuse(place: Place, expected: string): never {
  throw place.refusal(expected)
}
