import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clipStepMilliseconds } from '../../../src/core/clip-pace.ts'
import { ClipClock, REST_MILLISECONDS } from '../../../src/scenes/clip-clock.ts'

describe('the clock of a pair', () => {
  test('walks to the end, rests and begins again', () => {
    const clock = new ClipClock(2, 100)
    clock.update(150, 1)
    expect(clock.position).toBe(1.5)
    clock.update(60, 1)
    expect(clock.position).toBe(2)
    clock.update(REST_MILLISECONDS - 20, 1)
    expect(clock.position).toBe(2)
    clock.update(20, 1)
    expect(clock.position).toBe(0)
  })

  test('pace shortens the steps, not the rest', () => {
    const clock = new ClipClock(2, 100)
    clock.update(50, 4)
    expect(clock.position).toBe(2)
    clock.update(REST_MILLISECONDS - 1, 4)
    expect(clock.position).toBe(2)
    clock.update(2, 4)
    expect(clock.position).toBe(0)
  })

  test('by hand it goes to whole steps and stays within the clip', () => {
    const clock = new ClipClock(3, 100)
    clock.update(140, 1)
    clock.step(1)
    expect(clock.position).toBe(2)
    clock.step(1)
    clock.step(1)
    expect(clock.position).toBe(3)
    clock.update(30, 1)
    clock.step(-1)
    expect(clock.position).toBe(2)
    for (let i = 0; i < 5; i++) clock.step(-1)
    expect(clock.position).toBe(0)
  })

  test('never leaves the clip, whatever the frames', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.constantFrom(0.25, 1, 4)), { maxLength: 40 }),
        (steps, frames) => {
          const clock = new ClipClock(steps, 100)
          for (const [milliseconds, pace] of frames) {
            clock.update(milliseconds, pace)
            expect(clock.position).toBeGreaterThanOrEqual(0)
            expect(clock.position).toBeLessThanOrEqual(steps)
          }
        },
      ),
    )
  })
})

describe('the usual pace', () => {
  test('slows CartPole to where it can be judged, leaves Acrobot in real time', () => {
    expect(clipStepMilliseconds(0.02, 25)).toBe(100)
    expect(clipStepMilliseconds(0.2, 25)).toBe(200)
  })

  test('a whole episode stays short, never faster than real time', () => {
    expect(clipStepMilliseconds(null, 4)).toBe(300)
    expect(100 * clipStepMilliseconds(null, 100)).toBeLessThan(9000)
    expect(clipStepMilliseconds(0.02, 500)).toBe(20)
    expect(clipStepMilliseconds(0.05, 1000)).toBe(50)
  })
})
