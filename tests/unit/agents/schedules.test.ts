import { describe, expect, it } from 'vitest'
import { linearSchedule } from '../../../src/agents/schedules.ts'

describe('linearSchedule', () => {
  it('falls in a line and then stays', () => {
    expect([0, 250, 500, 1000, 5000].map(step => linearSchedule(8, 4, 1000, step))).toEqual([8, 7, 6, 4, 4])
  })

  it('stays where it is over 0 steps', () => {
    expect(linearSchedule(8, 4, 0, 0)).toBe(8)
    expect(linearSchedule(8, 4, 0, 1e9)).toBe(8)
  })
})
