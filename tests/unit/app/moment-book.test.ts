import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, MomentBook } from '../../../src/app/moment-book.ts'
import { always } from './track.ts'

const moment = (step: number) => ({ step, episode: Math.floor(step / 10), recentReturn: step / 2 })
const steps = (book: MomentBook) => book.entries().map(({ step }) => step)

test('keeps the policies of moments, and the newest as now', () => {
  const book = new MomentBook()
  expect(book.policyAt(null)).toBeNull()
  const [first, second] = [always(0), always(1)]
  book.add(moment(0), first)
  book.add(moment(100), second)
  expect(book.entries()).toEqual([moment(0), moment(100)])
  expect(book.policyAt(0)).toBe(first)
  expect(book.policyAt(100)).toBe(second)
  expect(book.policyAt(null)).toBe(second)
  expect(book.policyAt(50)).toBeNull()
})

test('a policy of the same step replaces the newest, one of an earlier step is stale', () => {
  const book = new MomentBook()
  const again = always(2)
  book.add(moment(10), always(0))
  book.add(moment(10), again)
  book.add(moment(5), always(1))
  expect(steps(book)).toEqual([10])
  expect(book.policyAt(null)).toBe(again)
})

test('never more than 64 moments, the first and the newest among them, evenly spread', () => {
  const book = new MomentBook()
  for (let step = 0; step <= 100_000; step += 500) {
    book.add(moment(step), always(0))
    const kept = steps(book)
    expect(kept.length).toBeLessThanOrEqual(64)
    expect(kept[0]).toBe(0)
    expect(kept.at(-1)).toBe(step)
  }
  const kept = steps(book)
  expect(kept.length).toBe(64)
  const gaps = kept.slice(1).map((step, i) => step - kept[i]!)
  const mean = 100_000 / gaps.length
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * mean)
  expect(Math.min(...gaps.slice(0, -1))).toBeGreaterThanOrEqual(mean / 4)
})

test('spacing stays even also when the trainer changes its pace', () => {
  const book = new MomentBook({ most: 16 })
  let step = 0
  for (let i = 0; i < 400; i++) {
    step += i < 200 ? 10 : 1000
    book.add(moment(step), always(0))
  }
  const kept = steps(book)
  const gaps = kept.slice(1).map((next, i) => next - kept[i]!)
  expect(Math.max(...gaps)).toBeLessThanOrEqual((3 * step) / 16)
})

test('bytes are counted and bounded, however large the networks are', () => {
  // 6 + 3 weights of the policy, 2 + 1 of the value, four bytes each.
  expect(bytesOf(always(0))).toBe(48)
  const book = new MomentBook({ mostBytes: 480 })
  for (let step = 0; step < 100; step++) book.add(moment(step), always(0))
  expect(book.bytes).toBe(480)
  expect(steps(book)).toHaveLength(10)
  expect(steps(book)[0]).toBe(0)
})

test('the newest stays even when it alone is too large, and what is held is never thinned away', () => {
  const tiny = new MomentBook({ mostBytes: 10 })
  tiny.add(moment(1), always(0))
  expect(tiny.policyAt(null)).not.toBeNull()
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 20, maxLength: 80 }), strides => {
      const book = new MomentBook({ most: 8 })
      let step = 0
      const held: number[] = []
      for (const [i, stride] of strides.entries()) {
        step += stride
        if (i === 3 || i === 6) held.push(step)
        book.add(moment(step), always(0), held)
      }
      expect(steps(book)).toEqual(expect.arrayContaining(held))
      expect(steps(book).length).toBeLessThanOrEqual(8)
    }),
  )
})

test('cleared it is empty', () => {
  const book = new MomentBook()
  book.add(moment(1), always(0))
  book.clear()
  expect(book.entries()).toEqual([])
  expect(book.bytes).toBe(0)
  expect(book.newest).toBeNull()
})
