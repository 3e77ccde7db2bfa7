import { expect, test } from 'vitest'
import { clipExhibit, stepsOf } from '../../../src/scenes/clip-exhibit.ts'

/** Three states of two numbers, two actions. */
const clip = {
  form: 'control' as const,
  stateSize: 2,
  states: Float64Array.of(0, 10, 1, 11, 2, 12),
  actions: Float32Array.of(-1, 1),
}

test('between two steps it is on its way, with the action that leads there', () => {
  const shown = clipExhibit(clip, 1.25)
  expect(Array.from(shown.previousState)).toEqual([1, 11])
  expect(Array.from(shown.state)).toEqual([2, 12])
  expect(shown.progress).toBeCloseTo(0.25)
  expect(Array.from(shown.action!)).toEqual([1])
  expect(Array.from(shown.trail)).toEqual([0, 10, 1, 11, 2, 12])
})

test('at the start nothing has been done but the first action is under way; beyond the end it stays at the end', () => {
  const start = clipExhibit(clip, 0)
  expect(Array.from(start.previousState)).toEqual([0, 10])
  expect(start.progress).toBe(0)
  expect(Array.from(start.action!)).toEqual([-1])
  const end = clipExhibit(clip, 99)
  expect(Array.from(end.state)).toEqual([2, 12])
  expect(end.progress).toBe(1)
  expect(stepsOf(clip)).toBe(2)
})

test('a clip without a step stands still', () => {
  const shown = clipExhibit({ ...clip, states: Float64Array.of(3, 4), actions: new Float32Array(0) }, 0)
  expect(Array.from(shown.state)).toEqual([3, 4])
  expect(shown.action).toBeNull()
})

test('it tells nothing that would steer an answer', () => {
  const { event, finished, thought, parts } = clipExhibit(clip, 2)
  expect([event, finished, thought, parts.reward]).toEqual(['none', 'no', null, 0])
})
