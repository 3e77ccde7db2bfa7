/** SHA-256 over numbers and typed arrays, for telling whether two runs are the same to the last bit. */
import { sha256 } from '@noble/hashes/sha2.js'

export type Hashable =
  | number
  | string
  | boolean
  | null
  | ArrayBufferView
  | readonly Hashable[]
  | HashableRecord
interface HashableRecord {
  readonly [key: string]: Hashable
}

/** Lower-case hex. Records are hashed by sorted keys, numbers as 64-bit floats, -0 as 0. */
export function hashOf(value: Hashable): string {
  const hash = sha256.create()
  absorb(value, bytes => hash.update(bytes))
  return Array.from(hash.digest(), byte => byte.toString(16).padStart(2, '0')).join('')
}

const text = new TextEncoder()

function absorb(value: Hashable, update: (bytes: Uint8Array) => void): void {
  if (typeof value === 'number') {
    update(bytesOf(Float64Array.of(value + 0)))
  } else if (ArrayBuffer.isView(value)) {
    update(text.encode(`${value.constructor.name}:${value.byteLength};`))
    update(bytesOf(value))
  } else if (Array.isArray(value)) {
    update(text.encode(`[${value.length};`))
    for (const item of value) absorb(item, update)
  } else if (typeof value === 'object' && value !== null) {
    const record = value as HashableRecord
    const keys = Object.keys(record).sort()
    update(text.encode(`{${keys.length};`))
    for (const key of keys) {
      update(text.encode(`${key};`))
      absorb(record[key]!, update)
    }
  } else update(text.encode(`${value};`))
}

const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
