/** Arrows of pushes and torques, on a paper edge. Drawn anew in each frame, so a few strokes each. */
import type { GameObjects } from 'phaser'
import type { ArrowInk } from './control-painter.ts'

type Graphics = GameObjects.Graphics

/** A straight arrow from a point. @param size 1 for a hero of common size. */
export function drawArrow(
  graphics: Graphics,
  x: number,
  y: number,
  across: number,
  down: number,
  { line, edge }: ArrowInk,
  size: number,
): void {
  const length = Math.hypot(across, down)
  if (length < 2) return
  const [dx, dy] = [across / length, down / length]
  const width = Math.max(3.2, 4.6 * size)
  const head = Math.min(length, width * 2.6)
  const [endX, endY] = [x + across, y + down]
  const [neckX, neckY] = [endX - dx * head, endY - dy * head]
  const half = width * 1.55
  for (const [colour, extra] of [
    [edge, Math.max(3, 4 * size)],
    [line, 0],
  ] as const) {
    graphics.lineStyle(width + extra, colour, 1)
    if (length > head) graphics.lineBetween(x, y, neckX, neckY)
    graphics.fillStyle(colour, 1)
    const grow = extra / 2
    graphics.fillTriangle(
      endX + dx * grow * 2,
      endY + dy * grow * 2,
      neckX - dx * grow - dy * (half + grow),
      neckY - dy * grow + dx * (half + grow),
      neckX - dx * grow + dy * (half + grow),
      neckY - dy * grow - dx * (half + grow),
    )
  }
}

/** An arrow along an arc. @param from, turn clockwise radians; the arrow ends at `from + turn`. */
export function drawTurn(
  graphics: Graphics,
  x: number,
  y: number,
  radius: number,
  from: number,
  turn: number,
  { line, edge }: ArrowInk,
  size: number,
): void {
  const width = Math.max(3.2, 4.6 * size)
  const way = Math.sign(turn)
  const head = width * 2.6
  if (Math.abs(turn) * radius < head) return
  const end = from + turn
  const neck = end - (way * Math.min(Math.abs(turn) * radius, head)) / radius
  const half = width * 1.55
  for (const [colour, extra] of [
    [edge, Math.max(3, 4 * size)],
    [line, 0],
  ] as const) {
    const grow = extra / 2
    graphics.lineStyle(width + extra, colour, 1)
    graphics.beginPath()
    graphics.arc(x, y, radius, from, neck, way < 0, 0.02)
    graphics.strokePath()
    graphics.fillStyle(colour, 1)
    const baseX = x + radius * Math.cos(neck)
    const baseY = y + radius * Math.sin(neck)
    const [outX, outY] = [Math.cos(neck), Math.sin(neck)]
    const [alongX, alongY] = [-outY * way, outX * way]
    graphics.fillTriangle(
      baseX + alongX * (head + 2 * grow),
      baseY + alongY * (head + 2 * grow),
      baseX - alongX * grow + outX * (half + grow),
      baseY - alongY * grow + outY * (half + grow),
      baseX - alongX * grow - outX * (half + grow),
      baseY - alongY * grow - outY * (half + grow),
    )
  }
}
