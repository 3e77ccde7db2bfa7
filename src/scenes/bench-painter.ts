/** Paints the bench that control worlds stand on: pegboard wall, plank with grain and ruler, and things lying about. */
import type { Bench } from './bench-geometry.ts'
import { tickStep, ticks } from './bench-geometry.ts'
import type { Area } from './board-layout.ts'
import type { Palette } from './palette.ts'
import { box, PIP, paintShapes, type Shape } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

const RULER = '#F2D675'
export const PEG_SPACING = 36
export const TOOLS = [
  'M0 8v64M-12 8h24l4-18h-32z',
  'M8 6c-14 4-18 20-8 30v60h16v-60c10-10 6-26-8-30v16z',
  'M-18 0h70v18h-70zM-6 18v76a6 6 0 0 0 12 0v-76',
  'M-18 12a18 18 0 1 0 36 0a18 18 0 1 0-36 0M0 30v60',
]

/** Holes of a pegboard, and the outlines of tools that hang there. @param tools where they hang from, CSS pixels. */
export function paintWall(
  context: Context,
  area: Area,
  bottom: number,
  palette: Palette,
  tools: readonly (readonly [x: number, y: number])[],
): void {
  context.fillStyle = palette.token('mat-ink')
  context.globalAlpha = 0.12
  context.beginPath()
  for (let y = area.y + 20; y < bottom - 12; y += PEG_SPACING) {
    for (let x = area.x + 20; x < area.x + area.width - 8; x += PEG_SPACING) {
      context.moveTo(x + 1.7, y)
      context.arc(x, y, 1.7, 0, 2 * Math.PI)
    }
  }
  context.fill()
  context.globalAlpha = 0.17
  context.strokeStyle = palette.token('mat-ink')
  context.lineWidth = 2.4
  context.lineJoin = 'round'
  context.lineCap = 'round'
  tools.forEach(([x, y], index) => {
    context.save()
    context.translate(x, y)
    context.stroke(new Path2D(TOOLS[index % TOOLS.length]!))
    context.restore()
  })
  context.globalAlpha = 1
}

export function paintPlank(context: Context, { plank, ruler }: Bench, palette: Palette): void {
  const { x, y, width, height } = plank
  const corner = Math.min(9, height / 4)
  context.save()
  context.shadowColor = 'rgba(40,32,20,.3)'
  context.shadowBlur = 10
  context.shadowOffsetY = 3
  context.fillStyle = palette.token('rim-lo')
  context.beginPath()
  context.roundRect(x, y, width, height, corner)
  context.fill()
  context.restore()
  context.save()
  context.beginPath()
  context.roundRect(x, y, width, height, corner)
  context.clip()
  const face = ruler.height > 0 ? ruler.y - y : height - Math.max(3, height * 0.12)
  paintWood(context, { x, y, width, height: face }, palette)
  if (ruler.height > 0) {
    context.fillStyle = RULER
    context.fillRect(x, ruler.y, width, ruler.height)
    context.fillStyle = 'rgba(53,49,43,.5)'
    context.fillRect(x, ruler.y, width, 1.5)
    context.fillRect(x, ruler.y + ruler.height - 1.5, width, 1.5)
  }
  context.restore()
}

/** A board seen from the front, lit from above. */
function paintWood(context: Context, { x, y, width, height }: Area, palette: Palette): void {
  context.fillStyle = palette.token('rim')
  context.fillRect(x, y, width, height)
  context.fillStyle = palette.token('rim-hi')
  context.fillRect(x, y, width, Math.min(5, height * 0.16))
  if (height < 16) return
  context.strokeStyle = palette.token('rim-lo')
  context.globalAlpha = 0.55
  context.lineWidth = 1.5
  context.lineCap = 'round'
  const rows = Math.max(1, Math.floor(height / 15))
  for (let i = 0; i * 95 < width + 100; i++) {
    const level = y + 10 + (((i * 5) % rows) + 0.5) * ((height - 12) / rows)
    const from = x - 40 + i * 95
    context.beginPath()
    context.moveTo(from, level)
    context.quadraticCurveTo(from + 30, level - 5, from + 66, level)
    context.quadraticCurveTo(from + 100, level + 4, from + 132, level + 1)
    context.stroke()
  }
  context.globalAlpha = 1
}

/** Ticks and numbers of a ruler in metres. @param scale pixels per metre. @param zero where 0 lies. */
export function paintRuler(
  context: Context,
  ruler: Area,
  palette: Palette,
  { low, high, zero, scale }: { low: number; high: number; zero: number; scale: number },
): void {
  const step = tickStep(scale, 58)
  context.strokeStyle = PIP.ink
  context.fillStyle = PIP.ink
  context.lineWidth = 1.5
  context.beginPath()
  for (const value of ticks(low, high, step / 5)) {
    const long = Math.abs(value / step - Math.round(value / step)) < 1e-6
    const x = zero + value * scale
    context.moveTo(x, ruler.y)
    context.lineTo(x, ruler.y + ruler.height * (long ? 0.42 : 0.22))
  }
  context.stroke()
  context.font = `${ruler.height < 28 ? 11 : 12.5}px ${palette.font}`
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  const roomy = ruler.width > 620
  const unit = roomy ? 'metres' : 'm'
  const end = ruler.x + ruler.width - 8 - context.measureText(roomy ? unit : ` ${unit}`).width
  const numbers = ticks(low, high, step)
    .map(value => ({ text: String(value).replace('-', '\u2212'), x: zero + value * scale + 5 }))
    .filter(({ text, x }) => x + context.measureText(text).width < end)
  const line = ruler.y + ruler.height - 6
  for (const number of numbers) {
    const last = !roomy && number === numbers.at(-1)
    context.fillText(last ? `${number.text} ${unit}` : number.text, number.x, line)
  }
  if (roomy) context.fillText(unit, end, line)
}

/** The soft shadow of a thing that stands on the bench. */
export function paintShadow(context: Context, x: number, y: number, across: number): void {
  context.fillStyle = 'rgba(27,23,18,.2)'
  context.beginPath()
  context.ellipse(x, y, across, Math.max(2.5, across * 0.07), 0, 0, 2 * Math.PI)
  context.fill()
}

/** A pencil lying on the bench, its point to the right. @param length without the eraser. */
export function paintPencil(context: Context, x: number, floor: number, length: number): void {
  const scale = length / 144
  paintShadow(context, x + length * 0.45, floor + 1, length * 0.62)
  context.save()
  context.translate(x, floor - 16 * scale)
  context.scale(scale, scale)
  paintShapes(context, pencilShapes(118), false)
  context.restore()
}

/** Along the x axis from its eraser, 16 thick. @param barrel length of the painted part. */
export const pencilShapes = (barrel: number): Shape[] => [
  { d: `M0 0h${barrel}l26 8-26 8H0z`, fill: '#F0C04A', width: 2.6 },
  { d: `M${barrel} 0l26 8-26 8z`, fill: '#F3DFC0', width: 2.6 },
  { d: `M${barrel + 18} 5.5l8 2.5-8 2.5z`, fill: PIP.ink, inner: true },
  { d: box(-20, 0, 22, 16, 5), fill: '#D98AA6', width: 2.6 },
  { d: `M8 6h${barrel - 14}`, stroke: '#FBE6A6', width: 3, inner: true },
]

const BOOKS = [
  { x: 0, width: 1, height: 26, cover: '#5E8C86', mark: '#CFE3DC' },
  { x: 0.19, width: 0.78, height: 24, cover: '#C9A23F', mark: '#F6E6B4' },
  { x: 0.4, width: 0.56, height: 28, cover: '#9C6A86', mark: '#EBD3DF' },
] as const

/** Books in a pile. @param width of the lowest. @returns height of the pile. */
export function paintBooks(context: Context, x: number, floor: number, width: number, count = 3): number {
  const scale = width / 226
  paintShadow(context, x + width / 2, floor + 1, width * 0.6)
  let top = floor
  for (const book of BOOKS.slice(0, count)) {
    const height = book.height * scale
    const left = x + book.x * width
    context.save()
    context.translate(left, top - height)
    context.scale(scale, scale)
    const length = (book.width * width) / scale
    paintShapes(
      context,
      [
        { d: box(0, 0, length, book.height, 4), fill: book.cover, width: 2.6 },
        { d: `M14 3v${book.height - 6}M22 3v${book.height - 6}`, stroke: book.mark, width: 3 },
        { d: `M${length * 0.2} ${book.height / 2}h${length * 0.35}`, stroke: book.mark, width: 3 },
      ],
      false,
    )
    context.restore()
    top -= height
  }
  return floor - top
}

/** A wooden post from the bench up to what it holds. */
export function paintPost(
  context: Context,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  width: number,
  palette: Palette,
): void {
  context.lineCap = 'round'
  for (const [colour, extra] of [
    [PIP.ink, 4],
    [palette.token('rim'), 0],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = width + extra
    context.beginPath()
    context.moveTo(fromX, fromY)
    context.lineTo(toX, toY)
    context.stroke()
  }
  context.strokeStyle = palette.token('rim-hi')
  context.lineWidth = Math.max(1.2, width * 0.2)
  context.globalAlpha = 0.8
  context.beginPath()
  context.moveTo(fromX - width * 0.2, fromY)
  context.lineTo(toX - width * 0.2, toY)
  context.stroke()
  context.globalAlpha = 1
}
