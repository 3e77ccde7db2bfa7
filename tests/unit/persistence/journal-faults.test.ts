import { openDB } from 'idb'
import { afterEach, describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../../src/core/errors.ts'
import { JOURNAL_STORE } from '../../../src/persistence/database.ts'
import { type Journal, openJournal } from '../../../src/persistence/journal.ts'
import { type Fault, FaultyStorage } from './faulty-indexeddb.ts'
import { comparison, rating } from './sample-labels.ts'

let storage: FaultyStorage | undefined
let count = 0

afterEach(() => storage?.restore())

async function withFault<Result>(fault: Fault, act: () => Promise<Result>): Promise<Result> {
  storage = new FaultyStorage(fault)
  try {
    return await act()
  } finally {
    storage.restore()
  }
}

async function stored(name: string): Promise<{ id: string; sequence: number }[]> {
  const database = await openDB(name)
  const records = database.objectStoreNames.contains(JOURNAL_STORE)
    ? await database.getAll(JOURNAL_STORE)
    : []
  database.close()
  return records
}

/** Opens, appends six times, reads, opens again; collects what was acknowledged and what was refused. */
async function session(name: string, saved: Set<string>, codes: string[]): Promise<void> {
  const note = (error: unknown) => {
    if (!(error instanceof PlaygroundError)) throw error
    codes.push(error.code)
  }
  for (const part of ['a', 'b']) {
    let journal: Journal
    try {
      journal = await openJournal({ name })
    } catch (error) {
      note(error)
      continue
    }
    for (let turn = 0; turn < 3; turn++) {
      const entries = [comparison(`${part}${turn}`), rating(`${part}${turn}+`)]
      await journal.append(entries).then(() => {
        for (const { id } of entries) saved.add(id)
      }, note)
    }
    await journal.readAll().catch(note)
    await journal.close()
  }
}

describe.each([
  { persistent: false, error: 'UnknownError', code: 'storage-failed' },
  { persistent: true, error: 'UnknownError', code: 'storage-failed' },
  { persistent: false, error: 'QuotaExceededError', code: 'storage-full' },
  { persistent: true, error: 'QuotaExceededError', code: 'storage-full' },
])('the n-th operation fails: $error, persistent: $persistent', ({ persistent, error, code }) => {
  it('loses nothing that was acknowledged, writes appends whole or not at all, and says why', async () => {
    let at = 1
    let hits = 0
    do {
      const name = `faulty-${count++}`
      const saved = new Set<string>()
      const codes: string[] = []
      await withFault({ at, persistent, error }, () => session(name, saved, codes))
      hits = storage!.hits
      const records = await stored(name)
      const found = new Set(records.map(({ id }) => id))
      expect(found.size, `operation ${at}`).toBe(records.length)
      expect(
        [...saved].filter(id => !found.has(id)),
        `operation ${at}`,
      ).toEqual([])
      for (const id of found) expect(found.has(id.endsWith('+') ? id.slice(0, -1) : `${id}+`)).toBe(true)
      expect(
        codes.filter(each => each !== code),
        `operation ${at}`,
      ).toEqual([])
      if (hits === 0) expect(found.size, `operation ${at}`).toBe(12)
      at++
    } while (hits > 0)
    expect(at).toBeGreaterThan(30)
  })
})

describe('a full disk', () => {
  it('shows at the commit as storage-full; trying again stores the entry once', async () => {
    const name = `faulty-${count++}`
    const journal = await openJournal({ name })
    await journal.append(comparison('a'))
    const full = { at: 1, persistent: true, error: 'QuotaExceededError', points: ['commit'] } as const
    await withFault(full, () =>
      expect(journal.append(rating('b'))).rejects.toMatchObject({ code: 'storage-full' }),
    )
    expect(storage!.hits).toBe(1)
    expect(await stored(name)).toHaveLength(1)
    await journal.append([comparison('a'), rating('b')])
    expect((await stored(name)).map(({ id }) => id)).toEqual(['a', 'b'])
    await journal.close()
  })
})

describe('a failed read', () => {
  it('leads to no write', async () => {
    const name = `faulty-${count++}`
    const first = await openJournal({ name })
    await first.append(comparison('a'))
    await first.close()
    const journal = await openJournal({ name })
    await withFault({ at: 2, persistent: true, error: 'UnknownError', points: ['begin'] }, async () => {
      await journal.readAll()
      await expect(journal.readAll()).rejects.toMatchObject({ code: 'storage-failed' })
      await expect(journal.append(rating('b'))).rejects.toMatchObject({ code: 'storage-failed' })
    })
    expect(await stored(name)).toHaveLength(1)
    await journal.append(rating('b'))
    expect(await stored(name)).toHaveLength(2)
    await journal.close()
  })

  it('of one record hides no other', async () => {
    const name = `faulty-${count++}`
    const journal = await openJournal({ name })
    await journal.append([comparison('a'), comparison('b'), comparison('c')])
    // Requests: getAllKeys, getAll (fails with its transaction), getAllKeys, then a, b and c one by one.
    const failing = [2, 5]
    let request = 0
    const prototype = IDBObjectStore.prototype as unknown as Record<string, (...given: unknown[]) => unknown>
    const originals = { get: prototype.get!, getAll: prototype.getAll!, getAllKeys: prototype.getAllKeys! }
    for (const [method, original] of Object.entries(originals)) {
      prototype[method] = function (this: unknown, ...given: unknown[]) {
        if (failing.includes(++request)) throw new DOMException('lost block', 'NotReadableError')
        return original.apply(this, given)
      }
    }
    const { entries, unreadable } = await journal.readAll()
    Object.assign(prototype, originals)
    expect(entries.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(unreadable).toMatchObject([{ key: 'b', code: 'storage-failed', raw: expect.anything() }])
    await journal.close()
  })
})

describe('no storage', () => {
  it.each([
    ['is refused by the browser', 'SecurityError', 'storage-disabled'],
    ['is broken', 'UnknownError', 'storage-failed'],
    ['is full', 'QuotaExceededError', 'storage-full'],
  ])('%s: opening says so', async (_what, error, code) => {
    await withFault({ at: 1, persistent: true, error, points: ['open'] }, () =>
      expect(openJournal({ name: `faulty-${count++}` })).rejects.toMatchObject({ code }),
    )
  })

  it('at all: opening says so', async () => {
    const { indexedDB } = globalThis
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true, writable: true })
    await expect(openJournal()).rejects.toMatchObject({ code: 'storage-disabled' })
    Object.defineProperty(globalThis, 'indexedDB', { value: indexedDB, configurable: true, writable: true })
  })
})
