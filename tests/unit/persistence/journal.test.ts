import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PlaygroundError } from '../../../src/core/errors.ts'
import { type JournalEntry, standingLabels } from '../../../src/core/label.ts'
import {
  DATABASE_VERSION,
  JOURNAL_STORE,
  openDatabase,
  SEQUENCE_INDEX,
} from '../../../src/persistence/database.ts'
import { type Journal, type JournalOptions, openJournal } from '../../../src/persistence/journal.ts'
import { encodeUnreadable } from '../../../src/persistence/journal-record.ts'
import { comparison, ids, rating, retraction } from './sample-labels.ts'

let name = ''
let count = 0
const open: Journal[] = []

async function journal(options: JournalOptions = {}): Promise<Journal> {
  const opened = await openJournal({ name, ...options })
  open.push(opened)
  return opened
}

/** What the database holds, whoever reads it. */
async function stored(version?: number): Promise<unknown[]> {
  const database = await openDB(name, version)
  const records = await database.getAll(JOURNAL_STORE)
  database.close()
  return records
}

async function plant(...records: unknown[]): Promise<void> {
  const database = await openDatabase(indexedDB, name, {})
  for (const record of records) await database.put(JOURNAL_STORE, record)
  database.close()
}

const heard = () => new Promise(resolve => setTimeout(resolve, 50))

beforeEach(() => {
  name = `journal-${count++}`
})

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

describe('append', () => {
  it('stores entries in the order they came, through a reload', async () => {
    const first = await journal()
    await first.append(comparison('b'))
    await first.append([rating('a'), retraction('c', 'b')])
    await first.close()
    const { entries, unreadable, readOnly } = await (await journal()).readAll()
    expect(entries).toEqual([comparison('b'), rating('a'), retraction('c', 'b')])
    expect(unreadable).toEqual([])
    expect(readOnly).toBeNull()
    expect(ids(standingLabels(entries))).toEqual(['a'])
  })

  it('asks for strict durability and resolves only after the transaction completed', async () => {
    const events: string[] = []
    const dispatch = IDBTransaction.prototype.dispatchEvent
    const spy = vi.spyOn(IDBTransaction.prototype, 'dispatchEvent').mockImplementation(function (
      this: IDBTransaction,
      event: Event,
    ) {
      if (this.mode === 'readwrite') events.push(`${event.type} ${this.durability}`)
      return dispatch.call(this, event)
    })
    const opened = await journal()
    await opened.append(comparison('a')).then(() => events.push('saved'))
    spy.mockRestore()
    expect(events).toEqual(['complete strict', 'saved'])
  })

  it('lets an id stand once: the same again is left alone, another content is refused whole', async () => {
    const opened = await journal()
    await opened.append(comparison('a'))
    await opened.append([comparison('a'), rating('b')])
    const before = await stored()
    await expect(opened.append([rating('c'), rating('a')])).rejects.toMatchObject({ code: 'duplicate-id' })
    await expect(opened.append([rating('d'), comparison('d')])).rejects.toMatchObject({
      code: 'duplicate-id',
    })
    expect(await stored()).toEqual(before)
    expect(ids((await opened.readAll()).entries)).toEqual(['a', 'b'])
  })

  it('knows an entry again whatever the order of its keys', async () => {
    const opened = await journal()
    await opened.append(comparison('a'))
    const label = comparison('a')
    const turned = Object.fromEntries(Object.entries(label).reverse()) as unknown as JournalEntry
    await opened.append({
      ...turned,
      envSettings: { map: 'S.F/..G', slippery: false, layout: 0 },
    } as JournalEntry)
    expect(ids((await opened.readAll()).entries)).toEqual(['a'])
  })

  it('refuses what it could not read again', async () => {
    const opened = await journal()
    const broken = { ...rating('a'), rating: Number.NaN } as unknown as JournalEntry
    await expect(opened.append([rating('b'), broken])).rejects.toMatchObject({
      code: 'bad-label',
      path: 'entries[1].rating',
    })
    expect(await stored()).toEqual([])
  })

  it('keeps every entry of two tabs that write at once', async () => {
    const [left, right] = [await journal(), await journal()]
    const writes = Array.from({ length: 40 }, (_, index) =>
      (index % 2 ? left : right).append(
        index % 5 === 0 ? [comparison(`${index}`), rating(`${index}+`)] : comparison(`${index}`),
      ),
    )
    await Promise.all(writes)
    const { entries } = await left.readAll()
    expect(entries).toHaveLength(48)
    expect(new Set(ids(entries)).size).toBe(48)
    const sequences = (await stored()).map(record => (record as { sequence: number }).sequence)
    expect(sequences.sort((a, b) => a - b)).toEqual(Array.from({ length: 48 }, (_, index) => index))
  })

  it('keeps one of two tabs that import the same file at once', async () => {
    const [left, right] = [await journal(), await journal()]
    const file = Array.from({ length: 30 }, (_, index) => comparison(`${index}`))
    await Promise.all([left.append(file), right.append(file)])
    expect(await stored()).toHaveLength(30)
  })

  it('goes on after the last place in the order, also past records that have none', async () => {
    await plant(
      { ...comparison('z'), sequence: 'last' },
      { ...comparison('y'), sequence: 4.5 },
      { ...comparison('x') },
    )
    const opened = await journal()
    await opened.append(rating('a'))
    expect(ids((await opened.readAll()).entries)).toEqual(['y', 'a', 'x', 'z'])
  })
})

describe('what cannot be read', () => {
  const wrong = { ...comparison('wrong'), answer: 'sideways', sequence: 3 }
  const cut = { id: 'cut' }
  const huge = { ...rating('huge'), clip: { start: 1e308, seed: 1, actions: [] } }

  it('is reported with its place, kept as it is, and hides nothing else', async () => {
    await plant(wrong, cut, huge, { ...comparison('good'), sequence: 0 })
    const before = await stored()
    const opened = await journal()
    const { entries, unreadable, readOnly } = await opened.readAll()
    expect(ids(entries)).toEqual(['good'])
    expect(unreadable.map(({ key, code, path }) => [key, code, path])).toEqual([
      ['cut', 'bad-label', 'schema'],
      ['huge', 'bad-label', 'clip.start'],
      ['wrong', 'bad-label', 'answer'],
    ])
    expect(unreadable[2]?.raw).toEqual(wrong)
    expect(readOnly).toBeNull()
    await opened.append(rating('new'))
    const after = (await stored()) as { id: string }[]
    expect(after.filter(({ id }) => id !== 'new')).toEqual(before)
  })

  it('is never written over by an entry of the same id', async () => {
    await plant(cut)
    const opened = await journal()
    await expect(opened.append(comparison('cut'))).rejects.toMatchObject({ code: 'duplicate-id' })
    expect(await stored()).toEqual([cut])
  })

  it('makes the journal read-only when it is of a newer schema', async () => {
    await plant({ ...comparison('a'), sequence: 0 }, { ...comparison('b'), schema: 3, sequence: 1 })
    const before = await stored()
    const opened = await journal()
    await expect(opened.append(rating('c'))).rejects.toMatchObject({ code: 'journal-unreadable' })
    const { entries, readOnly } = await opened.readAll()
    expect(ids(entries)).toEqual(['a'])
    expect(readOnly?.message).toContain('schema is 3')
    expect(await stored()).toEqual(before)
  })

  it('makes the journal read-only when the database is of a newer version', async () => {
    await plant({ ...comparison('a'), sequence: 0 })
    const newer = await openDB(name, DATABASE_VERSION + 1, {
      upgrade: database => void database.createObjectStore('runs'),
    })
    newer.close()
    const opened = await journal()
    const { entries, readOnly } = await opened.readAll()
    expect(ids(entries)).toEqual(['a'])
    expect(readOnly).toMatchObject({ code: 'journal-unreadable' })
    await expect(opened.append(rating('b'))).rejects.toMatchObject({ code: 'journal-unreadable' })
    expect(await stored(DATABASE_VERSION + 1)).toHaveLength(1)
  })

  it('is handed out as JSON lines, also what JSON cannot say', () => {
    const circular: Record<string, unknown> = { id: 'c', infinite: Number.POSITIVE_INFINITY, big: 12n }
    circular.self = circular
    const bytes = new Uint8Array([1, 2])
    const raw = { circular, bytes, twice: [bytes, bytes], map: new Map([['a', 1]]) }
    const lines = encodeUnreadable([{ key: 'c', code: 'bad-label', reason: 'r', path: '', raw }])
    expect(JSON.parse(lines).raw).toEqual({
      circular: { id: 'c', infinite: 'Infinity', big: '12', self: '(refers to itself)' },
      bytes: [1, 2],
      twice: [
        [1, 2],
        [1, 2],
      ],
      map: [['a', 1]],
    })
  })
})

describe('clear', () => {
  it('deletes everything, unreadable and newer records too, and takes entries again', async () => {
    await plant({ id: 'cut' }, { ...comparison('b'), schema: 3 })
    const opened = await journal()
    expect((await opened.readAll()).readOnly).not.toBeNull()
    await opened.clear()
    expect(await stored()).toEqual([])
    await opened.append(rating('a'))
    expect(ids((await opened.readAll()).entries)).toEqual(['a'])
  })
})

describe('other tabs', () => {
  it('hear what was appended and cleared; this tab hears no echo', async () => {
    const [left, right] = [await journal(), await journal()]
    const hearLeft = vi.fn()
    const hearRight = vi.fn()
    left.subscribe(hearLeft)
    right.subscribe(hearRight)
    await left.append([comparison('a'), rating('b')])
    await left.append([comparison('a'), rating('c')])
    await left.clear()
    await vi.waitFor(() => expect(hearRight).toHaveBeenCalledTimes(3))
    expect(hearRight.mock.calls).toEqual([
      [{ type: 'appended', entries: [comparison('a'), rating('b')] }],
      [{ type: 'appended', entries: [rating('c')] }],
      [{ type: 'cleared' }],
    ])
    expect(hearLeft).not.toHaveBeenCalled()
  })

  it('are not believed blindly', async () => {
    const opened = await journal()
    const hear = vi.fn()
    opened.subscribe(hear)
    const stranger = new BroadcastChannel(`${name}/journal`)
    stranger.postMessage('cleared')
    stranger.postMessage({ type: 'appended', entries: 'all' })
    stranger.postMessage({ type: 'appended', entries: [{ ...comparison('a'), schema: 3 }] })
    stranger.postMessage({ type: 'appended', entries: [{ ...comparison('b'), answer: 1 }, rating('c')] })
    await vi.waitFor(() => expect(hear).toHaveBeenCalled())
    stranger.close()
    expect(hear.mock.calls).toEqual([[{ type: 'appended', entries: [rating('c')] }]])
  })

  it('are no longer heard after unsubscribing', async () => {
    const [left, right] = [await journal(), await journal()]
    const hear = vi.fn()
    right.subscribe(hear)()
    await left.append(comparison('a'))
    await heard()
    expect(hear).not.toHaveBeenCalled()
  })
})

describe('versions and connections', () => {
  it('step aside for a newer version in another tab, and then refuse to write', async () => {
    const onBlocking = vi.fn()
    const old = await journal({ onBlocking })
    await old.append(comparison('a'))
    const newer = await openDB(name, DATABASE_VERSION + 1)
    expect(onBlocking).toHaveBeenCalledOnce()
    await expect(old.append(rating('b'))).rejects.toMatchObject({ code: 'journal-closed' })
    await expect(old.readAll()).rejects.toMatchObject({ code: 'journal-closed' })
    expect(await newer.count(JOURNAL_STORE)).toBe(1)
    newer.close()
  })

  it('say when an older tab blocks opening, and open once it closes', async () => {
    const older = await openDB(name, DATABASE_VERSION, {
      upgrade: database => void database.createObjectStore(JOURNAL_STORE, { keyPath: 'id' }),
    })
    const onBlocked = vi.fn(() => older.close())
    const newer = { open: (database: string) => indexedDB.open(database, DATABASE_VERSION + 1) }
    const opened = await journal({ onBlocked, indexedDB: newer as IDBFactory })
    expect(onBlocked).toHaveBeenCalledOnce()
    expect((await opened.connect()).version).toBe(DATABASE_VERSION + 1)
  })

  it('open again after the browser ended the connection', async () => {
    const onTerminated = vi.fn()
    const opened = await journal({ onTerminated })
    await opened.append(comparison('a'))
    forceCloseDatabase((await opened.connect()) as never)
    await vi.waitFor(() => expect(onTerminated).toHaveBeenCalledOnce())
    await opened.append(rating('b'))
    expect(ids((await opened.readAll()).entries)).toEqual(['a', 'b'])
  })

  it('open again when the connection closed without a word', async () => {
    const opened = await journal()
    await opened.append(comparison('a'))
    ;(await opened.connect()).close()
    await opened.append(rating('b'))
    expect(ids((await opened.readAll()).entries)).toEqual(['a', 'b'])
  })

  it('report a database that is no journal, and write nothing to it', async () => {
    const foreign = await openDB(name, DATABASE_VERSION)
    foreign.close()
    const opened = await journal()
    await expect(opened.append(comparison('a'))).rejects.toMatchObject({ code: 'journal-unreadable' })
  })

  it('are refused after closing', async () => {
    const opened = await journal()
    await opened.close()
    await expect(opened.append(comparison('a'))).rejects.toBeInstanceOf(PlaygroundError)
  })

  it('hold an index by sequence', async () => {
    const database = await (await journal()).connect()
    expect([...database.transaction(JOURNAL_STORE).store.indexNames]).toEqual([SEQUENCE_INDEX])
  })
})
