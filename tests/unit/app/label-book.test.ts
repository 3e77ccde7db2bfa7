import { expect, test } from 'vitest'
import { LabelBook } from '../../../src/app/label-book.ts'
import { PlaygroundError } from '../../../src/core/errors.ts'
import { type JournalEntry, LABEL_SCHEMA, type Label } from '../../../src/core/label.ts'
import type { Journal } from '../../../src/persistence/journal.ts'

const label = (id: string, env = 'FlowerPath-v0', layout = 0): Label => ({
  schema: LABEL_SCHEMA,
  id,
  env,
  envSettings: { layout },
  rater: 'person',
  shownAt: '2026-01-01T00:00:00.000Z',
  answeredAt: '2026-01-01T00:00:01.000Z',
  worldHash: '',
  seed: 0,
  modelVersion: 0,
  policyStep: 0,
  reason: '',
  check: null,
  replaces: null,
  queryRule: 'information',
  inputDevice: 'keyboard',
  kind: 'compare',
  left: { start: 0, seed: 1, actions: [0] },
  right: { start: 0, seed: 2, actions: [1] },
  swapped: false,
  answer: 'left',
  strength: null,
})

function fakeJournal(stored: JournalEntry[] = []) {
  const state = { fail: null as PlaygroundError | null, stored }
  const journal = {
    async append(entries: JournalEntry | readonly JournalEntry[]) {
      if (state.fail) throw state.fail
      state.stored.push(...[entries].flat())
    },
    readAll: async () => ({ entries: [...state.stored], unreadable: [], readOnly: null }),
    subscribe: () => () => undefined,
    async clear() {
      state.stored.length = 0
    },
  }
  return { state, journal: journal as unknown as Journal }
}

test('saved counts only what the journal has completed', async () => {
  const { journal } = fakeJournal()
  const book = new LabelBook(
    async () => journal,
    () => undefined,
  )
  expect(book.saved([]).kind).toBe('loading')
  await book.load()
  const stored = book.add([label('a')])
  expect(book.saved(book.standing('FlowerPath-v0', { layout: 0 }))).toEqual({ kind: 'saving', count: 0 })
  await stored
  expect(book.saved(book.standing('FlowerPath-v0', { layout: 0 }))).toEqual({ kind: 'saved', count: 1 })
})

test('a full disk keeps labels in memory, says how many, and the next success stores them all', async () => {
  const { state, journal } = fakeJournal()
  const book = new LabelBook(
    async () => journal,
    () => undefined,
  )
  await book.load()
  state.fail = new PlaygroundError('storage-full', 'Storage is full.')
  await book.add([label('a')])
  await book.add([label('b')])
  expect(book.saved(book.standing('FlowerPath-v0', { layout: 0 }))).toMatchObject({
    kind: 'failed',
    code: 'storage-full',
    count: 0,
    unsaved: 2,
  })
  state.fail = null
  await book.add([label('c')])
  expect(state.stored.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(book.saved(book.standing('FlowerPath-v0', { layout: 0 }))).toEqual({ kind: 'saved', count: 3 })
})

test('labels stand per world and settings; a retraction takes one back', async () => {
  const { journal } = fakeJournal([label('a'), label('b', 'FlowerPath-v0', 3), label('c', 'TwoGoals-v0')])
  const book = new LabelBook(
    async () => journal,
    () => undefined,
  )
  await book.load()
  expect(book.standing('FlowerPath-v0', { layout: 3 }).map(({ id }) => id)).toEqual(['b'])
  await book.add([
    { schema: LABEL_SCHEMA, kind: 'retract', id: 'r', target: 'b', answeredAt: '2026-01-01T00:00:02.000Z' },
  ])
  expect(book.standing('FlowerPath-v0', { layout: 3 })).toEqual([])
  expect(book.standingCount()).toBe(2)
})

test('a journal that does not open is said, and nothing is written', async () => {
  const book = new LabelBook(
    async () => {
      throw new PlaygroundError('storage-disabled', 'Storage is switched off.')
    },
    () => undefined,
  )
  await book.load()
  await book.add([label('a')])
  expect(book.saved(book.standing('FlowerPath-v0', { layout: 0 }))).toMatchObject({
    kind: 'failed',
    unsaved: 1,
  })
})
