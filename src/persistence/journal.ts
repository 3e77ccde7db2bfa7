/**
 * The label journal: what people answered, in IndexedDB, append-only. One record an entry, keyed by the entry's id, so
 * an id never stands twice and two tabs cannot erase each other: nobody ever rewrites a shared list. `append`
 * resolves when the transaction has completed with strict durability, and only then is an answer saved. A record that
 * cannot be read is reported and stays as it is; a read that fails never leads to a write.
 */
import type { IDBPDatabase, IDBPObjectStore, IDBPTransaction } from 'idb'
import { PlaygroundError } from '../core/errors.ts'
import type { JournalEntry } from '../core/label.ts'
import {
  browserIndexedDB,
  completed,
  DATABASE_NAME,
  DATABASE_VERSION,
  type DatabaseEvents,
  isNamed,
  JOURNAL_STORE,
  openDatabase,
  storageError,
} from './database.ts'
import { addFresh } from './journal-append.ts'
import { type Decoded, decodeRecords } from './journal-record.ts'
import { decodeEntries, decodeEntry } from './label-codec.ts'

export interface JournalOptions extends DatabaseEvents {
  /** Of the database. */
  readonly name?: string
  readonly indexedDB?: IDBFactory
}

export interface JournalContents extends Decoded {
  /** Why the journal takes no more entries, or null: something newer than this version wrote to it. */
  readonly readOnly: PlaygroundError | null
}

/** What another tab did. */
export type JournalChange =
  | { readonly type: 'appended'; readonly entries: readonly JournalEntry[] }
  | { readonly type: 'cleared' }

/** @throws PlaygroundError `storage-disabled`, `storage-full` or `storage-failed`. */
export async function openJournal(options: JournalOptions = {}): Promise<Journal> {
  const journal = new Journal(options)
  try {
    await journal.connect()
  } catch (error) {
    await journal.close()
    throw error
  }
  return journal
}

export class Journal {
  private readonly options: JournalOptions
  private readonly name: string
  private readonly channel: BroadcastChannel
  private readonly listeners = new Set<(change: JournalChange) => void>()
  private connection: Promise<IDBPDatabase> | null = null
  private closed: PlaygroundError | null = null
  /** Has a read succeeded? Nothing is written before. */
  private read = false
  private readOnly: PlaygroundError | null = null

  constructor(options: JournalOptions) {
    this.options = options
    this.name = options.name ?? DATABASE_NAME
    this.channel = new BroadcastChannel(`${this.name}/journal`)
    this.channel.onmessage = ({ data }) => this.hear(data)
  }

  /** Opens the database unless it is open. */
  async connect(): Promise<IDBPDatabase> {
    if (this.closed) throw this.closed
    if (!this.connection) {
      const connection = openDatabase(this.options.indexedDB ?? browserIndexedDB(), this.name, {
        onBlocked: () => this.options.onBlocked?.(),
        onBlocking: () => {
          this.closed = new PlaygroundError(
            'journal-closed',
            'Another tab opened a newer version of Good Robot, or the site data was deleted. Reload this page.',
          )
          this.options.onBlocking?.()
        },
        onTerminated: () => {
          this.connection = null
          this.options.onTerminated?.()
        },
      })
      this.connection = connection
      connection.catch(() => {
        if (this.connection === connection) this.connection = null
      })
    }
    return this.connection
  }

  /**
   * Everything that stands in the journal, in the order it was stored.
   * @throws PlaygroundError `storage-disabled`, `storage-failed` or `journal-closed`.
   */
  async readAll(): Promise<JournalContents> {
    this.read = false
    const database = await this.connect()
    const exists = database.objectStoreNames.contains(JOURNAL_STORE)
    const decoded = decodeRecords(exists ? await this.records() : new Map())
    this.readOnly = readOnlyReason(database.version, exists, decoded)
    this.read = true
    return { ...decoded, readOnly: this.readOnly }
  }

  /**
   * Stores entries, all or none; resolves once the transaction has completed. An entry that stands already with the
   * same content is left as it is, so a failed append can be tried again.
   * @throws PlaygroundError `storage-full`, `storage-disabled`, `storage-failed`, `journal-closed`, `journal-unreadable`
   *   (something newer wrote to it), `duplicate-id` (the id stands with other content), `bad-label`, `newer-schema`.
   */
  async append(added: JournalEntry | readonly JournalEntry[]): Promise<void> {
    const entries = decodeEntries(Array.isArray(added) ? added : [added], 'entries')
    if (entries.length === 0) return
    if (!this.read) await this.readAll()
    if (this.readOnly) throw this.readOnly
    const stored = await this.transact([JOURNAL_STORE], 'readwrite', transaction =>
      addFresh(transaction.objectStore(JOURNAL_STORE), entries),
    )
    if (stored.length > 0) this.tell({ type: 'appended', entries: stored })
  }

  /**
   * Deletes everything, unreadable records too: for a person who asks to delete their data, never to recover.
   * @throws PlaygroundError `storage-disabled`, `storage-failed` or `journal-closed`.
   */
  async clear(): Promise<void> {
    const stores = [...(await this.connect()).objectStoreNames]
    if (stores.length > 0) {
      await this.transact(stores, 'readwrite', transaction =>
        Promise.all(stores.map(async store => transaction.objectStore(store).clear())),
      )
    }
    this.read = false
    this.tell({ type: 'cleared' })
  }

  /** Hears what other tabs append and clear, never this one. Returns what ends it. */
  subscribe(listener: (change: JournalChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.closed ??= new PlaygroundError('journal-closed', 'The journal is closed. Reload this page.')
    this.channel.close()
    this.listeners.clear()
    const database = await this.connection?.catch(() => null)
    database?.close()
  }

  private async transact<Mode extends 'readonly' | 'readwrite', Result>(
    stores: string[],
    mode: Mode,
    work: (transaction: IDBPTransaction<unknown, string[], Mode>) => Promise<Result>,
  ): Promise<Result> {
    const begin = (database: IDBPDatabase) => database.transaction(stores, mode, { durability: 'strict' })
    let transaction: IDBPTransaction<unknown, string[], Mode>
    try {
      transaction = begin(await this.connect())
    } catch (error) {
      if (!isNamed(error, 'InvalidStateError')) throw storageError(error)
      // The browser closed the connection and has not said so yet.
      this.connection = null
      try {
        transaction = begin(await this.connect())
      } catch (again) {
        throw storageError(again)
      }
    }
    return completed(transaction, work)
  }

  /** All records by key; one by one where the browser cannot read them together, so that one bad block hides no other. */
  private async records(): Promise<Map<IDBValidKey, unknown>> {
    const journal = <Result>(work: (store: JournalStore) => Promise<Result>) =>
      this.transact([JOURNAL_STORE], 'readonly', transaction => work(transaction.objectStore(JOURNAL_STORE)))
    try {
      return await journal(async store => {
        const keys = await store.getAllKeys()
        const values: unknown[] = await store.getAll()
        return new Map(keys.map((key, index) => [key, values[index]]))
      })
    } catch (error) {
      if (!isStorageFailure(error)) throw error
    }
    const records = new Map<IDBValidKey, unknown>()
    for (const key of await journal(store => store.getAllKeys())) {
      const value = await journal(store => store.get(key)).catch((error: unknown) => {
        if (!isStorageFailure(error)) throw error
        return error
      })
      records.set(key, value)
    }
    const failures = [...records.values()].filter(isStorageFailure)
    if (failures.length > 0 && failures.length === records.size) throw failures[0]
    return records
  }

  private tell(change: JournalChange): void {
    if (!this.closed) this.channel.postMessage(change)
  }

  private hear(message: unknown): void {
    const change = decodeChange(message)
    if (change) for (const listener of this.listeners) listener(change)
  }
}

type JournalStore = IDBPObjectStore<unknown, string[], typeof JOURNAL_STORE, 'readonly'>

const isStorageFailure = (value: unknown): value is PlaygroundError =>
  value instanceof PlaygroundError && value.code === 'storage-failed'

function readOnlyReason(version: number, exists: boolean, { unreadable }: Decoded): PlaygroundError | null {
  const newer = unreadable.find(record => record.code === 'newer-schema')
  const reason =
    version > DATABASE_VERSION
      ? `its database has version ${version}; this page knows ${DATABASE_VERSION}.`
      : !exists
        ? 'its database holds no journal.'
        : newer && `a record's ${newer.reason}`
  return reason
    ? new PlaygroundError(
        'journal-unreadable',
        `The stored answers are not for this version: ${reason} Nothing is written over them. Reload the page, or download new answers before you leave.`,
      )
    : null
}

/** Another tab may run another version: what does not decode is left to the next `readAll`, which reports it. */
function decodeChange(message: unknown): JournalChange | null {
  if (typeof message !== 'object' || message === null) return null
  const { type, entries } = message as Record<string, unknown>
  if (type === 'cleared') return { type }
  if (type !== 'appended' || !Array.isArray(entries)) return null
  const readable = entries.flatMap(entry => {
    try {
      return [decodeEntry(entry)]
    } catch (error) {
      if (error instanceof PlaygroundError) return []
      throw error
    }
  })
  return readable.length > 0 ? { type, entries: readable } : null
}
