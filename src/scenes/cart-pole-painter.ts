/** Draws CartPole: Pip rides a cart along a ruler and balances a pencil on its antenna. */
import { drawArrow } from './action-arrows.ts'
import { paintPlank, paintRuler, paintWall } from './bench-painter.ts'
import {
  type CartPoleGeometry,
  cartPoleGeometry,
  cartX,
  HALF_TRACK,
  tipX,
  tipY,
} from './cart-pole-geometry.ts'
import { cartPoleGhosts, cartPoleHero, LIMIT_REACH } from './cart-pole-robot.ts'
import type { ControlPainter, ControlPicture } from './control-painter.ts'
import { degrees, signed } from './numbers.ts'
import type { Palette } from './palette.ts'
import { box, paintShapes } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

export const cartPole: ControlPainter = {
  angles: [2],
  hops: true,
  speeds: [],
  layOut: area => picture(cartPoleGeometry(area)),
  scaleIn: area => cartPoleGeometry(area).metre,
  mood: () => null,
  readout: state => `${signed(state[0]!, 2)} m \u00b7 ${degrees(state[2]!)}`,
}

function picture(geometry: CartPoleGeometry): ControlPicture {
  const { metre, hinge, unit, bench } = geometry
  return {
    map: null,
    flag: null,
    gaze: action => (action[0] === 0 ? 'left' : 'right'),
    hero: cartPoleHero(geometry),
    ghosts: size => cartPoleGhosts(geometry, size),
    paintScenery: (context, palette) => paintScenery(context, geometry, palette),
    trace(states, offset, into) {
      into[0] = tipX(geometry, states[offset]!, states[offset + 2]!)
      into[1] = tipY(geometry, states[offset + 2]!)
    },
    anchor(state, into) {
      into[0] = cartX(geometry, state[0]!)
      into[1] = hinge - metre * LIMIT_REACH - 8
    },
    drawAction(graphics, state, action, ink) {
      const way = action[0] === 0 ? -1 : 1
      const from = cartX(geometry, state[0]!) + way * 40 * unit
      drawArrow(graphics, from, bench.floor - 20 * unit, way * Math.max(26, 44 * unit), 0, ink, unit)
    },
  }
}

function paintScenery(context: Context, geometry: CartPoleGeometry, palette: Palette): void {
  const { area, bench, metre, middle } = geometry
  paintWall(context, area, bench.floor, palette, toolPlaces(geometry))
  for (const end of [-HALF_TRACK, HALF_TRACK]) paintEnd(context, geometry, palette, end)
  paintPlank(context, bench, palette)
  paintRuler(context, bench.ruler, palette, {
    low: -HALF_TRACK,
    high: HALF_TRACK,
    zero: middle,
    scale: metre,
  })
}

/** Tools hang between the ends of the track, above the poles. */
function toolPlaces({ area, middle, metre, hinge }: CartPoleGeometry): [number, number][] {
  const above = hinge - LIMIT_REACH * metre - area.y
  if (area.width < 420 || above < 60) return []
  const y = area.y + Math.max(20, Math.min(46, above - 74))
  const places = metre > 130 ? [-2.05, 0.95, 1.35, 2.05] : [-1.7, 1.6]
  return places.map(place => [middle + place * metre, y])
}

/** Beyond this line the episode ends. */
function paintEnd(context: Context, geometry: CartPoleGeometry, palette: Palette, end: number): void {
  const x = cartX(geometry, end)
  const { floor } = geometry.bench
  context.strokeStyle = palette.token('neg-4')
  context.globalAlpha = 0.55
  context.lineWidth = 2
  context.setLineDash([3, 6])
  context.lineCap = 'round'
  context.beginPath()
  context.moveTo(x, floor - 4)
  context.lineTo(x, geometry.area.y + 26)
  context.stroke()
  context.setLineDash([])
  context.globalAlpha = 1
  const size = Math.max(0.7, geometry.unit)
  context.save()
  context.translate(x, floor)
  context.scale(size, size)
  paintShapes(
    context,
    [
      { d: box(-6, -34, 12, 36, 4), fill: palette.token('rim'), width: 2.4 },
      { d: box(-6, -27, 12, 7, 0), fill: palette.token('neg-3'), inner: true },
      { d: box(-6, -14, 12, 7, 0), fill: palette.token('neg-3'), inner: true },
      { d: box(-6, -34, 12, 36, 4), width: 2.4, inner: true },
    ],
    false,
  )
  context.restore()
}
