/** Draws Pendulum: Pip stands on the end of a rod and swings itself up until it stands on top. */
import { drawTurn } from './action-arrows.ts'
import { paintBooks, paintPencil, paintPlank, paintPost, paintShadow, paintWall } from './bench-painter.ts'
import type { ControlPainter, ControlPicture } from './control-painter.ts'
import { degrees, signed } from './numbers.ts'
import type { Palette } from './palette.ts'
import { bobX, bobY, MOST_TORQUE, type PendulumGeometry, pendulumGeometry } from './pendulum-geometry.ts'
import { METRE_UNITS, pendulumCast } from './pendulum-robot.ts'
import { PIP, paintShapes, type Shape, starFrom } from './pip-painter.ts'
import { wrapAngle } from './pose.ts'

type Context = CanvasRenderingContext2D

export const pendulum: ControlPainter = {
  angles: [0],
  hops: false,
  speeds: [[0, 1]],
  layOut: (area, _, hasMap) => picture(pendulumGeometry(area, hasMap)),
  scaleIn: (area, hasMap) => pendulumGeometry(area, hasMap).metre,
  // Upright and almost still: that is all the task asks for.
  mood: state => (Math.abs(wrapAngle(state[0]!)) < 0.2 && Math.abs(state[1]!) < 0.6 ? 'happy' : null),
  readout: state => `${degrees(wrapAngle(state[0]!))} \u00b7 ${signed(state[1]!, 1)} rad/s`,
}

function picture(geometry: PendulumGeometry): ControlPicture {
  const { metre, x, y } = geometry
  const { plank } = geometry.bench
  const unit = metre / METRE_UNITS
  return {
    map: geometry.map,
    flag: null,
    hero: pendulumCast(geometry, 1, 10),
    ghosts: size => pendulumCast(geometry, size, -2),
    gaze: action => (Math.abs(action[0]!) < 0.2 ? 'idle' : action[0]! > 0 ? 'left' : 'right'),
    paintScenery: (context, palette) => paintScenery(context, geometry, palette),
    trace(states, offset, into) {
      into[0] = bobX(geometry, states[offset]!)
      into[1] = bobY(geometry, states[offset]!)
    },
    anchor(_, into) {
      into[0] = x
      into[1] = plank.y + plank.height / 2 + 13
    },
    drawAction(graphics, _, action, ink) {
      const share = Math.max(-1, Math.min(1, action[0]! / MOST_TORQUE))
      const turn = -share * 2.2
      drawTurn(graphics, x, y, 0.3 * metre, -Math.PI / 2 - turn / 2, turn, ink, Math.min(1.2, unit))
    },
  }
}

function paintScenery(context: Context, geometry: PendulumGeometry, palette: Palette): void {
  const { area, bench, metre, x, y, map } = geometry
  const right = area.x + area.width
  const under = map && map.x > x ? map.y + map.height + 34 : area.y + 54
  const hasRoom = right - x > 1.4 * metre + 240 && bench.floor - under > 130
  const tools: [number, number][] = hasRoom
    ? [
        [right - 250, under + 6],
        [right - 175, under],
        [right - 110, under + 6],
      ]
    : []
  paintWall(context, area, bench.floor, palette, tools)
  paintDial(context, geometry, palette)
  paintShadow(context, x, bench.floor + 2, 0.42 * metre)
  paintPost(context, x, bench.floor + 4, x, y, Math.max(8, 0.085 * metre), palette)
  paintPlank(context, bench, palette)
  if (right - x > 1.4 * metre + 240) {
    paintBooks(context, right - 210, bench.floor, 180)
    if (x - area.x > 1.3 * metre + 20) paintPencil(context, bench.plank.x + 40, bench.floor, 110)
  }
}

/** Degrees around the pivot, and the place where Pip should stand. */
function paintDial(context: Context, geometry: PendulumGeometry, palette: Palette): void {
  const { metre, x, y } = geometry
  context.strokeStyle = palette.token('mat-ink')
  context.globalAlpha = 0.28
  context.lineWidth = 1.6
  context.beginPath()
  context.arc(x, y, 0.62 * metre, 0, 2 * Math.PI)
  for (let degree = 0; degree < 360; degree += 15) {
    const angle = (degree * Math.PI) / 180
    const length = degree % 90 === 0 ? 0.09 : degree % 45 === 0 ? 0.06 : 0.035
    context.moveTo(bobX(geometry, angle, 0.62), bobY(geometry, angle, 0.62))
    context.lineTo(bobX(geometry, angle, 0.62 - length), bobY(geometry, angle, 0.62 - length))
  }
  context.stroke()
  context.globalAlpha = 0.9
  context.strokeStyle = palette.token('pos-4')
  context.lineWidth = 2.2
  context.lineCap = 'round'
  context.setLineDash([2, 7])
  context.beginPath()
  context.arc(x, bobY(geometry, 0, 1.02), 0.3 * metre, 0, 2 * Math.PI)
  context.stroke()
  context.setLineDash([])
  context.globalAlpha = 1
  const mark: Shape[] = [{ d: starFrom(0, 0, 1.5), fill: PIP.gold, width: 2.2 }]
  context.save()
  context.translate(x, bobY(geometry, 0, 1.02))
  const size = Math.max(0.8, metre / METRE_UNITS)
  context.scale(size, size)
  paintShapes(context, mark, false)
  context.restore()
}
