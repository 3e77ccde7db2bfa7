import { expect, test } from 'vitest'
import type { MomentId } from '../../../src/core/age.ts'
import {
  comparedWithNow,
  NO_MOMENTS,
  pinned,
  scrubbedTo,
  steppedBack,
  steppedOn,
  unpinned,
} from '../../../src/store/moments.ts'
import type { Moments } from '../../../src/store/state.ts'

const some: Moments = {
  entries: [0, 100, 200, 300].map(step => ({ step, episode: step / 10, recentReturn: null })),
  shown: null,
  pins: [],
}
const shown = (moments: Moments, step: number | null): Moments => ({ ...moments, shown: step })

test('scrubbing shows the nearest kept moment; null is live', () => {
  expect(scrubbedTo(some, 100).shown).toBe(100)
  expect(scrubbedTo(some, 160).shown).toBe(200)
  expect(scrubbedTo(some, -5).shown).toBe(0)
  expect(scrubbedTo(shown(some, 100), null).shown).toBeNull()
  expect(scrubbedTo(NO_MOMENTS, 7).shown).toBeNull()
})

test('a trained robot is shown, pinned and left; behind it comes live, before it the newest but one', () => {
  const adult = scrubbedTo(some, 'adult')
  expect(adult.shown).toBe('adult')
  expect(pinned(adult).pins).toEqual(['adult'])
  expect(steppedOn(adult).shown).toBeNull()
  expect(steppedBack(adult).shown).toBe(200)
  expect(unpinned(pinned(adult), 'adult').pins).toEqual([])
})

test('back and on walk through the moments, with live after the last', () => {
  const walk: (MomentId | null)[] = []
  let moments = some
  for (let i = 0; i < 5; i++) {
    moments = steppedBack(moments)
    walk.push(moments.shown)
  }
  for (let i = 0; i < 4; i++) {
    moments = steppedOn(moments)
    walk.push(moments.shown)
  }
  expect(walk).toEqual([200, 100, 0, 0, 0, 100, 200, null, null])
  expect(steppedOn(shown(some, 300)).shown).toBeNull()
  expect(steppedBack(NO_MOMENTS)).toBe(NO_MOMENTS)
})

test('a third pin replaces the oldest; the same moment is pinned once', () => {
  let moments = pinned(shown(some, 100))
  expect(moments.pins).toEqual([100])
  expect(pinned(moments)).toBe(moments)
  moments = pinned(shown(moments, 0))
  expect(moments.pins).toEqual([100, 0])
  moments = pinned(shown(moments, null))
  expect(moments.pins).toEqual([0, 300])
  expect(unpinned(moments, 0).pins).toEqual([300])
  expect(pinned(NO_MOMENTS)).toBe(NO_MOMENTS)
})

test('comparing with now pins what is shown alone and goes live', () => {
  const moments = { ...shown(some, 100), pins: [0, 200] }
  expect(comparedWithNow(moments)).toMatchObject({ pins: [100], shown: null })
  expect(comparedWithNow(some)).toMatchObject({ pins: [300], shown: null })
  expect(comparedWithNow(NO_MOMENTS)).toBe(NO_MOMENTS)
})
