/**
 * A stored record: a journal entry and its place in the order. What cannot be read is described, never changed.
 */
import { PlaygroundError } from '../core/errors.ts'
import type { JournalEntry } from '../core/label.ts'
import { decodeEntry } from './label-codec.ts'
import { shownValue } from './shown-value.ts'

export type JournalRecord = JournalEntry & {
  /** Counts up by one a record, over all tabs. */
  readonly sequence: number
}

/** A record that this version cannot read; it stays in the database as it is. */
export interface UnreadableRecord {
  readonly key: IDBValidKey
  /** `bad-label`, `newer-schema` or `storage-failed`. */
  readonly code: string
  readonly reason: string
  /** The field, such as `clip.actions[3]`; empty for the record itself. */
  readonly path: string
  /** As it was read; undefined when the browser could not even do that. */
  readonly raw: unknown
}

export interface Decoded {
  readonly entries: JournalEntry[]
  readonly unreadable: UnreadableRecord[]
}

/** Entries in the order they were stored, and the records that are none. */
export function decodeRecords(records: ReadonlyMap<IDBValidKey, unknown>): Decoded {
  const read: { entry: JournalEntry; sequence: number }[] = []
  const unreadable: UnreadableRecord[] = []
  for (const [key, raw] of records) {
    try {
      read.push(decodeRecord(key, raw))
    } catch (error) {
      if (!(error instanceof PlaygroundError)) throw error
      unreadable.push({ key, code: error.code, reason: error.message, path: error.path, raw })
    }
  }
  read.sort((a, b) => a.sequence - b.sequence || compareText(a.entry.answeredAt, b.entry.answeredAt))
  return { entries: read.map(({ entry }) => entry), unreadable }
}

function decodeRecord(key: IDBValidKey, raw: unknown): { entry: JournalEntry; sequence: number } {
  if (raw instanceof PlaygroundError) throw raw
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new PlaygroundError('bad-label', `The record is ${shownValue(raw)}; expected a label.`)
  }
  const { sequence, ...entry } = raw as Record<string, unknown>
  const decoded = decodeEntry(entry)
  if (decoded.id !== key) {
    throw new PlaygroundError('bad-label', `id is '${decoded.id}', but the record's key is another.`, {
      path: 'id',
    })
  }
  // A lost place in the order is no reason to lose the answer: it comes last.
  return { entry: decoded, sequence: Number.isFinite(sequence) ? (sequence as number) : Number.MAX_VALUE }
}

/** Do the stored record and the entry say the same, whatever the order of their keys? */
export function saysTheSame(stored: unknown, entry: JournalEntry): boolean {
  if (typeof stored !== 'object' || stored === null) return false
  const { sequence: _place, ...rest } = stored as Record<string, unknown>
  return canonicalText(rest) === canonicalText(entry)
}

function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b)))
      : inner,
  )
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Unreadable records as JSON lines, to hand to a person who wants to mend them: what JSON cannot say becomes text. */
export function encodeUnreadable(records: readonly UnreadableRecord[]): string {
  const ancestors: unknown[] = []
  const plain = function (this: unknown, _key: string, value: unknown): unknown {
    if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)))
      return String(value)
    if (typeof value !== 'object' || value === null) return value
    while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop()
    if (ancestors.includes(value)) return '(refers to itself)'
    ancestors.push(value)
    if (value instanceof Map || value instanceof Set) return [...value]
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Uint8Array)
    return value
  }
  return records.map(record => `${JSON.stringify(record, plain)}\n`).join('')
}
