/**
 * The write itself, inside one readwrite transaction. The browser runs those of a store one by one over all tabs, so
 * reading the last place in the order and adding behind it needs no other lock.
 */
import type { IDBPObjectStore } from 'idb'
import { PlaygroundError } from '../core/errors.ts'
import type { JournalEntry } from '../core/label.ts'
import { type JOURNAL_STORE, SEQUENCE_INDEX } from './database.ts'
import { type JournalRecord, saysTheSame } from './journal-record.ts'

/** Sequence numbers beyond it are not ours. */
const LARGEST_SEQUENCE = 2 ** 52

/**
 * Adds the entries that do not stand yet and returns them. Only ever adds: a record that stands is never put again.
 * @throws PlaygroundError `duplicate-id` when an id stands, or comes twice, with other content.
 */
export async function addFresh(
  store: IDBPObjectStore<unknown, string[], typeof JOURNAL_STORE, 'readwrite'>,
  entries: readonly JournalEntry[],
): Promise<JournalEntry[]> {
  const ours = IDBKeyRange.bound(0, LARGEST_SEQUENCE)
  const last = await store.index(SEQUENCE_INDEX).openKeyCursor(ours, 'prev')
  const standing = await Promise.all(entries.map(async ({ id }): Promise<unknown> => store.get(id)))
  const known = new Map<string, unknown>()
  entries.forEach(({ id }, index) => {
    if (standing[index] !== undefined) known.set(id, standing[index])
  })
  const fresh = entries.filter(entry => {
    const stored = known.get(entry.id)
    if (stored === undefined) known.set(entry.id, entry)
    else if (!saysTheSame(stored, entry)) throw duplicate(entry.id)
    return stored === undefined
  })
  const next = Math.floor(Number(last?.key ?? -1)) + 1
  await Promise.all(
    fresh.map(async (entry, index) =>
      store.add({ ...entry, sequence: next + index } satisfies JournalRecord),
    ),
  )
  return fresh
}

function duplicate(id: string): PlaygroundError {
  return new PlaygroundError(
    'duplicate-id',
    `An answer with id '${id}' stands already and says something else. Nothing was written.`,
    { path: 'id' },
  )
}
