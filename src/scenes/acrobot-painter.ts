/** Draws Acrobot: Pip as a gymnast who hangs on a bar and bends at the hips until its feet pass a line. */
import { type AcrobotGeometry, acrobotGeometry, LINK, targetY, tipX, tipY } from './acrobot-geometry.ts'
import { acrobotCast, METRE_UNITS } from './acrobot-robot.ts'
import { drawTurn } from './action-arrows.ts'
import { paintBooks, paintPencil, paintPlank, paintPost, paintShadow, paintWall } from './bench-painter.ts'
import type { ControlPainter, ControlPicture } from './control-painter.ts'
import { degrees, signed } from './numbers.ts'
import type { Palette } from './palette.ts'
import { circle, PIP, paintShapes, type Shape } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

export const acrobot: ControlPainter = {
  angles: [0, 1],
  hops: false,
  speeds: [
    [0, 2],
    [1, 3],
  ],
  layOut: area => picture(acrobotGeometry(area)),
  scaleIn: area => acrobotGeometry(area).metre,
  mood: () => null,
  readout: state => {
    const height = -LINK * (Math.cos(state[0]!) + Math.cos(state[0]! + state[1]!))
    return `tip ${signed(height, 2)} m \u00b7 elbow ${degrees(state[1]!)}`
  },
}

function picture(geometry: AcrobotGeometry): ControlPicture {
  const { metre, x } = geometry
  const { plank } = geometry.bench
  const unit = metre / METRE_UNITS
  return {
    map: null,
    flag: null,
    hero: acrobotCast(geometry, 1, 14),
    ghosts: size => acrobotCast(geometry, size, 2),
    gaze: action => (action[0] === 0 ? 'left' : action[0] === 2 ? 'right' : 'idle'),
    paintScenery: (context, palette) => paintScenery(context, geometry, palette),
    trace(states, offset, into) {
      into[0] = tipX(geometry, states[offset]!, states[offset + 1]!, 1.02)
      into[1] = tipY(geometry, states[offset]!, states[offset + 1]!, 1.02)
    },
    // On the plank, where neither hands nor feet come.
    anchor(_, into) {
      into[0] = x
      into[1] = plank.y + plank.height / 2 + 13
    },
    drawAction(graphics, state, action, ink) {
      const torque = action[0]! - 1
      if (torque === 0) return
      const hipX = tipX(geometry, state[0]!, state[1]!, 0)
      const hipY = tipY(geometry, state[0]!, state[1]!, 0)
      // A positive torque bends the legs counterclockwise, so the arrow goes against the clock.
      const middle = Math.PI / 2 - state[0]! - state[1]! / 2
      drawTurn(graphics, hipX, hipY, 0.36 * metre, middle + torque * 0.75, -torque * 1.5, ink, unit)
    },
  }
}

function paintScenery(context: Context, geometry: AcrobotGeometry, palette: Palette): void {
  const { area, bench, metre, x, y } = geometry
  const tools: [number, number][] =
    area.width > 2.4 * 2 * metre + 150
      ? [
          [area.x + 62, area.y + 50],
          [area.x + area.width - 90, area.y + 44],
        ]
      : []
  paintWall(context, area, bench.floor, palette, tools)
  paintTarget(context, geometry, palette)
  const thick = Math.max(7, 0.075 * metre)
  const spread = 0.62 * metre
  paintShadow(context, x, bench.floor + 2, spread * 1.3)
  for (const way of [-1, 1]) paintPost(context, x + way * spread, bench.floor - 2, x, y, thick, palette)
  paintPlank(context, bench, palette)
  const free = area.width / 2 - 2.2 * metre
  if (free > 190) {
    paintPencil(context, bench.plank.x + 44, bench.floor, Math.min(130, free - 80))
    paintBooks(context, bench.plank.x + bench.plank.width - 170, bench.floor, 150, 2)
  }
  paintShapesAt(context, x, y, Math.max(0.75, metre / METRE_UNITS), HOOK)
}

const HOOK: readonly Shape[] = [
  { d: circle(0, 0, 11), fill: '#D9B04A', width: 2.6 },
  { d: circle(0, 0, 4), fill: '#8A6A1F', width: 2 },
]

function paintShapesAt(
  context: Context,
  x: number,
  y: number,
  scale: number,
  shapes: readonly Shape[],
): void {
  context.save()
  context.translate(x, y)
  context.scale(scale, scale)
  paintShapes(context, shapes, false)
  context.restore()
}

/** A string of pennants across the stage: pass it and the episode ends. */
function paintTarget(context: Context, geometry: AcrobotGeometry, palette: Palette): void {
  const { area, metre, x } = geometry
  const y = targetY(geometry)
  const half = Math.min(area.width / 2 - 14, 2.5 * metre)
  const size = Math.max(0.62, Math.min(1, metre / 130))
  const count = 2 * Math.floor(half / (40 * size)) + 1
  for (let i = 0; i < count; i++) {
    const place = x + ((i - (count - 1) / 2) * 2 * half) / count
    const fill = ['#5E8C86', PIP.gold, '#9C6A86'][i % 3]!
    paintShapesAt(context, place, y, size, [{ d: 'M-8 0h16l-8 17z', fill, width: 2.2 }])
  }
  context.strokeStyle = palette.token('pos-4')
  context.lineWidth = 2.2
  context.lineCap = 'round'
  context.beginPath()
  context.moveTo(x - half, y)
  context.lineTo(x + half, y)
  context.stroke()
  for (const way of [-1, 1]) {
    paintShapesAt(context, x + way * half, y, size, [{ d: circle(0, 0, 5), fill: '#D9B04A', width: 2.4 }])
  }
  context.fillStyle = palette.token('mat-ink')
  context.font = `${metre < 80 ? 11 : 12.5}px ${palette.font}`
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  context.fillText('tip (feet) up to here', x - half + 12, y - 9)
}
