/** The soft trail of a robot: a line on a paper halo that fades towards its past. */
import type { GameObjects } from 'phaser'

const BANDS = 8

export interface TrailInk {
  readonly line: number
  readonly halo: number
  readonly width: number
  /** Of the newest end. */
  readonly alpha: number
}

/**
 * @param points x and y by turns, oldest first, CSS pixels. @param count how many points.
 * @param longest a longer way between two points is a jump, and not drawn.
 */
export function drawTrail(
  graphics: GameObjects.Graphics,
  points: Float64Array,
  count: number,
  longest: number,
  { line, halo, width, alpha }: TrailInk,
): void {
  if (count < 2) return
  for (const [colour, thick, strength] of [
    [halo, width * 3, 0.45],
    [line, width, 1],
  ] as const) {
    for (let band = 0; band < BANDS; band++) {
      const from = Math.floor((band * (count - 1)) / BANDS)
      const to = Math.floor(((band + 1) * (count - 1)) / BANDS)
      if (to <= from) continue
      graphics.lineStyle(thick, colour, alpha * strength * ((band + 1) / BANDS) ** 1.3)
      strokeRun(graphics, points, from, to, longest)
    }
  }
}

function strokeRun(
  graphics: GameObjects.Graphics,
  points: Float64Array,
  from: number,
  to: number,
  longest: number,
): void {
  graphics.beginPath()
  graphics.moveTo(points[2 * from]!, points[2 * from + 1]!)
  for (let i = from + 1; i <= to; i++) {
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!]
    if (Math.hypot(x - points[2 * i - 2]!, y - points[2 * i - 1]!) > longest) graphics.moveTo(x, y)
    else graphics.lineTo(x, y)
  }
  graphics.strokePath()
}
