/**
 * The IndexedDB database behind the journal: opened, upgraded, and its failures named for people.
 *
 * Indexed Database API 3.0, W3C (https://www.w3.org/TR/IndexedDB-3/). A full disk arrives as an abort of the
 * transaction, after every request of it succeeded; only `complete` means stored.
 */
import { type IDBPDatabase, type IDBPTransaction, wrap } from 'idb'
import { PlaygroundError } from '../core/errors.ts'

export const DATABASE_NAME = 'good-robot'
export const DATABASE_VERSION = 1
export const JOURNAL_STORE = 'journal'
/** Orders the records by when they were stored. */
export const SEQUENCE_INDEX = 'sequence'

export interface DatabaseEvents {
  /** Another tab holds an older version open; opening waits until it is closed. */
  readonly onBlocked?: () => void
  /** Another tab opens a newer version (or deletes the database); this connection has closed to let it. */
  readonly onBlocking?: () => void
  /** The browser ended the connection; the next use opens it again. */
  readonly onTerminated?: () => void
}

/** The browser's IndexedDB, or undefined where it has none or refuses even to name it. */
export function browserIndexedDB(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB ?? undefined
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}

/**
 * Opens the journal's database; one of a newer version opens as it is, without an upgrade.
 * @throws PlaygroundError `storage-disabled`, `storage-full` or `storage-failed`.
 */
export async function openDatabase(
  factory: IDBFactory | undefined,
  name: string,
  events: DatabaseEvents,
): Promise<IDBPDatabase> {
  if (!factory) throw storageError(new DOMException('There is no IndexedDB.', 'SecurityError'))
  try {
    return await open(factory, name, DATABASE_VERSION, events)
  } catch (error) {
    if (!isNamed(error, 'VersionError')) throw storageError(error)
  }
  try {
    return await open(factory, name, undefined, events)
  } catch (error) {
    throw storageError(error)
  }
}

async function open(
  factory: IDBFactory,
  name: string,
  version: number | undefined,
  events: DatabaseEvents,
): Promise<IDBPDatabase> {
  const request = factory.open(name, version)
  request.addEventListener('upgradeneeded', ({ oldVersion }) => {
    if (oldVersion < 1) {
      request.result
        .createObjectStore(JOURNAL_STORE, { keyPath: 'id' })
        .createIndex(SEQUENCE_INDEX, SEQUENCE_INDEX)
    }
  })
  request.addEventListener('blocked', () => events.onBlocked?.())
  const database = (await wrap(request))!
  database.addEventListener('versionchange', () => {
    database.close()
    events.onBlocking?.()
  })
  database.addEventListener('close', () => events.onTerminated?.())
  return database
}

/**
 * Does `work` in a transaction and resolves only once it has completed. Whatever `work` throws aborts it.
 * @throws PlaygroundError from `work`, or `storage-full`, `storage-disabled`, `storage-failed`.
 */
export async function completed<Mode extends IDBTransactionMode, Result>(
  transaction: IDBPTransaction<unknown, string[], Mode>,
  work: (transaction: IDBPTransaction<unknown, string[], Mode>) => Promise<Result>,
): Promise<Result> {
  const working = async () => {
    try {
      return await work(transaction)
    } catch (error) {
      abort(transaction)
      throw error
    }
  }
  const [worked, ended] = await Promise.allSettled([working(), transaction.done])
  if (worked.status === 'fulfilled' && ended.status === 'fulfilled') return worked.value
  const reasons = [worked, ended].flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason] : []))
  // An abort says only that it is one; the request that caused it says why.
  throw storageError(reasons.find(reason => !isNamed(reason, 'AbortError')) ?? reasons[0])
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort()
  } catch (error) {
    // A request that failed has aborted it already.
    if (!isNamed(error, 'InvalidStateError')) throw error
  }
}

/** What a browser's storage error means for a person. */
export function storageError(cause: unknown): PlaygroundError {
  if (cause instanceof PlaygroundError) return cause
  if (isNamed(cause, 'QuotaExceededError')) {
    return new PlaygroundError(
      'storage-full',
      'This browser has no room left for this page. Download the answers, then free some space.',
      { cause },
    )
  }
  if (isNamed(cause, 'SecurityError', 'NotAllowedError')) {
    return new PlaygroundError(
      'storage-disabled',
      'This browser does not let this page store anything. Allow site data, or download the answers before you leave.',
      { cause },
    )
  }
  const detail = cause instanceof Error || cause instanceof DOMException ? cause.name : String(cause)
  return new PlaygroundError(
    'storage-failed',
    `The browser's storage failed (${detail}). Download the answers, then reload the page.`,
    { cause },
  )
}

/** By name: a `DOMException` of another window is no instance of this one's. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return (
    typeof error === 'object' && error !== null && names.includes((error as { name?: string }).name ?? '')
  )
}
