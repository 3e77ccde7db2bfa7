import { describe, expect, test } from 'vitest'
import { Interval, Pacer } from '../../../src/workers/pacing.ts'

describe('the pacer', () => {
  test('owes what was not taken, and waits for what was taken too early', () => {
    const pacer = new Pacer(100, 0)
    expect(pacer.due(50)).toBe(5)
    pacer.took(2)
    expect(pacer.due(60)).toBe(4)
    pacer.took(12)
    expect(pacer.due(60)).toBe(-8)
    expect(pacer.wait()).toBeCloseTo(90, 9)
    expect(pacer.due(150)).toBe(1)
  })

  test('never owes more than a quarter of a second, and nothing after a pause', () => {
    const pacer = new Pacer(100, 0)
    expect(pacer.due(10_000)).toBe(25)
    pacer.resume(20_000)
    expect(pacer.due(20_000)).toBe(0)
  })

  test('at max it is always due', () => {
    const pacer = new Pacer('max', 0)
    expect(pacer.due(0)).toBe(Number.POSITIVE_INFINITY)
    pacer.took(1000)
    expect(pacer.wait()).toBe(0)
    pacer.speed = 10
    expect(pacer.due(100)).toBe(1)
  })
})

test('an interval grows with what the last time cost', () => {
  const interval = new Interval(100, 0.1)
  expect(interval.due(0)).toBe(true)
  interval.spent(0, 5)
  expect(interval.due(104)).toBe(false)
  expect(interval.due(105)).toBe(true)
  interval.spent(105, 145)
  expect(interval.due(544)).toBe(false)
  expect(interval.due(545)).toBe(true)
  interval.restart(600)
  expect(interval.due(699)).toBe(false)
  expect(interval.due(700)).toBe(true)
})
