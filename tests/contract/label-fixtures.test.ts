/** Old files open for ever: one fixture a released schema, and what it must decode to in today's schema. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LABEL_SCHEMA } from '../../src/core/label.ts'
import { decodeJsonl, encodeJsonl } from '../../src/persistence/label-codec.ts'
import { checkedReleases, labelReleases, migrated } from '../../src/persistence/label-migrations.ts'

const folder = new URL('../golden/labels/', import.meta.url)
const text = (file: string) => readFileSync(new URL(file, folder), 'utf8')

describe.each(labelReleases.map(({ schema, name }) => [schema, name]))('label schema %i (%s)', schema => {
  it('decodes to what it means today', () => {
    expect(decodeJsonl(text(`schema-${schema}.jsonl`))).toEqual(
      JSON.parse(text(`schema-${schema}.decoded.json`)),
    )
  })

  it('stays the same when exported and imported again', () => {
    const entries = decodeJsonl(text(`schema-${schema}.jsonl`))
    expect(decodeJsonl(encodeJsonl(entries))).toEqual(entries)
  })
})

describe('the releases', () => {
  it('run from 1 to the newest schema, with no fixture left over', () => {
    expect(labelReleases.map(({ schema }) => schema)).toEqual(
      Array.from({ length: LABEL_SCHEMA }, (_, index) => index + 1),
    )
    expect(readdirSync(folder).sort()).toEqual(
      labelReleases
        .flatMap(({ schema }) => [`schema-${schema}.decoded.json`, `schema-${schema}.jsonl`])
        .sort(),
    )
  })

  const first = { schema: 1, name: 'first', migrate: null }
  const second = { schema: 2, name: 'second', migrate: (entry: object) => ({ ...entry, two: true }) }
  const third = { schema: 3, name: 'third', migrate: (entry: object) => ({ ...entry, three: true }) }

  it.each([
    ['one missing', [first, third], 2],
    ['one short of the newest', [first, second], 3],
    ['a gap in the numbers', [first, { ...third, schema: 3 }], 2],
    ['no migration', [first, { ...second, migrate: null }], 2],
    ['a migration for the first', [{ ...first, migrate: second.migrate }], 1],
    ['a name twice', [first, { ...second, name: 'first' }], 2],
  ])('are refused with %s', (_what, releases, newest) => {
    expect(() => checkedReleases(releases, newest)).toThrow(Error)
  })

  it('bring an entry up step by step and leave the old one as it was', () => {
    const releases = checkedReleases([first, second, third], 3)
    const old = Object.freeze({ schema: 1, id: 'a' })
    expect(migrated(old, 1, releases)).toEqual({ schema: 3, id: 'a', two: true, three: true })
    expect(migrated({ schema: 2, id: 'b' }, 2, releases)).toEqual({ schema: 3, id: 'b', three: true })
    expect(migrated(old, 3, releases)).toBe(old)
  })
})
