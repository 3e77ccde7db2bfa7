/**
 * What a journal entry may hold, as valibot schemas of the newest label schema. A schema's message says what was
 * expected; `label-codec.ts` makes the sentence, and `label-consistency.ts` holds one field against another. Objects are closed: a field nobody knows is refused, `__proto__` too.
 */
import * as v from 'valibot'
import { type JournalEntry, LABEL_SCHEMA } from '../core/label.ts'

/** Actions in a clip. */
export const MOST_ACTIONS = 10_000
/** Numbers in a state. */
export const MOST_STATE = 1000
const MOST_SETTINGS = 100
const LONGEST_NAME = 200
const LONGEST_SETTING_TEXT = 20_000

const wholeNumber = (largest: number) =>
  v.pipe(
    v.number(`a whole number from 0 to ${largest}`),
    v.safeInteger(`a whole number from 0 to ${largest}`),
    v.minValue(0, `a whole number from 0 to ${largest}`),
    v.maxValue(largest, `a whole number from 0 to ${largest}`),
  )

const index = wholeNumber(2 ** 31 - 1)
const count = wholeNumber(Number.MAX_SAFE_INTEGER)

const NAME = `text of 1 to ${LONGEST_NAME} characters`
const name = v.pipe(v.string(NAME), v.minLength(1, NAME), v.maxLength(LONGEST_NAME, NAME))

const TIMESTAMP = 'a time such as 2026-08-16T09:30:00.000Z'
const timestamp = v.pipe(
  v.string(TIMESTAMP),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/, TIMESTAMP),
  v.check(text => !Number.isNaN(Date.parse(text)), TIMESTAMP),
)

const SETTING = `a number, true, false or text of at most ${LONGEST_SETTING_TEXT} characters`
const isSetting = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) ||
  (typeof value === 'string' && value.length <= LONGEST_SETTING_TEXT)
const setting = v.custom<number | string | boolean>(isSetting, SETTING)

// valibot's `record` drops keys such as `__proto__` without a word, so they are refused before it.
const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype']
const settings = v.pipe(
  v.custom<object>(
    value => typeof value === 'object' && value !== null && !Array.isArray(value),
    'an object of settings',
  ),
  v.check(
    value => Object.keys(value).length <= MOST_SETTINGS,
    `an object of at most ${MOST_SETTINGS} settings`,
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    const unsafe = dataset.typed && Object.keys(dataset.value).find(key => UNSAFE_KEYS.includes(key))
    if (!unsafe) return
    const input = dataset.value as Record<string, unknown>
    addIssue({
      message: 'the name of a setting',
      path: [{ type: 'object', origin: 'key', input, key: unsafe, value: unsafe }],
    })
  }),
  v.record(name, setting),
)

const ACTIONS = `a list of at most ${MOST_ACTIONS} actions`
const STATE = `a state's number, or 1 to ${MOST_STATE} numbers`
/** The length comes first: a list of millions is refused without looking at its items. */
const numbers = (most: number, expected: string) =>
  v.pipe(
    v.custom<unknown[]>(value => Array.isArray(value) && value.length <= most, expected),
    v.array(v.pipe(v.number(expected), v.finite(expected)), expected),
  )
const clip = v.strictObject(
  {
    start: v.union([index, v.pipe(numbers(MOST_STATE, STATE), v.minLength(1, STATE))], STATE),
    seed: count,
    actions: numbers(MOST_ACTIONS, ACTIONS),
    lead: v.exactOptional(wholeNumber(MOST_ACTIONS)),
  },
  'a clip',
)

const schema = v.literal(LABEL_SCHEMA, `schema ${LABEL_SCHEMA}`)

const LONGEST_REASON = 500
const REASON = `text of at most ${LONGEST_REASON} characters`
const check = v.variant(
  'kind',
  [v.strictObject({ kind: v.literal('repeat'), of: name }), v.strictObject({ kind: v.literal('control') })],
  'a check',
)

const given = {
  schema,
  id: name,
  env: name,
  envSettings: settings,
  worldHash: v.pipe(v.string('16 hex digits'), v.regex(/^([0-9a-f]{16})?$/, '16 hex digits')),
  seed: count,
  rater: name,
  shownAt: timestamp,
  answeredAt: timestamp,
  modelVersion: count,
  policyStep: count,
  queryRule: name,
  reason: v.pipe(v.string(REASON), v.maxLength(LONGEST_REASON, REASON)),
  check: v.nullable(check),
  inputDevice: v.picklist(
    ['keyboard', 'pointer', 'touch', 'gamepad', 'simulated', 'import'],
    'one of keyboard, pointer, touch, gamepad, simulated, import',
  ),
  replaces: v.nullable(name),
}

const compare = v.strictObject({
  ...given,
  kind: v.literal('compare'),
  left: clip,
  right: clip,
  swapped: v.boolean('true or false'),
  answer: v.picklist(['left', 'right', 'equal', 'cant-tell'], 'one of left, right, equal, cant-tell'),
  strength: v.nullable(v.picklist(['slightly', 'clearly'], 'slightly, clearly or null')),
})

const rate = v.strictObject({
  ...given,
  kind: v.literal('rate'),
  clip,
  rating: v.picklist([-3, -2, -1, 0, 1, 2, 3], 'a whole number from -3 to 3'),
})

const praise = v.strictObject({
  ...given,
  kind: v.literal('praise'),
  clip,
  ages: numbers(MOST_ACTIONS, 'a list of milliseconds, one a step'),
  signal: v.picklist([-1, 1], '-1 or 1'),
})

const demo = v.strictObject({
  ...given,
  kind: v.literal('demo'),
  clip,
  from: v.picklist(['start', 'takeover'], 'start or takeover'),
})

const correct = v.strictObject({ ...given, kind: v.literal('correct'), clip, at: index, better: clip })

const retract = v.strictObject({
  schema,
  kind: v.literal('retract'),
  id: name,
  target: name,
  answeredAt: timestamp,
})

export const journalEntry = v.variant(
  'kind',
  [compare, rate, praise, demo, correct, retract],
  'one of compare, rate, praise, demo, correct, retract',
) satisfies v.GenericSchema<unknown, JournalEntry>
