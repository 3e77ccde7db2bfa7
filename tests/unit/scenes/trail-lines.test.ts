import type { GameObjects } from 'phaser'
import { expect, test } from 'vitest'
import { drawTrail } from '../../../src/scenes/trail-lines.ts'

const INK = { line: 1, halo: 2, width: 2, alpha: 1 }

/** Counts lines and jumps of the line itself, not of its halo. */
function drawn(points: number[], longest: number) {
  const seen = { lines: 0, moves: 0, alphas: [] as number[] }
  let colour = 0
  const graphics = {
    lineStyle(_: number, next: number, alpha: number) {
      colour = next
      if (next === INK.line) seen.alphas.push(alpha)
    },
    beginPath: () => graphics,
    strokePath: () => graphics,
    moveTo() {
      if (colour === INK.line) seen.moves++
    },
    lineTo() {
      if (colour === INK.line) seen.lines++
    },
  } as unknown as GameObjects.Graphics
  drawTrail(graphics, Float64Array.from(points), points.length / 2, longest, INK)
  return seen
}

test('joins all points once and fades towards the past', () => {
  const { lines, alphas } = drawn(
    Array.from({ length: 60 }, (_, i) => i),
    1000,
  )
  expect(lines).toBe(29)
  expect(alphas).toEqual([...alphas].sort((a, b) => a - b))
  expect(alphas.at(-1)).toBe(1)
})

test('a jump is not drawn', () => {
  expect(drawn([0, 0, 1, 0, 500, 0, 501, 0], 100).lines).toBe(2)
})

test('one point alone is no trail', () => {
  expect(drawn([0, 0], 100)).toEqual({ lines: 0, moves: 0, alphas: [] })
})
