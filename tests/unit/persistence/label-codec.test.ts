import { describe, expect, it } from 'vitest'
import type { PlaygroundError } from '../../../src/core/errors.ts'
import { LABEL_SCHEMA } from '../../../src/core/label.ts'
import {
  decodeEntries,
  decodeEntry,
  decodeJsonl,
  encodeJsonl,
  importPlan,
  MOST_FILE_BYTES,
  MOST_FILE_LINES,
} from '../../../src/persistence/label-codec.ts'
import { comparison, correction, demonstration, ids, praise, rating, retraction } from './sample-labels.ts'

function failure(act: () => unknown): Pick<PlaygroundError, 'code' | 'path' | 'message'> {
  try {
    act()
  } catch (error) {
    const { code, path, message } = error as PlaygroundError
    return { code, path, message }
  }
  throw new Error('Nothing was thrown.')
}

const compared = comparison('a')
const rated = rating('a')
const praised = praise('a')
const corrected = correction('a')
const clip = { start: 0, seed: 0, actions: [0] }
const parsed = (text: string): object => JSON.parse(text)

describe('decodeEntry', () => {
  it.each([
    compared,
    rated,
    praised,
    demonstration('a'),
    corrected,
    { ...compared, check: { kind: 'repeat', of: 'z' }, replaces: 'y', strength: 'clearly', swapped: true },
    { ...rated, check: { kind: 'control' }, inputDevice: 'gamepad', worldHash: '' },
    retraction('r', 'a'),
  ])('gives back a $kind', entry => {
    expect(decodeEntry(structuredClone(entry))).toEqual(entry)
  })

  it.each([
    ['unknown answer', { ...compared, answer: 'sideways' }, 'answer'],
    ['unknown kind', { ...compared, kind: 'gesture' }, 'kind'],
    ['kind of an inherited name', { ...compared, kind: 'toString' }, 'kind'],
    ['rating beyond the scale', { ...rated, rating: 4 }, 'rating'],
    ['rating in between', { ...rated, rating: 0.5 }, 'rating'],
    ['rating that is text', { ...rated, rating: '1' }, 'rating'],
    ['rating that is no number', { ...rated, rating: Number.NaN }, 'rating'],
    ['start that is no number', { ...rated, clip: { ...clip, start: Number.NaN } }, 'clip.start'],
    ['huge start', { ...rated, clip: { ...clip, start: 1e308 } }, 'clip.start'],
    ['negative seed', { ...rated, clip: { ...clip, seed: -1 } }, 'clip.seed'],
    ['endless seed', { ...rated, clip: { ...clip, seed: Number.POSITIVE_INFINITY } }, 'clip.seed'],
    ['broken action', { ...rated, clip: { ...clip, actions: [0, 1, 2, null] } }, 'clip.actions[3]'],
    ['half an action', { ...compared, right: { ...clip, actions: [1.5] } }, 'right.actions[0]'],
    ['hole in a list', { ...rated, clip: { ...clip, actions: new Array(2) } }, 'clip.actions[0]'],
    ['too long a clip', { ...rated, clip: { ...clip, actions: new Array(10_001).fill(0) } }, 'clip.actions'],
    ['list that is none', { ...rated, clip: { ...clip, actions: { length: 1, 0: 0 } } }, 'clip.actions'],
    ['clip that is none', { ...rated, clip: null }, 'clip'],
    ['missing clip', { ...compared, right: undefined }, 'right'],
    ['stranger', { ...compared, note: 'hi' }, 'note'],
    ['stranger inside', { ...rated, clip: { ...clip, poses: [] } }, 'clip.poses'],
    ['empty id', { ...rated, id: '' }, 'id'],
    ['huge id', { ...rated, id: 'a'.repeat(201) }, 'id'],
    ['time that is none', { ...rated, answeredAt: 'yesterday' }, 'answeredAt'],
    ['thirteenth month', { ...rated, shownAt: '2026-13-01T00:00:00Z' }, 'shownAt'],
    ['unknown device', { ...rated, inputDevice: 'mind' }, 'inputDevice'],
    ['settings that are a list', { ...rated, envSettings: [1] }, 'envSettings'],
    ['setting that is no number', { ...rated, envSettings: { layout: Number.NaN } }, 'envSettings.layout'],
    ['huge setting', { ...rated, envSettings: { layout: 1e308 } }, 'envSettings.layout'],
    ['nested setting', { ...rated, envSettings: { layout: { x: 1 } } }, 'envSettings.layout'],
    ['hidden setting', { ...rated, envSettings: parsed('{"__proto__": 1}') }, 'envSettings.__proto__'],
    ['constructor setting', { ...rated, envSettings: { constructor: 1 } }, 'envSettings.constructor'],
    ['a number too many in one age', { ...praised, ages: [3, 2, 1, 0] }, 'ages'],
    ['step without an age', { ...praised, ages: [3, 2] }, 'ages'],
    ['clip without ages', { ...praised, ages: [] }, 'ages'],
    ['rising age', { ...praised, ages: [900, 300, 600] }, 'ages[2]'],
    ['age to come', { ...praised, ages: [-1, -2, -3] }, 'ages[0]'],
    ['signal that says nothing', { ...praised, signal: 0 }, 'signal'],
    ['moment beyond the clip', { ...corrected, at: 4 }, 'at'],
    ['moment between steps', { ...corrected, at: 0.5 }, 'at'],
    ['correction in another world', { ...corrected, better: clip }, 'better.start'],
    [
      'correction of a longer state',
      { ...corrected, better: { ...corrected.better, start: [1, 2, 3] } },
      'better.start',
    ],
    [
      'comparison with a state of another world',
      { ...compared, right: { ...clip, start: [0] } },
      'right.start',
    ],
    ['state with a hole', { ...corrected, clip: { ...corrected.clip, start: [0, null] } }, 'clip.start'],
    [
      'half an action in a demonstration',
      { ...demonstration('a'), clip: { ...clip, actions: [0, 0.5] } },
      'clip.actions[1]',
    ],
    ['origin of a demonstration', { ...demonstration('a'), from: 'middle' }, 'from'],
    ['strength', { ...compared, strength: 'very' }, 'strength'],
    ['check', { ...compared, check: { kind: 'trap' } }, 'check.kind'],
    ['repeat of nothing', { ...compared, check: { kind: 'repeat' } }, 'check.of'],
    ['hash that is none', { ...rated, worldHash: 'ABC' }, 'worldHash'],
    ['label in its own place', { ...rated, replaces: 'a' }, 'replaces'],
    ['essay of a reason', { ...rated, reason: 'x'.repeat(501) }, 'reason'],
    ['schema of the past', { ...rated, schema: 0 }, 'schema'],
    ['schema that is text', { ...rated, schema: '1' }, 'schema'],
    ['list', [rated], ''],
    ['text', 'label', ''],
    ['nothing', null, ''],
  ])('refuses a %s and names the place', (_what, entry, path) => {
    expect(failure(() => decodeEntry(entry))).toMatchObject({ code: 'bad-label', path })
  })

  it('refuses a hidden prototype at the top', () => {
    const text = JSON.stringify(rated).replace('{', '{"__proto__":{"polluted":true},')
    expect(failure(() => decodeEntry(parsed(text)))).toMatchObject({ code: 'bad-label', path: '__proto__' })
  })

  it('says what stood there and what was expected, in one short line', () => {
    expect(failure(() => decodeEntry({ ...compared, answer: 'sideways' })).message).toBe(
      "answer is 'sideways'; expected one of left, right, equal, cant-tell.",
    )
    const { inputDevice: _left, ...without } = rated
    expect(failure(() => decodeEntry(without)).message).toBe('inputDevice is missing.')
    expect(failure(() => decodeEntry({ ...rated, note: 1 })).message).toBe('note is not a field of a label.')
    const long = failure(() => decodeEntry({ ...compared, answer: `\n\u202e${'x'.repeat(1e6)}` })).message
    expect(long.length).toBeLessThan(200)
    expect(long).not.toMatch(/[\n\u202e]/)
  })

  it('tells a newer schema from a broken one', () => {
    expect(failure(() => decodeEntry({ schema: LABEL_SCHEMA + 1, kind: 'gesture' }))).toMatchObject({
      code: 'newer-schema',
      path: 'schema',
    })
  })

  it('names the item of a list', () => {
    expect(failure(() => decodeEntries([rated, rated, rated, { ...compared, answer: 3 }]))).toMatchObject({
      path: 'labels[3].answer',
    })
    expect(failure(() => decodeEntries([null])).path).toBe('labels[0]')
    expect(failure(() => decodeEntries({ 0: rated })).path).toBe('labels')
  })
})

describe('label files', () => {
  const entries = [compared, rating('b'), retraction('c', 'b')]
  const lines = encodeJsonl(entries).trimEnd().split('\n')

  it('hold a header and one entry a line', () => {
    expect(lines).toHaveLength(4)
    expect(parsed(lines[0]!)).toEqual({ type: 'good-robot-labels', schema: LABEL_SCHEMA, entries: 3 })
    expect(decodeJsonl(lines.join('\n'))).toEqual(entries)
    expect(decodeJsonl(encodeJsonl([]))).toEqual([])
  })

  it('open with Windows line ends, a byte order mark, blank lines, and without the header', () => {
    expect(decodeJsonl(`\uFEFF${lines.join('\r\n')}\r\n\r\n`)).toEqual(entries)
    expect(decodeJsonl(lines.slice(1).join('\n\n'))).toEqual(entries)
  })

  const label = (text: object) => JSON.stringify(text)
  it.each([
    ['nothing', '', 'bad-label-file', 'line 1'],
    ['blank', ' \n\n', 'bad-label-file', 'line 1'],
    ['no JSON', 'hello', 'bad-label-file', 'line 1'],
    ['another file', '{"type":"checkpoint"}', 'bad-label-file', 'line 1, type'],
    ['a list', '[]', 'bad-label', 'line 1'],
    [
      'a newer file',
      lines[0]!.replace(`${LABEL_SCHEMA}`, `${LABEL_SCHEMA + 1}`),
      'newer-schema',
      'line 1, schema',
    ],
    [
      'a header with strangers',
      '{"type":"good-robot-labels","schema":1,"entries":0,"x":1}',
      'bad-label-file',
      'line 1, x',
    ],
    [
      'a header without a count',
      '{"type":"good-robot-labels","schema":1}',
      'bad-label-file',
      'line 1, entries',
    ],
    ['two headers', [...lines, lines[0]].join('\n'), 'bad-label-file', 'line 5'],
    ['a cut at a line', lines.slice(0, 3).join('\n'), 'bad-label-file', 'line 1, entries'],
    ['a cut in a line', lines.join('\n').slice(0, -5), 'bad-label-file', 'line 4'],
    ['a line too many', [...lines, label(rating('d'))].join('\n'), 'bad-label-file', 'line 1, entries'],
    ['NaN', label(rated).replace('-2', 'NaN'), 'bad-label-file', 'line 1'],
    ['an overflow', label(rated).replace('-2', '1e999'), 'bad-label', 'line 1, rating'],
    [
      'a broken action',
      [
        ...lines.slice(0, 1),
        '',
        '',
        '',
        '',
        '',
        label({ ...rated, clip: { ...clip, actions: [0, 0, 0, 'x'] } }),
      ].join('\n'),
      'bad-label',
      'line 7, clip.actions[3]',
    ],
    [
      'a newer entry',
      [lines[0], lines[1], label({ ...rated, schema: 7 })].join('\n'),
      'newer-schema',
      'line 3, schema',
    ],
    [
      'too many lines',
      '\n'.repeat(MOST_FILE_LINES + 1),
      'label-file-too-large',
      `line ${MOST_FILE_LINES + 1}`,
    ],
    ['one endless line', `[${'['.repeat(6_000_000)}`, 'label-file-too-large', 'line 1'],
    ['deep nesting', '['.repeat(1_000_000), 'bad-label-file', 'line 1'],
  ])('with %s are refused whole', (_what, text, code, path) => {
    expect(failure(() => decodeJsonl(text))).toMatchObject({ code, path })
  })

  it('beyond 256 MB are refused before they are read', () => {
    const huge = ' '.repeat(MOST_FILE_BYTES + 1)
    expect(failure(() => decodeJsonl(huge)).code).toBe('label-file-too-large')
  })
})

describe('importPlan', () => {
  it('adds what does not stand yet, each id once, in order', () => {
    const incoming = [
      rating('b'),
      comparison('a'),
      rating('c'),
      rating('b'),
      retraction('r', 'a'),
      retraction('r', 'a'),
    ]
    const plan = importPlan([comparison('a')], incoming)
    expect(ids(plan.added)).toEqual(['b', 'c', 'r'])
    expect(plan).toMatchObject({ duplicates: 3, retractions: 1 })
  })

  it('adds nothing the second time', () => {
    const entries = [comparison('a'), rating('b')]
    expect(importPlan(entries, entries)).toEqual({
      added: [],
      duplicates: 2,
      retractions: 0,
      raters: [],
      namesakes: [],
    })
  })

  it('names who comes, and who bears a name that is known here', () => {
    const bo = { ...rating('b'), rater: 'person:Bo' }
    const plan = importPlan([comparison('a')], [bo, rating('c'), retraction('r', 'b')])
    expect(plan.raters).toEqual(['person:Bo', 'person'])
    expect(plan.namesakes).toEqual(['person'])
    expect(plan.added).toEqual([bo, rating('c'), retraction('r', 'b')])
  })

  it('can give a rater of the file another name, and leaves those of the journal alone', () => {
    const renamedRaters = new Map([['person', 'person:Bo']])
    const incoming = [comparison('a'), rating('b'), { ...rating('c'), rater: 'person:Ada' }]
    const plan = importPlan([comparison('a')], incoming, { renamedRaters })
    expect(plan.added).toEqual([{ ...rating('b'), rater: 'person:Bo' }, incoming[2]])
    expect(plan).toMatchObject({ duplicates: 1, raters: ['person:Bo', 'person:Ada'], namesakes: [] })
    expect(importPlan([comparison('a'), ...plan.added], incoming).added).toEqual([])
  })
})
