/** Pip on a cart with a pencil on its antenna, in parts. */
import { paintShadow } from './bench-painter.ts'
import { type CartPoleGeometry, cartX, FALLEN_ANGLE, POLE_LENGTH, RIDER_UNITS } from './cart-pole-geometry.ts'
import { type Cast, type Look, type Part, setPose } from './control-painter.ts'
import { ANTENNA, box, circle, PIP, paintShapes, riderShapes, type Shape } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

const WHEEL_RADIUS = 8
/** Foot of the wheels in units of the drawing. */
const FOOT = ANTENNA.y + RIDER_UNITS
const WHEELS = [29, 67] as const
/** Share of the pole's length that the limit lines reach. */
export const LIMIT_REACH = 1.08

export function cartPoleHero(geometry: CartPoleGeometry): Cast {
  const { metre, hinge, unit, bench } = geometry
  const wheelY = bench.floor - WHEEL_RADIUS * unit
  return {
    parts: [limits(metre), cart(unit, 10), ...WHEELS.map(place => wheel(place, unit)), pole(metre, 1)],
    place(states, offset, into) {
      const x = cartX(geometry, states[offset]!)
      const rolled = (states[offset]! * metre) / (WHEEL_RADIUS * unit)
      setPose(into, 0, x, hinge, 0)
      setPose(into, 1, x, bench.floor, 0)
      setPose(into, 2, x + (WHEELS[0] - 48) * unit, wheelY, rolled)
      setPose(into, 3, x + (WHEELS[1] - 48) * unit, wheelY, rolled)
      setPose(into, 4, x, hinge, states[offset + 2]!)
    },
  }
}

/** The pole keeps its length, so it stands lower on a smaller Pip. */
export function cartPoleGhosts(geometry: CartPoleGeometry, size: number): Cast {
  const { metre, unit, bench } = geometry
  const hinge = bench.floor - (bench.floor - geometry.hinge) * size
  return {
    parts: [cart(unit * size, -3), pole(metre, (1 + size) / 2)],
    place(states, offset, into) {
      const x = cartX(geometry, states[offset]!)
      setPose(into, 0, x, bench.floor, 0)
      setPose(into, 1, x, hinge, states[offset + 2]!)
    },
  }
}

/** The cart with Pip in it, without the wheels of the hero, which turn. */
function cart(unit: number, margin: number): Part {
  return {
    name: 'cart',
    width: (96 + 2 * margin) * unit,
    height: (FOOT + 2 * margin) * unit,
    pivotX: (48 + margin) * unit,
    pivotY: (FOOT + margin) * unit,
    hasFace: true,
    paint(context: Context, { face, ghost }: Look) {
      context.scale(unit, unit)
      context.translate(margin, margin)
      if (!ghost) paintShadow(context, 48, FOOT, 44)
      paintShapes(context, riderShapes(face), !ghost)
      paintShapes(context, CART, !ghost)
      for (const place of WHEELS) {
        const edge = { d: circle(place, FOOT - WHEEL_RADIUS, WHEEL_RADIUS - 1), width: 1 }
        if (ghost) paintShapes(context, wheelShapes(place, FOOT - WHEEL_RADIUS), false)
        else paintShapes(context, [{ ...edge, fill: PIP.paper, stroke: PIP.paper }])
      }
    },
  }
}

const CART: readonly Shape[] = [
  { d: 'M12 82h72l-4.500 18a5 5 0 0 1-5 4H21.500a5 5 0 0 1-5-4z', fill: '#D9B98A', width: 3 },
  { d: 'M16 98h64l-.5 2a5 5 0 0 1-5 4H21.500a5 5 0 0 1-5-4z', fill: '#B08C5C', inner: true },
  { d: 'M25 91q10-3 21 0t24 0', stroke: '#B08C5C', width: 1.6, inner: true },
  { d: box(8, 78.5, 80, 7.5, 3.7), fill: '#EED8B2', width: 2.6 },
]

const wheelShapes = (x: number, y: number): Shape[] => [
  { d: circle(x, y, WHEEL_RADIUS - 1.3), fill: PIP.shoe, width: 2.6 },
  { d: `M${x - 5} ${y}h10M${x} ${y - 5}v10`, stroke: PIP.shoeLight, width: 1.6, inner: true },
  { d: circle(x, y, 2), fill: PIP.gold, inner: true },
]

function wheel(place: number, unit: number): Part {
  const side = 2 * (WHEEL_RADIUS + 1) * unit
  return {
    name: `wheel-${place}`,
    width: side,
    height: side,
    pivotX: side / 2,
    pivotY: side / 2,
    hasFace: false,
    paint(context) {
      context.translate(side / 2, side / 2)
      context.scale(unit, unit)
      paintShapes(context, wheelShapes(0, 0), false)
    },
  }
}

/** A pencil on its point, pinned to the antenna. */
function pole(metre: number, size: number): Part {
  const length = POLE_LENGTH * metre
  const thick = size * Math.min(17, Math.max(9, metre * 0.075))
  const scale = thick / 16
  const margin = 12 * scale
  const barrel = length / scale - 26 - 20
  return {
    name: 'pole',
    width: thick + 2 * margin,
    height: length + 2 * margin,
    pivotX: thick / 2 + margin,
    pivotY: length + margin,
    hasFace: false,
    paint(context, { ghost }) {
      context.translate(thick / 2 + margin, margin)
      context.rotate(Math.PI / 2)
      context.scale(scale, scale)
      context.translate(20, -8)
      paintShapes(
        context,
        [
          { d: `M0 0h${barrel}l26 8-26 8H0z`, fill: '#F0C04A', width: 2.8 },
          { d: `M${barrel} 0l26 8-26 8z`, fill: '#F3DFC0', width: 2.8, inner: true },
          { d: `M${barrel + 17} 5.3l9 2.7-9 2.7z`, fill: PIP.ink, inner: true },
          { d: `M8 6h${barrel - 14}`, stroke: '#FBE6A6', width: 3, inner: true },
          { d: box(-9, 0, 10, 16, 1), fill: '#B9C2C4', width: 2.8 },
          { d: box(-20, 0, 13, 16, 5), fill: '#D98AA6', width: 2.8 },
          { d: circle(barrel + 24, 8, 5), fill: PIP.gold, width: 2.6 },
        ],
        !ghost,
      )
    },
  }
}

/** How far the pole may lean: two dashed lines and the arc between them. */
function limits(metre: number): Part {
  const reach = POLE_LENGTH * metre * LIMIT_REACH
  const across = reach * Math.sin(FALLEN_ANGLE) + 4
  return {
    name: 'limits',
    width: 2 * across,
    height: reach + 4,
    pivotX: across,
    pivotY: reach + 2,
    hasFace: false,
    paint(context, { palette }) {
      context.translate(across, reach + 2)
      context.strokeStyle = palette.token('mat-ink')
      context.globalAlpha = 0.5
      context.lineWidth = 1.6
      context.setLineDash([5, 5])
      context.beginPath()
      for (const way of [-1, 1]) {
        context.moveTo(0, 0)
        context.lineTo(way * reach * Math.sin(FALLEN_ANGLE), -reach * Math.cos(FALLEN_ANGLE))
      }
      context.stroke()
      context.setLineDash([])
      context.beginPath()
      context.arc(0, 0, reach, -Math.PI / 2 - FALLEN_ANGLE, -Math.PI / 2 + FALLEN_ANGLE)
      context.stroke()
    },
  }
}
