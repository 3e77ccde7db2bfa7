import { expect, test, vi } from 'vitest'
import type { AppContext } from '../../../src/app/context.ts'
import { LabelBook } from '../../../src/app/label-book.ts'
import { QUERIES_AHEAD } from '../../../src/app/run-control.ts'
import { createTeachCommands } from '../../../src/app/teach-commands.ts'
import { PlaygroundError } from '../../../src/core/errors.ts'
import type { Clip, Label, Query } from '../../../src/core/label.ts'
import { shownClip, shownQuery } from '../../../src/store/selectors.ts'
import { openPage } from './page.ts'

const clip = (seed: number): Clip => ({ start: [0, 0, 0.01, 0], seed, actions: [0, 1, 1] })

const query = (id: string): Query => ({
  id,
  left: clip(1),
  right: clip(2),
  swapped: true,
  queryRule: 'information',
  reason: 'Pip is least sure about these.',
  check: null,
  modelVersion: 3,
  policyStep: 500,
  traces: null,
})

/** A page in Teach whose storage is off: labels live in memory. */
function openTeach(env = 'CartPole-v1') {
  const page = openPage(env)
  const { store, control, sent } = page
  const book: LabelBook = new LabelBook(
    () => Promise.reject(new PlaygroundError('storage-disabled', 'Off.')),
    () => show(),
  )
  const show = () => {
    const { env, envSettings } = store.get().run.config
    store.update(({ teach }) => {
      teach.answered = book.standing(env, envSettings).map(label => ({ label, pending: true }))
    })
  }
  const context = { ...page.context, book, labelsChanged: () => control.send({ type: 'labels', labels: [] }) }
  const teach = createTeachCommands(context as AppContext)
  control.begin(store.get().run.config)
  store.update(state => {
    state.run.status = 'running'
    state.mode = 'teach'
  })
  void book.load()
  const arrive = (...ids: string[]) => {
    store.update(({ teach: state }) => {
      state.queries = [...state.queries, ...ids.map(query)]
    })
    teach.onQueries(ids.length)
  }
  const asked = () => sent.flatMap(message => (message.type === 'queries' ? [message.count] : []))
  const newest = () => store.get().teach.answered.at(-1)!.label as Label
  return { ...page, ...teach, book, arrive, asked, newest }
}

test('pairs are asked for when Teach opens, and one more for each that is answered, never twice', async () => {
  const { arrive, asked, commands, store, sent } = openTeach()
  expect(asked()).toEqual([QUERIES_AHEAD])
  store.update(state => {
    state.run.step = 7
  })
  expect(asked()).toEqual([QUERIES_AHEAD])
  arrive('a', 'b', 'c')
  expect(asked()).toEqual([QUERIES_AHEAD])
  await commands.answer('left', 'keyboard')
  expect(asked()).toEqual([QUERIES_AHEAD, 1])
  const kinds = sent.map(({ type }) => type)
  expect(kinds.lastIndexOf('labels'), 'the model knows the answer when it chooses').toBeLessThan(
    kinds.lastIndexOf('queries'),
  )
})

test('a worker that had nothing to choose from is asked again a little later', () => {
  vi.useFakeTimers()
  const { onQueries, asked } = openTeach()
  onQueries(0)
  expect(asked()).toEqual([QUERIES_AHEAD])
  vi.advanceTimersByTime(1000)
  expect(asked()).toEqual([QUERIES_AHEAD, QUERIES_AHEAD])
  vi.useRealTimers()
})

test('an answer carries what was asked and why, and by what it was given', async () => {
  const { arrive, commands, newest } = openTeach()
  arrive('a', 'b')
  await commands.answer('right', 'touch', 'clearly')
  expect(newest()).toMatchObject({
    kind: 'compare',
    answer: 'right',
    strength: 'clearly',
    swapped: true,
    reason: 'Pip is least sure about these.',
    queryRule: 'information',
    modelVersion: 3,
    policyStep: 500,
    inputDevice: 'touch',
    rater: 'person',
    replaces: null,
  })
  expect(newest().worldHash).toMatch(/^[0-9a-f]{16}$/)
  commands.setAskStrength(true)
  await commands.answer('left', 'keyboard')
  expect(newest()).toMatchObject({ strength: 'slightly' })
})

test('neither equal nor undecided has a strength', async () => {
  const { arrive, commands, newest } = openTeach()
  arrive('a')
  await commands.answer('equal', 'keyboard', 'clearly')
  expect(newest()).toMatchObject({ strength: null })
})

test('a skipped pair leaves no label', () => {
  const { arrive, commands, store, book } = openTeach()
  arrive('a', 'b')
  commands.skipQuery()
  expect(store.get().teach.queries.map(({ id }) => id)).toEqual(['b'])
  expect(book.all()).toEqual([])
})

test('a past answer is put again as it was, and what is said then takes its place until it is undone', async () => {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] })
  const { arrive, commands, store, book, newest } = openTeach()
  arrive('a', 'b', 'c')
  await commands.answer('left', 'keyboard')
  await commands.answer('left', 'keyboard')
  const [first] = store.get().teach.answered
  commands.editLabel(first!.label.id)
  const shown = shownQuery(store.get())!
  expect(shown.left).toEqual(clip(1))
  expect(shownQuery(store.get()), 'the same object, or clips would begin again').toBe(shown)
  vi.setSystemTime(60_000)
  await commands.answer('right', 'keyboard')
  const { answered, editing, queries } = store.get().teach
  expect(answered.map(({ label }) => (label as { answer?: string }).answer)).toEqual(['right', 'left'])
  expect(answered[0]!.label.replaces).toBe(first!.label.id)
  expect([editing, queries.length]).toEqual([null, 1])

  await commands.undoLabel()
  expect(
    (store.get().teach.answered[0]!.label as { answer?: string }).answer,
    'the old one stands again',
  ).toBe('left')
  expect(book.all()).toHaveLength(4)
  expect(newest().replaces).toBeNull()
  vi.useRealTimers()
})

test('taking back the answer that is being given anew ends that', async () => {
  const { arrive, commands, store, newest } = openTeach()
  arrive('a', 'b')
  await commands.answer('left', 'keyboard')
  commands.editLabel(newest().id)
  await commands.undoLabel()
  expect(store.get().teach.editing).toBeNull()
  expect(shownQuery(store.get())!.id).toBe('b')
})

test('a clip to rate is asked for once, rated, and asked for again; another one on request', async () => {
  const { commands, store, sent, receive, newest } = openTeach()
  const rateable = () => sent.filter(({ type }) => type === 'rateable').length
  commands.setTeachWay('rate')
  expect(rateable()).toBe(1)
  const { epoch } = store.get().run
  receive({ type: 'episode', epoch, record: { episode: 4, clip: clip(9) } })
  expect(shownClip(store.get())!.clip).toEqual(clip(9))
  await commands.rate(2, 'pointer')
  expect(newest()).toMatchObject({ kind: 'rate', rating: 2, clip: clip(9) })
  expect(rateable()).toBe(2)
  receive({ type: 'episode', epoch, record: { episode: 5, clip: clip(10) } })
  commands.anotherClip()
  expect(rateable()).toBe(3)
})

test('a clip that does not come is asked for again; one that came is not', () => {
  vi.useFakeTimers()
  const { commands, sent, receive, store } = openTeach()
  const rateable = () => sent.filter(({ type }) => type === 'rateable').length
  commands.setTeachWay('rate')
  vi.advanceTimersByTime(5000)
  const asked = rateable()
  expect(asked).toBeGreaterThan(1)
  receive({ type: 'episode', epoch: store.get().run.epoch, record: { episode: 4, clip: clip(9) } })
  vi.advanceTimersByTime(5000)
  expect(rateable()).toBe(asked)
  vi.useRealTimers()
})

test('a simulated rater answers the pair on show, and is named', () => {
  vi.useFakeTimers()
  const { arrive, commands, sent, onSimulated, newest, store } = openTeach()
  arrive('a', 'b')
  commands.setSimulatedRater('mistake:0.1')
  expect(sent.at(-1)).toMatchObject({ type: 'simulate', kind: 'compare', teacher: 'mistake:0.1' })
  const content = {
    kind: 'compare',
    left: clip(1),
    right: clip(2),
    swapped: true,
    answer: 'left',
    strength: null,
  } as const
  onSimulated({ type: 'simulated', epoch: store.get().run.epoch, query: query('a'), content })
  vi.advanceTimersByTime(1000)
  expect(newest()).toMatchObject({ rater: 'simulated:mistake:0.1', inputDevice: 'simulated', answer: 'left' })
  vi.useRealTimers()
})

test('a pair that is ready comes again with what the model makes of it by now', () => {
  const { arrive, receive, store } = openTeach()
  arrive('a', 'b')
  const trace = {
    mean: new Float64Array(3),
    standardDeviation: new Float64Array(3),
    trueReward: new Float64Array(3),
  }
  const { epoch } = store.get().run
  receive({ type: 'queries', epoch, queries: [{ ...query('a'), traces: [trace, trace] }, query('z')] })
  expect(store.get().teach.queries.map(({ id, traces }) => [id, traces !== null])).toEqual([
    ['a', true],
    ['b', false],
    ['z', false],
  ])
})
