/** A rubber ball that a person has dropped: round, with a stripe that turns as it rolls. */
import type { GameObjects } from 'phaser'
import type { ShownBall } from '../core/exhibit.ts'
import type { Room } from './control-painter.ts'
import { numberOf, type Palette } from './palette.ts'

/** It fades over this last share of its time. */
const FADING_SHARE = 0.15

/** @param progress of the step under way, 0 to 1. */
export function drawBall(
  graphics: GameObjects.Graphics,
  { from, to, radius, left }: ShownBall,
  progress: number,
  room: Room,
  palette: Palette,
): void {
  const on = (a: number, b: number) => a + (b - a) * progress
  const { x, y } = room.stageAt(on(from.x, to.x), on(from.y, to.y))
  const size = radius * room.pixelsPerMetre
  // Angles on a stage go clockwise.
  const angle = -on(from.angle, to.angle)
  const alpha = Math.min(1, left / FADING_SHARE)
  graphics.fillStyle(numberOf(palette, 'accent'), alpha)
  graphics.fillCircle(x, y, size)
  graphics.lineStyle(Math.max(2, size / 5), numberOf(palette, 'card'), alpha)
  graphics.lineBetween(
    x - 0.8 * size * Math.cos(angle),
    y - 0.8 * size * Math.sin(angle),
    x + 0.8 * size * Math.cos(angle),
    y + 0.8 * size * Math.sin(angle),
  )
  graphics.lineStyle(2, numberOf(palette, 'ink'), alpha)
  graphics.strokeCircle(x, y, size)
}
