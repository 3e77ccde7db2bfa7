/** Paints a strip of ground: the bench with its grain and ruler, or hills of felt. Strips fit to each other. */
import { tickStep, ticks } from './bench-geometry.ts'
import { type FigureCamera, LIP_HEIGHT } from './figure-camera.ts'
import { groundBetween, isLevel } from './figure-ground.ts'
import type { Palette } from './palette.ts'
import { PIP } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

const RULER = '#F2D675'

export interface Strip {
  /** World x of its left edge. */
  readonly left: number
  /** CSS pixels. */
  readonly width: number
  /** Height on the stage of its upper edge, and of its lower one. */
  readonly top: number
  readonly bottom: number
}

export interface GroundStyle {
  readonly kind: 'bench' | 'felt'
  /** World x that the ruler calls 0. */
  readonly zero: number
}

/** From the strip's left upper corner on. */
export function paintStrip(
  context: Context,
  strip: Strip,
  ground: ArrayLike<number>,
  camera: FigureCamera,
  palette: Palette,
  style: GroundStyle,
): void {
  const { scale } = camera
  const y = (metres: number) => camera.zeroY - metres * scale - strip.top
  const margin = 30 / scale
  const points = groundBetween(ground, strip.left - margin, strip.left + strip.width / scale + margin)
  const foot = (camera.hasRuler ? camera.ruler.y : strip.bottom) - strip.top
  const surface = (lower: number): Path2D => {
    const path = new Path2D()
    for (let i = 0; i < points.length; i += 2) {
      path.lineTo((points[i]! - strip.left) * scale, y(points[i + 1]!) + lower)
    }
    return path
  }
  const closed = (lower: number): Path2D => {
    const path = surface(lower)
    path.lineTo(strip.width + 60, strip.bottom - strip.top + 60)
    path.lineTo(-60, strip.bottom - strip.top + 60)
    path.closePath()
    return path
  }
  context.save()
  context.lineJoin = 'round'
  context.lineCap = 'round'
  const whole = closed(0)
  context.fillStyle = palette.token('rim')
  context.fill(whole)
  context.save()
  context.clip(whole)
  const offset = (strip.left * scale) % 1e6
  if (style.kind === 'felt') paintFelt(context, surface, closed, palette)
  else {
    paintGrain(context, offset, strip.width, Math.max(8, y(lowest(points)) + 4), foot, palette)
    context.strokeStyle = palette.token('rim-hi')
    context.lineWidth = 10
    context.stroke(surface(0))
  }
  context.restore()
  if (!isLevel(ground)) {
    context.strokeStyle = PIP.ink
    context.lineWidth = 2.4
    context.stroke(surface(0))
  }
  if (camera.hasRuler) paintRulerStrip(context, strip, camera, palette, style.zero)
  context.restore()
}

const lowest = (points: readonly number[]): number => {
  let low = Number.POSITIVE_INFINITY
  for (let i = 1; i < points.length; i += 2) low = Math.min(low, points[i]!)
  return low
}

/** Lines of the wood. @param offset pixels from the world's middle, so that strips continue each other. */
function paintGrain(
  context: Context,
  offset: number,
  width: number,
  top: number,
  foot: number,
  palette: Palette,
): void {
  const height = foot - top
  if (height < 10) return
  const rows = Math.max(1, Math.floor(height / 15))
  context.strokeStyle = palette.token('rim-lo')
  context.globalAlpha = 0.55
  context.lineWidth = 1.5
  const spacing = 95 / Math.max(1, Math.round(rows / 5))
  const first = Math.floor((offset - 150) / spacing)
  for (let i = first; i * spacing < offset + width + 10; i++) {
    const row = (((i * 5) % rows) + rows) % rows
    const level = top + ((row + 0.5) * height) / rows
    const from = i * spacing - offset
    context.beginPath()
    context.moveTo(from, level)
    context.quadraticCurveTo(from + 30, level - 5, from + 66, level)
    context.quadraticCurveTo(from + 100, level + 4, from + 132, level + 1)
    context.stroke()
  }
  context.globalAlpha = 1
}

/** Sheets of felt one before the other, each with a seam. */
function paintFelt(
  context: Context,
  surface: (lower: number) => Path2D,
  closed: (lower: number) => Path2D,
  palette: Palette,
): void {
  context.fillStyle = palette.token('rim-hi')
  context.fill(closed(0))
  for (const [lower, colour, alpha] of [
    [20, 'rim', 1],
    [62, 'rim-lo', 0.3],
    [118, 'rim-lo', 0.45],
  ] as const) {
    context.globalAlpha = alpha
    context.fillStyle = palette.token(colour)
    context.fill(closed(lower))
    context.globalAlpha = 0.7
    context.strokeStyle = palette.token('rim-lo')
    context.lineWidth = 1.6
    context.setLineDash([7, 6])
    context.stroke(surface(lower + 9))
    context.setLineDash([])
  }
  context.globalAlpha = 1
}

function paintRulerStrip(
  context: Context,
  strip: Strip,
  { ruler, scale }: FigureCamera,
  palette: Palette,
  zero: number,
): void {
  const top = ruler.y - strip.top
  context.fillStyle = RULER
  context.fillRect(0, top, strip.width, ruler.height)
  context.fillStyle = palette.token('rim-lo')
  context.fillRect(0, top + ruler.height, strip.width, LIP_HEIGHT + 20)
  context.fillStyle = 'rgba(53,49,43,.5)'
  context.fillRect(0, top, strip.width, 1.5)
  context.fillRect(0, top + ruler.height - 1.5, strip.width, 1.5)
  const step = tickStep(scale, 58)
  const low = strip.left - zero - 60 / scale
  const high = strip.left - zero + strip.width / scale + 4 / scale
  const at = (value: number) => (value + zero - strip.left) * scale
  context.strokeStyle = PIP.ink
  context.fillStyle = PIP.ink
  context.lineWidth = 1.5
  context.lineCap = 'butt'
  context.beginPath()
  for (const value of ticks(low, high, step / 5)) {
    const long = Math.abs(value / step - Math.round(value / step)) < 1e-6
    context.moveTo(at(value), top)
    context.lineTo(at(value), top + ruler.height * (long ? 0.42 : 0.22))
  }
  context.stroke()
  context.font = `12.5px ${palette.font}`
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  for (const value of ticks(low, high, step))
    context.fillText(String(value).replace('-', '\u2212'), at(value) + 5, top + ruler.height - 7)
}
