import { expect, test } from 'vitest'
import { defaultsOf } from '../../../src/core/settings.ts'
import { environmentById, tabularWorld } from '../../../src/envs/registry.ts'
import { ClipPlayer } from '../../../src/scenes/clip-player.ts'

const player = (...states: number[]) =>
  new ClipPlayer({ states: Int32Array.from(states), actions: states.slice(1).map(() => 0) })

test('walks to the end, pauses 700 ms, begins again', () => {
  const clip = player(4, 5, 6)
  expect(clip.update(299)).toBe(false)
  expect(clip.update(2)).toBe(true)
  expect(clip.state).toBe(5)
  clip.update(300)
  expect(clip.state).toBe(6)
  expect(clip.update(690)).toBe(false)
  expect(clip.update(20)).toBe(true)
  expect(clip.step).toBe(0)
  expect(Array.from(clip.trail())).toEqual([4])
})

test('a whole episode plays faster, so that a loop stays short', () => {
  const clip = player(...Array.from({ length: 101 }, (_, state) => state % 7))
  let milliseconds = 0
  while (clip.step < clip.steps) {
    clip.update(10)
    milliseconds += 10
  }
  expect(milliseconds).toBeLessThan(9000)
})

test('by hand it takes one step and wraps', () => {
  const clip = player(1, 2)
  clip.next()
  expect(clip.state).toBe(2)
  clip.next()
  expect(clip.state).toBe(1)
})

test('flowers lie flat once they are stepped on, not where the clip starts', () => {
  const definition = environmentById('FlowerPath-v0')
  const { board } = tabularWorld(definition.id, defaultsOf(definition.settings))
  const flowers = Array.from(board.cellOfState, (cell, state) =>
    board.tiles[cell] === 'flower' ? state : -1,
  )
    .filter(state => state >= 0)
    .slice(0, 2)
  const clip = player(flowers[0]!, flowers[1]!)
  expect(clip.trodden(board).size).toBe(0)
  clip.next()
  expect([...clip.trodden(board)]).toEqual([board.cellOfState[flowers[1]!]])
})
