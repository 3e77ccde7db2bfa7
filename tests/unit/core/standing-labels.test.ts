import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JournalEntry, type Label, standingLabels } from '../../../src/core/label.ts'
import { ids, rating, retraction } from '../persistence/sample-labels.ts'

const edit = (id: string, replaces: string): Label => ({ ...rating(id), replaces })
const standing = (...entries: JournalEntry[]) => ids(standingLabels(entries))

describe('standing labels', () => {
  it('are those given and not taken back, each id once', () => {
    expect(standing(rating('a'), rating('b'), rating('a'), retraction('r', 'b'))).toEqual(['a'])
    expect(standing(retraction('r', 'a'), rating('a'))).toEqual([])
  })

  it('hold an edit where the old answer stood', () => {
    expect(standing(rating('a'), rating('b'), edit('c', 'a'))).toEqual(['c', 'b'])
  })

  it('hold the last of a chain of edits, in whatever order its entries come', () => {
    expect(standing(rating('a'), edit('b', 'a'), edit('c', 'b'), rating('d'))).toEqual(['c', 'd'])
    expect(standing(edit('c', 'b'), edit('b', 'a'), rating('a'))).toEqual(['c'])
  })

  it('hold the later of two edits of one answer', () => {
    expect(standing(rating('a'), edit('b', 'a'), edit('c', 'a'))).toEqual(['c'])
  })

  it('restore the old answer when the edit is taken back', () => {
    const chain = [rating('a'), edit('b', 'a'), edit('c', 'b')]
    expect(standing(...chain, retraction('r', 'c'))).toEqual(['b'])
    expect(standing(...chain, retraction('r', 'c'), retraction('s', 'b'))).toEqual(['a'])
    expect(standing(...chain, retraction('r', 'b'))).toEqual(['c'])
    expect(standing(...chain, ...['a', 'b', 'c'].map(id => retraction(`r${id}`, id)))).toEqual([])
  })

  it('hold an edit whose old answer is not here', () => {
    expect(standing(edit('b', 'elsewhere'))).toEqual(['b'])
  })

  it('hold one of answers that replace each other in a circle', () => {
    expect(standing(edit('a', 'c'), edit('b', 'a'), edit('c', 'b'), rating('d'))).toHaveLength(2)
    expect(standing(edit('a', 'a'))).toEqual(['a'])
  })

  it('come out of chains of any length', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) => (i === 0 ? rating('0') : edit(`${i}`, `${i - 1}`)))
    expect(standing(...chain.slice(0, 3))).toEqual(['2'])
    expect(ids(standingLabels(chain))).toEqual(['49999'])
    expect(ids(standingLabels([...chain].reverse()))).toEqual(['49999'])
  })

  it('are one of each history of edits, never one that was taken back, whatever a file holds', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const entry = fc.oneof(
      fc.tuple(id, fc.option(id)).map(([own, old]) => ({ ...rating(own), replaces: old })),
      id.map(target => retraction(`r${target}`, target)),
    )
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), entries => {
        const found = standing(...entries)
        const retracted = new Set(entries.flatMap(e => (e.kind === 'retract' ? [e.target] : [])))
        const given = new Map<string, string | null>()
        for (const e of entries) if (e.kind !== 'retract' && !given.has(e.id)) given.set(e.id, e.replaces)
        // Neighbours by `replaces` either way are of one history.
        const historyOf = new Map([...given.keys()].map(key => [key, key]))
        for (let round = 0; round < given.size; round++) {
          for (const [own, old] of given) {
            if (old === null || !given.has(old)) continue
            const first = [historyOf.get(own)!, historyOf.get(old)!].sort()[0]!
            historyOf.set(own, first)
            historyOf.set(old, first)
          }
        }
        const alive = [...given.keys()].filter(key => !retracted.has(key))
        expect(found.map(key => historyOf.get(key)).sort()).toEqual(
          [...new Set(alive.map(key => historyOf.get(key)))].sort(),
        )
        expect(found.every(key => alive.includes(key))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
