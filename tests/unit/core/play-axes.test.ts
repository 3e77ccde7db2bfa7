import { expect, test } from 'vitest'
import { isHeld, playAxes, playKind, withAxis } from '../../../src/core/play-axes.ts'
import type { Box } from '../../../src/core/space.ts'

const box = (size: number): Box => ({
  kind: 'box',
  shape: [size],
  low: new Array(size).fill(-1),
  high: new Array(size).fill(1),
})
const joints = (size: number) => Array.from({ length: size }, (_, i) => ({ label: `joint ${i}`, unit: '' }))
const keysOf = (size: number) =>
  playAxes('Robot-v0', { actionSpace: box(size), actions: joints(size) }).map(
    ({ less, more }) => `${less?.shown}${more.shown}`,
  )

test('one thing to hold lies under the arrows, and so do two joints', () => {
  expect(keysOf(1)).toEqual(['\u2190\u2192'])
  expect(keysOf(2)).toEqual(['\u2190\u2192', '\u2193\u2191'])
  const row = playAxes('CartPole-v1', { actionSpace: { kind: 'discrete', n: 2 }, actions: joints(2) })
  expect(row).toHaveLength(1)
})

test('joints have a pair of letters each, the first half under the left hand', () => {
  expect(keysOf(3)).toEqual(['AQ', 'SW', 'DE'])
  expect(keysOf(4)).toEqual(['AQ', 'SW', 'JU', 'KI'])
  expect(keysOf(6)).toEqual(['AQ', 'SW', 'DE', 'JU', 'KI', 'LO'])
  expect(keysOf(17), 'there are no more fingers').toHaveLength(6)
  for (let size = 1; size < 9; size++)
    expect(new Set(keysOf(size).join('')).size).toBe(2 * keysOf(size).length)
})

test('a lander turns and fires', () => {
  const lander = playAxes('LunarLander-v3', { actionSpace: { kind: 'discrete', n: 4 }, actions: joints(4) })
  expect(lander.map(({ name }) => name)).toEqual(['Turn', 'Main engine'])
  expect(lander[1]!.less).toBeNull()
  expect(playKind('LunarLanderContinuous-v3', { actionSpace: box(2) })).toBe('lander')
})

test('what is held of one axis leaves the others', () => {
  const two = withAxis(withAxis([], 2, 0.5), 0, -7)
  expect(two).toEqual([-1, null, 0.5])
  expect(withAxis(two, 2, 0.5), 'nothing new').toBe(two)
  expect(withAxis([], 3, null)).toEqual([])
  expect(isHeld(two)).toBe(true)
  expect(isHeld(withAxis(withAxis(two, 0, null), 2, null))).toBe(false)
})
