/** Paints the card of the value map: paper, title, axes with their units, and the scale of colours. */
import type { PlaneAxis, StatePlane } from '../core/environment.ts'
import { tickStep, ticks } from './bench-geometry.ts'
import { type Palette, signedColour } from './palette.ts'
import type { PhaseMapLayout } from './phase-map-layout.ts'

type Context = CanvasRenderingContext2D

export function paintMapCard(
  context: Context,
  { card, plot, compact }: PhaseMapLayout,
  plane: StatePlane,
  palette: Palette,
  title: string,
): void {
  context.save()
  context.shadowColor = 'rgba(40,32,20,.28)'
  context.shadowBlur = 12
  context.shadowOffsetY = 4
  context.fillStyle = palette.token('card')
  context.beginPath()
  context.roundRect(card.x, card.y, card.width, card.height, 10)
  context.fill()
  context.restore()
  context.fillStyle = palette.token('zero')
  context.fillRect(plot.x, plot.y, plot.width, plot.height)
  context.fillStyle = palette.token('ink')
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.font = `600 ${compact ? 11 : 12.5}px ${palette.font}`
  context.fillText(title, compact ? plot.x - 12 : card.x + 12, card.y + (compact ? 12 : 15))
  context.fillStyle = palette.token('ink-2')
  context.strokeStyle = palette.token('line-strong')
  context.lineWidth = 1
  context.font = `${compact ? 11 : 12}px ${palette.font}`
  paintAcross(context, { plot, compact }, plane.x)
  paintUp(context, { plot, compact, card }, plane.y)
}

type Plot = Pick<PhaseMapLayout, 'plot' | 'compact'>

function paintAcross(context: Context, { plot, compact }: Plot, axis: PlaneAxis): void {
  const bottom = plot.y + plot.height
  context.textAlign = 'center'
  context.textBaseline = 'top'
  if (!compact) {
    const scale = plot.width / (axis.high - axis.low)
    for (const value of ticks(axis.low, axis.high, tickStep(scale, 44))) {
      const x = plot.x + (value - axis.low) * scale
      context.fillRect(x - 0.5, bottom, 1, 4)
      context.fillText(printed(value), x, bottom + 5)
    }
  }
  context.fillText(named(axis), plot.x + plot.width / 2, bottom + (compact ? 3 : 19))
}

function paintUp(
  context: Context,
  { plot, compact, card }: Plot & Pick<PhaseMapLayout, 'card'>,
  axis: PlaneAxis,
): void {
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  if (!compact) {
    const scale = plot.height / (axis.high - axis.low)
    for (const value of ticks(axis.low, axis.high, tickStep(scale, 30))) {
      const y = plot.y + plot.height - (value - axis.low) * scale
      context.fillRect(plot.x - 4, y - 0.5, 4, 1)
      context.fillText(printed(value), plot.x - 6, y)
    }
  }
  context.save()
  context.translate(card.x + (compact ? 10 : 11), plot.y + plot.height / 2)
  context.rotate(-Math.PI / 2)
  context.textAlign = 'center'
  const whole = named(axis)
  context.fillText(context.measureText(whole).width > plot.height + 4 ? axis.label : whole, 0, 0)
  context.restore()
}

const printed = (value: number): string => String(value).replace('-', '\u2212')
const named = ({ label, unit }: PlaneAxis): string => (unit ? `${label}, ${unit}` : label)

/** Worst value, colours, best value. @param width, height of the strip. */
export function paintScale(
  context: Context,
  width: number,
  height: number,
  { low, high }: { low: number; high: number },
  palette: Palette,
): void {
  context.clearRect(0, 0, width, height)
  context.font = `11px ${palette.font}`
  context.textBaseline = 'middle'
  context.fillStyle = palette.token('ink-2')
  const best = valueText(high)
  const worst = valueText(low)
  const right = width - context.measureText(best).width - 5
  const left = Math.max(context.measureText(worst).width + 5, right - 74)
  context.textAlign = 'right'
  context.fillText(best, width, height / 2 + 0.5)
  context.fillText(worst, left - 5, height / 2 + 0.5)
  if (right - left < 8) return
  const shades = context.createLinearGradient(left, 0, right, 0)
  for (let i = 0; i <= 8; i++) shades.addColorStop(i / 8, signedColour(palette, i / 4 - 1))
  context.fillStyle = shades
  context.beginPath()
  context.roundRect(left, height / 2 - 4, right - left, 8, 4)
  context.fill()
}

export function valueText(value: number): string {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2).replace('-', '\u2212')
}
