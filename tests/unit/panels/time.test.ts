import { describe, expect, test } from 'vitest'
import {
  ageMarks,
  nearestMoment,
  returnLine,
  sliderEnd,
  sliderTicks,
} from '../../../src/panels/time/moment-places.ts'
import { momentText, shortSteps, watchingText } from '../../../src/panels/time/moment-text.ts'
import type { Moment } from '../../../src/store/state.ts'

const moment = (step: number, recentReturn: number | null): Moment => ({
  step,
  episode: step / 100,
  recentReturn,
})
const learning = [
  moment(0, null),
  moment(1000, 20),
  moment(5000, 60),
  moment(10_000, 260),
  moment(20_000, 480),
  moment(40_000, 500),
]

describe('the time slider', () => {
  test('its end is a round number beyond now, and stands still for a while', () => {
    expect([0, 900, 9_000, 87_000, 100_000].map(sliderEnd)).toEqual([1000, 1000, 10_000, 100_000, 150_000])
    for (let step = 1; step < 5e6; step = Math.ceil(step * 1.07)) {
      expect(sliderEnd(step)).toBeGreaterThan(step)
      expect(sliderEnd(step)).toBeLessThanOrEqual(Math.max(1000, step * 1.02 * 1.5))
    }
  })

  test('ticks are round and few', () => {
    expect(sliderTicks(100_000)).toEqual([0, 20_000, 40_000, 60_000, 80_000, 100_000])
    expect(sliderTicks(150_000)).toEqual([0, 50_000, 100_000, 150_000])
    for (const end of [1000, 1500, 3e4, 4e5, 6e6, 8e7]) {
      expect(sliderTicks(end).length).toBeGreaterThanOrEqual(3)
      expect(sliderTicks(end).length).toBeLessThanOrEqual(6)
    }
  })

  test('a drag lands on the nearest moment, beyond the newest on live', () => {
    expect(nearestMoment(learning, 6900)).toBe(5000)
    expect(nearestMoment(learning, 8000)).toBe(10_000)
    expect(nearestMoment(learning, -50)).toBe(0)
    expect(nearestMoment(learning, 40_001)).toBeNull()
    expect(nearestMoment([], 10)).toBeNull()
  })

  test('baby is the first with an episode, the teenager came half of the way, the adult nearly all', () => {
    expect(ageMarks(learning, 0).map(({ age, moment: { step } }) => [age, step])).toEqual([
      ['baby', 1000],
      ['teenager', 10_000],
      ['adult', 20_000],
    ])
    expect(
      ageMarks(learning, 12_000).map(({ age }) => age),
      'the teenager would stand on the baby',
    ).toEqual(['baby', 'adult'])
    expect(ageMarks([], 0)).toEqual([])
    expect(ageMarks([moment(0, null)], 0).map(({ age }) => age)).toEqual(['baby'])
    expect(
      ageMarks([moment(100, -200), moment(9000, -200)], 0).map(({ age }) => age),
      'nothing is learnt while all returns are the same',
    ).toEqual(['baby'])
  })

  test('the curve has its best at the top and leaves out what nobody measured', () => {
    const line = returnLine(learning, 50_000)
    expect(line).toHaveLength(5)
    expect(line[0]).toEqual({ x: 0.02, y: 1 })
    expect(line.at(-1)).toEqual({ x: 0.8, y: 0 })
    expect(returnLine([moment(0, null), moment(10, 3)], 100)).toEqual([])
  })
})

describe('moments in words', () => {
  test('whom the stage shows', () => {
    expect(watchingText([null])).toBe('Live: the newest policy')
    expect(watchingText([12_000])).toBe('Watching the robot of step 12,000')
    expect(watchingText([12_000, null])).toBe('Side by side: step 12,000 and now')
    expect(watchingText([500, 12_000])).toBe('Side by side: step 500 and step 12,000')
  })

  test('where the slider stands', () => {
    expect(momentText(moment(12_000, 120), false)).toBe('Step 12,000, episode 120, mean return +120')
    expect(momentText(moment(0, null), true)).toBe('Live, step 0, episode 0')
    expect(momentText(undefined, true)).toBe('Live')
  })

  test('steps as short as a tick', () => {
    expect([0, 950, 12_000, 45_056, 1_500_000].map(shortSteps)).toEqual(['0', '950', '12k', '45.1k', '1.5M'])
  })
})
