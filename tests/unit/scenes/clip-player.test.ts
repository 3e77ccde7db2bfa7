import { expect, test } from 'vitest'
import { defaultsOf } from '../../../src/core/settings.ts'
import { environmentById, tabularWorld } from '../../../src/envs/registry.ts'
import { ClipPlayer } from '../../../src/scenes/clip-player.ts'

const player = (...states: number[]) =>
  new ClipPlayer({
    form: 'tabular',
    states: Int32Array.from(states),
    actions: states.slice(1).map(() => 0),
  })

test('shows the whole step it has reached and says when that is another', () => {
  const clip = player(4, 5, 6)
  expect(clip.show(0.9)).toBe(false)
  expect(clip.show(1)).toBe(true)
  expect(clip.state).toBe(5)
  expect(Array.from(clip.trail())).toEqual([4, 5])
  expect(clip.show(0)).toBe(true)
  expect(clip.state).toBe(4)
})

test('a clip shorter than its partner waits at its end', () => {
  const clip = player(4, 5, 6)
  clip.show(9)
  expect([clip.step, clip.state]).toEqual([2, 6])
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
  clip.show(1)
  expect([...clip.trodden(board)]).toEqual([board.cellOfState[flowers[1]!]])
})
