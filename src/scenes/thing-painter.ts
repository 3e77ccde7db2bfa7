/** What a person has dropped: a rubber ball with a stripe that turns as it rolls, or a book. */
import type { GameObjects } from 'phaser'
import type { ShownThing } from '../core/exhibit.ts'
import type { Room } from './control-painter.ts'
import { numberOf, type Palette } from './palette.ts'

type Graphics = GameObjects.Graphics

/** It fades over this last share of its time. */
const FADING_SHARE = 0.15

/** @param progress of the step under way, 0 to 1. */
export function drawThing(
  graphics: Graphics,
  { kind, from, to, radius, reach, left }: ShownThing,
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
  graphics.save()
  graphics.translateCanvas(x, y)
  graphics.rotateCanvas(angle)
  if (kind === 'ball') paintBall(graphics, size, alpha, palette)
  else paintBook(graphics, reach * room.pixelsPerMetre + size, size, alpha, palette)
  graphics.restore()
}

function paintBall(graphics: Graphics, size: number, alpha: number, palette: Palette): void {
  graphics.fillStyle(numberOf(palette, 'accent'), alpha)
  graphics.fillCircle(0, 0, size)
  graphics.lineStyle(Math.max(2, size / 5), numberOf(palette, 'card'), alpha)
  graphics.lineBetween(-0.8 * size, 0, 0.8 * size, 0)
  graphics.lineStyle(2, numberOf(palette, 'ink'), alpha)
  graphics.strokeCircle(0, 0, size)
}

/** Seen from its upper edge: covers, pages between them and a spine on the left. Half its length, half its thickness. */
function paintBook(graphics: Graphics, length: number, half: number, alpha: number, palette: Palette): void {
  graphics.fillStyle(numberOf(palette, 'accent'), alpha)
  graphics.fillRect(-length, -half, 2 * length, 2 * half)
  graphics.fillStyle(numberOf(palette, 'card'), alpha)
  graphics.fillRect(-length + half, -half / 2, 2 * length - half, half)
  graphics.lineStyle(1, numberOf(palette, 'ink'), 0.35 * alpha)
  graphics.lineBetween(-length + half, 0, length, 0)
  graphics.lineStyle(2, numberOf(palette, 'ink'), alpha)
  graphics.strokeRect(-length, -half, 2 * length, 2 * half)
}
