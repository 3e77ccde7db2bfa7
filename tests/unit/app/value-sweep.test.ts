import { expect, test } from 'vitest'
import { ValueSweep } from '../../../src/app/value-sweep.ts'
import { always, track } from './track.ts'

/** A clock on which every look takes `milliseconds`. */
function clock(milliseconds: number) {
  let time = 0
  return () => {
    time += milliseconds
    return time
  }
}

function finish(sweep: ValueSweep): void {
  for (let i = 0; i < 8; i++) sweep.advance(1e9, clock(0.001))
}

test('a world without a plane has no surface', () => {
  expect(ValueSweep.of({ ...track(), plane: null })).toBeNull()
})

test('nothing is known before there is a policy', () => {
  const sweep = ValueSweep.of(track())!
  finish(sweep)
  expect(sweep.surface).toBeNull()
})

test('values over the plane, from the lowest x and y, at the middle of each part', () => {
  const sweep = ValueSweep.of(track())!
  sweep.show(always(0, 2))
  finish(sweep)
  const { columns, rows, values, low, high } = sweep.surface!
  expect([columns, rows, values.length]).toEqual([32, 32, 1024])
  expect(values[0]).toBeCloseTo(2 * (0.5 / 32), 6)
  expect(values[31]).toBeCloseTo(2 * (31.5 / 32), 6)
  expect(values[1023]).toBeCloseTo(values[31]!, 12)
  expect([low, high]).toEqual([values[0], values[31]])
})

test('a slice ends when its time is over, and the version grows with each', () => {
  const sweep = ValueSweep.of(track())!
  sweep.show(always(0))
  sweep.advance(1, clock(0.125))
  const known = () => sweep.surface!.values.filter(value => !Number.isNaN(value)).length
  expect(known()).toBe(8)
  expect(sweep.surface!.version).toBe(1)
  sweep.advance(1, clock(0.125))
  expect(known()).toBe(16)
  expect(sweep.surface!.version).toBe(2)
  finish(sweep)
  const { version } = sweep.surface!
  finish(sweep)
  expect(sweep.surface!.version).toBe(version)
})

test('a clock that stands still ends a slice all the same', () => {
  const sweep = ValueSweep.of(track())!
  sweep.show(always(0))
  sweep.advance(1, () => 0)
  expect(sweep.surface!.values.filter(value => !Number.isNaN(value)).length).toBe(128)
})

test('old values stay until they are replaced, and policies that come faster than a sweep renew all in turn', () => {
  const sweep = ValueSweep.of(track())!
  sweep.show(always(0, 1))
  finish(sweep)
  const before = sweep.surface!.values.slice()
  for (let i = 0; i < 10; i++) {
    sweep.show(always(0, 3))
    sweep.advance(10, clock(0.1))
  }
  const halfway = sweep.surface!.values
  const renewed = halfway.filter((value, i) => Math.abs(value - 3 * before[i]!) < 1e-6).length
  expect(renewed).toBeGreaterThan(900)
  expect(renewed).toBeLessThan(1024)
  expect(halfway.every((value, i) => value === before[i] || Math.abs(value - 3 * before[i]!) < 1e-6)).toBe(
    true,
  )
})
