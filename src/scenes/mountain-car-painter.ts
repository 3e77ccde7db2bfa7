/** Draws MountainCar: Pip in a toy car on a hill of layered wood, a flag where it should get to. */
import { drawArrow } from './action-arrows.ts'
import { paintBooks, paintPlank, paintRuler, paintWall } from './bench-painter.ts'
import type { ControlPainter, ControlPicture } from './control-painter.ts'
import {
  CAR_UNITS,
  FLAG_REACH,
  LEFT_END,
  type MountainCarGeometry,
  mountainCarGeometry,
  RIGHT_END,
  slope,
  trackX,
  trackY,
} from './mountain-car-geometry.ts'
import { mountainCarGhosts, mountainCarHero } from './mountain-car-robot.ts'
import { signed } from './numbers.ts'
import type { Palette } from './palette.ts'
import { box, PIP, paintShapes } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

/** @param goal position from which the episode ends. */
export const mountainCar = ({ goal }: { goal: number }): ControlPainter => ({
  angles: [],
  hops: true,
  speeds: [],
  layOut: (area, world, hasMap) =>
    picture(mountainCarGeometry(area, hasMap), goal, world.actionSpace.kind === 'discrete'),
  scaleIn: (area, hasMap) => mountainCarGeometry(area, hasMap).scale,
  mood: () => null,
  readout: state => `${signed(state[0]!, 2)} m \u00b7 ${signed(state[1]!, 3)} m per step`,
})

function picture(geometry: MountainCarGeometry, goal: number, discrete: boolean): ControlPicture {
  const { unit, bench } = geometry
  const throttleOf = (action: ArrayLike<number>) =>
    discrete ? action[0]! - 1 : Math.max(-1, Math.min(1, action[0]!))
  return {
    map: geometry.map,
    hero: mountainCarHero(geometry),
    ghosts: size => mountainCarGhosts(geometry, size),
    gaze(action) {
      const throttle = throttleOf(action)
      return Math.abs(throttle) < 0.1 ? 'idle' : throttle < 0 ? 'left' : 'right'
    },
    flag: {
      x: trackX(geometry, goal),
      y: trackY(geometry, goal) + 3,
      height: FLAG_REACH * CAR_UNITS * unit,
    },
    paintScenery: (context, palette) => paintScenery(context, geometry, palette),
    trace(states, offset, into) {
      into[0] = trackX(geometry, states[offset]!)
      into[1] = trackY(geometry, states[offset]!) + 5
    },
    // On the plank: at the car it would hide the arrow or the wheels on a slope.
    anchor(_, into) {
      into[0] = geometry.area.x + geometry.area.width / 2
      into[1] = (bench.floor + bench.ruler.y) / 2 + 13
    },
    drawAction(graphics, state, action, ink) {
      const throttle = throttleOf(action)
      if (Math.abs(throttle) < 0.03) return
      const way = Math.sign(throttle)
      const turn = slope(state[0]!)
      const [along, up] = [way * 47 * unit, 24 * unit]
      const x = trackX(geometry, state[0]!) + along * Math.cos(turn) + up * Math.sin(turn)
      const y = trackY(geometry, state[0]!) + along * Math.sin(turn) - up * Math.cos(turn)
      const length = way * (14 + Math.abs(throttle) * Math.max(20, 34 * unit))
      drawArrow(graphics, x, y, length * Math.cos(turn), length * Math.sin(turn), ink, unit)
    },
  }
}

function paintScenery(context: Context, geometry: MountainCarGeometry, palette: Palette): void {
  const { area, bench, zero, scale } = geometry
  paintWall(context, area, bench.floor, palette, [])
  const left = trackX(geometry, LEFT_END)
  const roomLeft = left - bench.plank.x
  if (roomLeft > 90) paintBooks(context, bench.plank.x + 16, bench.floor, Math.min(190, roomLeft + 20))
  paintPlank(context, bench, palette)
  paintHill(context, geometry, palette)
  paintRuler(context, bench.ruler, palette, { low: LEFT_END, high: RIGHT_END, zero, scale })
  paintStop(context, left, trackY(geometry, LEFT_END), Math.max(0.7, geometry.unit), palette)
}

/** Sheets of wood cut to the hill's curve, glued one behind the other. */
function paintHill(context: Context, geometry: MountainCarGeometry, palette: Palette): void {
  const { bench } = geometry
  const curve = (lower: number): Path2D => {
    const path = new Path2D()
    const [from, to] = [LEFT_END - 0.03, RIGHT_END + 0.03]
    path.moveTo(trackX(geometry, from), bench.floor)
    for (let i = 0; i <= 120; i++) {
      const position = from + ((to - from) * i) / 120
      path.lineTo(trackX(geometry, position), Math.min(bench.floor, trackY(geometry, position) + lower))
    }
    path.lineTo(trackX(geometry, to), bench.floor)
    path.closePath()
    return path
  }
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.save()
  context.shadowColor = 'rgba(40,32,20,.28)'
  context.shadowBlur = 12
  context.shadowOffsetY = 3
  context.fillStyle = palette.token('rim')
  context.fill(curve(0))
  context.restore()
  const step = Math.max(20, geometry.scale * 0.085)
  context.save()
  context.clip(curve(0))
  context.fillStyle = palette.token('rim-hi')
  context.fill(curve(0))
  for (let layer = 1; layer * step < geometry.scale; layer++) {
    const path = curve(layer * step - step * 0.42)
    context.globalAlpha = 1
    context.fillStyle = palette.token('rim')
    context.fill(path)
    context.fillStyle = palette.token('rim-lo')
    context.globalAlpha = [0.26, 0, 0.13][layer % 3]!
    context.fill(path)
    context.globalAlpha = 0.5
    context.strokeStyle = palette.token('rim-lo')
    context.lineWidth = 1.4
    context.stroke(path)
  }
  context.restore()
  context.globalAlpha = 1
  context.strokeStyle = PIP.ink
  context.lineWidth = 2.6
  context.stroke(curve(0))
}

/** What holds the car at the left end. */
function paintStop(context: Context, x: number, y: number, size: number, palette: Palette): void {
  context.save()
  context.translate(x, y)
  context.scale(size, size)
  paintShapes(
    context,
    [
      { d: box(-12, -40, 12, 44, 4), fill: palette.token('rim'), width: 2.4 },
      { d: 'M-8.5-34v30', stroke: palette.token('rim-hi'), width: 2, inner: true },
    ],
    false,
  )
  context.restore()
}
