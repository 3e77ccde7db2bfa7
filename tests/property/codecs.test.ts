import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../src/core/errors.ts'
import {
  type Clip,
  type JournalEntry,
  LABEL_SCHEMA,
  type Label,
  type LabelContent,
} from '../../src/core/label.ts'
import type { RunConfig } from '../../src/core/run-config.ts'
import { decodeEntry, decodeJsonl, encodeJsonl, importPlan } from '../../src/persistence/label-codec.ts'
import { decodeShareLink, encodeShareLink } from '../../src/persistence/share-link.ts'
import { base, registry } from '../unit/persistence/sample-registry.ts'

const RUNS = { numRuns: 400 }

const name = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter(text => text.length <= 200)
const whole = (max: number) => fc.integer({ min: 0, max })
const gridClip: fc.Arbitrary<Clip> = fc.record({
  start: whole(2 ** 31 - 1),
  seed: whole(Number.MAX_SAFE_INTEGER),
  actions: fc.array(whole(5), { maxLength: 30 }),
})
const quantity = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(value => value + 0)
const controlClip = (stateSize: number): fc.Arbitrary<Clip> =>
  fc.record({
    start: fc.array(quantity, { minLength: stateSize, maxLength: stateSize }),
    seed: whole(Number.MAX_SAFE_INTEGER),
    actions: fc.array(quantity, { maxLength: 30 }),
  })
/** Clips of one world. */
const clips = fc.oneof(
  fc.array(gridClip, { minLength: 2, maxLength: 2 }),
  whole(6).chain(size => fc.array(controlClip(size + 1), { minLength: 2, maxLength: 2 })),
)
const time = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })
  .map(date => date.toISOString())
const settings = fc.dictionary(
  fc.stringMatching(/^[a-z][a-zA-Z]{0,20}$/).filter(key => !(key in {})),
  fc.oneof(
    fc.boolean(),
    fc.string(),
    fc.double({ min: -1e12, max: 1e12, noNaN: true }).map(value => value + 0),
  ),
  { noNullPrototype: true },
)
const given = {
  schema: fc.constant(LABEL_SCHEMA),
  id: name,
  env: name,
  envSettings: settings,
  rater: name,
  shownAt: time,
  answeredAt: time,
  worldHash: fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9a-f]{16}$/)),
  seed: whole(Number.MAX_SAFE_INTEGER),
  modelVersion: whole(1000),
  policyStep: whole(1e12),
  queryRule: name,
  reason: fc.string({ maxLength: 100 }),
  check: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('control' as const) }, { noNullPrototype: true }),
      fc.record({ kind: fc.constant('repeat' as const), of: name }, { noNullPrototype: true }),
    ),
  ),
  inputDevice: fc.constantFrom('keyboard', 'pointer', 'touch', 'gamepad', 'simulated', 'import'),
  replaces: fc.option(name),
}
const content: fc.Arbitrary<LabelContent> = clips.chain(([first, second]) =>
  fc.oneof(
    fc.record({
      kind: fc.constant('compare' as const),
      left: fc.constant(first!),
      right: fc.constant(second!),
      swapped: fc.boolean(),
      answer: fc.constantFrom('left', 'right', 'equal', 'cant-tell'),
      strength: fc.constantFrom('slightly', 'clearly', null),
    }),
    fc.record({
      kind: fc.constant('rate' as const),
      clip: fc.constant(first!),
      rating: fc.constantFrom(-3, -2, -1, 0, 1, 2, 3),
    }),
    fc.record({
      kind: fc.constant('praise' as const),
      clip: fc.constant(first!),
      ages: fc
        .array(whole(5000), { minLength: first!.actions.length, maxLength: first!.actions.length })
        .map(ages => ages.sort((a, b) => b - a)),
      signal: fc.constantFrom(-1, 1),
    }),
    fc.record({
      kind: fc.constant('demo' as const),
      clip: fc.constant(first!),
      from: fc.constantFrom('start', 'takeover'),
    }),
    fc.record({
      kind: fc.constant('correct' as const),
      clip: fc.constant(first!),
      at: whole(first!.actions.length),
      better: fc.constant(second!),
    }),
  ),
)
const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.record(given), content)
      .map(([who, what]) => ({ ...who, ...what }) as Label)
      .filter(({ id, replaces }) => id !== replaces),
  },
  fc.record({
    schema: fc.constant(LABEL_SCHEMA),
    kind: fc.constant('retract'),
    id: name,
    target: name,
    answeredAt: time,
  }) as fc.Arbitrary<JournalEntry>,
)
const entries = fc.array(entry, { maxLength: 8 })

/** -0 is 0 in JSON; everything else comes back as it went. */
const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

/** Reads what someone broke: it round-trips, or fails with a code and a place. Returns whether it was readable. */
function readsOrExplains(text: string): boolean {
  let decoded: JournalEntry[]
  try {
    decoded = decodeJsonl(text)
  } catch (error) {
    expect(error).toBeInstanceOf(PlaygroundError)
    const { code, path, message } = error as PlaygroundError
    expect(['bad-label', 'bad-label-file', 'newer-schema', 'label-file-too-large']).toContain(code)
    expect(path).toMatch(/^line \d+/)
    expect(message.length).toBeLessThan(500)
    return false
  } finally {
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  }
  expect(decodeJsonl(encodeJsonl(decoded))).toEqual(throughJson(decoded))
  return true
}

describe('label files', () => {
  it('give back what was written', () => {
    fc.assert(
      fc.property(entries, written => {
        expect(decodeJsonl(encodeJsonl(written))).toEqual(throughJson(written))
      }),
      RUNS,
    )
  })

  it('survive flipped bits', () => {
    let unreadable = 0
    fc.assert(
      fc.property(entries, fc.nat(), whole(7), (written, where, bit) => {
        const bytes = new TextEncoder().encode(encodeJsonl(written))
        bytes[where % bytes.length]! ^= 1 << bit
        if (!readsOrExplains(new TextDecoder().decode(bytes))) unreadable++
      }),
      { numRuns: 1500 },
    )
    expect(unreadable).toBeGreaterThan(100)
  })

  it('are refused wherever they are cut', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), fc.nat(), (written, where) => {
        const text = encodeJsonl(written)
        const cut = text.slice(0, where % (text.length - 1))
        expect(readsOrExplains(cut)).toBe(false)
      }),
      RUNS,
    )
  })

  it('survive a value replaced anywhere by something else', () => {
    const strange = fc.oneof(
      fc.constantFrom(
        'NaN',
        '1e308',
        '-1e999',
        '{"__proto__":{"polluted":1}}',
        '[[[[]]]]',
        'null',
        '"x"',
        '-1',
        '{}',
      ),
      fc.json(),
    )
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        strange,
        (written, which, value) => {
          const text = encodeJsonl(written)
          const values = [
            ...text.matchAll(/(?<=:)(?:-?\d[\d.e+-]*|"(?:[^"\\]|\\.)*"|true|false|\[[^[\]{}]*\])/g),
          ]
          const { index, 0: old } = values[which % values.length]!
          readsOrExplains(text.slice(0, index) + value + text.slice(index + old.length))
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('refuse an extra field anywhere, hidden ones too', () => {
    const key = fc.constantFrom('__proto__', 'constructor', 'toString', 'polluted')
    fc.assert(
      fc.property(entry, fc.nat(), key, (written, which, stranger) => {
        const text = JSON.stringify(written)
        const objects = [...text.matchAll(/(?<=[:,[]|^)\{(?=")/g)]
        const { index } = objects[which % objects.length]!
        const broken = `${text.slice(0, index)}{"${stranger}":{"polluted":1},${text.slice(index + 1)}`
        expect(readsOrExplains(broken)).toBe(false)
      }),
      RUNS,
    )
  })

  it('of a newer schema are named as such', () => {
    fc.assert(
      fc.property(entry, fc.integer({ min: LABEL_SCHEMA + 1, max: 1e6 }), (written, schema) => {
        expect(() => decodeEntry({ ...written, schema })).toThrow(
          expect.objectContaining({ code: 'newer-schema', path: 'schema' }),
        )
      }),
    )
  })

  it('never crash on any JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string())), lines => {
        readsOrExplains(lines.join('\n'))
      }),
      RUNS,
    )
  })
})

describe('decodeEntry', () => {
  it('never crashes on any value, and gives nothing that it would not take again', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
        value => {
          expect(() => decodeEntry(value)).toThrow(PlaygroundError)
        },
      ),
      RUNS,
    )
    fc.assert(
      fc.property(entry, written => {
        expect(decodeEntry(decodeEntry(written))).toEqual(written)
      }),
      RUNS,
    )
  })
})

describe('importing', () => {
  it('twice is importing once, and no id comes twice', () => {
    fc.assert(
      fc.property(entries, entries, (existing, incoming) => {
        const plan = importPlan(existing, incoming)
        expect(plan.added.length + plan.duplicates).toBe(incoming.length)
        const all = [...existing, ...plan.added]
        expect(new Set(all.map(({ id }) => id))).toEqual(
          new Set([...existing, ...incoming].map(({ id }) => id)),
        )
        expect(importPlan(all, incoming).added).toEqual([])
      }),
    )
  })
})

describe('share links', () => {
  const weight = fc.double({ min: -2, max: 2, noNaN: true })
  const config: fc.Arbitrary<RunConfig> = fc.record({
    env: fc.constant('FlowerPath-v0'),
    envSettings: fc.record({
      layout: whole(9999),
      wind: fc.double({ min: -1, max: 1, noNaN: true }),
      slippery: fc.boolean(),
      map: fc.string({ unit: 'grapheme', maxLength: 200 }).filter(map => !map.startsWith('!')),
    }),
    agent: fc.constantFrom('q-learning', 'sarsa'),
    agentSettings: fc.record({
      discount: fc.double({ min: 0, max: 1, noNaN: true }),
      schedule: fc.constantFrom('linear', 'exponential & slow'),
    }),
    reward: fc.record({
      weights: fc.record(
        { flower: weight, 'goal-distance': weight },
        { requiredKeys: [], noNullPrototype: true },
      ),
      learnedWeight: fc.double({ min: -1000, max: 1000, noNaN: true }),
      learnedOnly: fc.boolean(),
    }),
    seed: whole(Number.MAX_SAFE_INTEGER),
  })

  it('open the config they were made from, with and without defaults left out', () => {
    fc.assert(
      fc.property(config, fc.boolean(), (shared, short) => {
        const { envSettings, agentSettings } = base
        const link = encodeShareLink(shared, short ? { envSettings, agentSettings } : {})
        expect(decodeShareLink(`#${link}`, registry, base)).toEqual({ config: shared, problems: [] })
        expect(new URL(`https://robot.example/#${link}`).hash).toBe(`#${link}`)
      }),
      RUNS,
    )
  })

  it('never crash, name every place, and give a config that can be shared again', () => {
    const piece = fc.oneof(
      fc.string(),
      fc
        .tuple(
          fc.constantFrom(
            'v',
            'env',
            'agent',
            'seed',
            'env.layout',
            'env.map',
            'reward.flower',
            'agent.__proto__',
          ),
          fc.oneof(
            fc.string(),
            fc.constantFrom('FlowerPath-v0', 'sarsa', '2', '1e308', 'NaN', '%', '-0', '%00'),
          ),
        )
        .map(([key, value]) => `${key}=${value}`),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const { config: opened, problems } = decodeShareLink(pieces.join('&'), registry, base)
        for (const { path, message } of problems) {
          expect(path).not.toBe('')
          expect(message.length).toBeLessThan(400)
        }
        expect(decodeShareLink(encodeShareLink(opened), registry, base)).toEqual({
          config: opened,
          problems: [],
        })
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })
})
