/** Pip in a toy car, in parts. */
import { paintShadow } from './bench-painter.ts'
import { type Cast, type Look, type Part, setPose } from './control-painter.ts'
import { type MountainCarGeometry, slope, trackX, trackY } from './mountain-car-geometry.ts'
import { box, circle, PIP, paintShapes, riderShapes, type Shape } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

const WHEEL_RADIUS = 9.5
const WHEELS = [24, 72] as const
/** Foot of the wheels in units of the drawing. */
const FOOT = 108

export function mountainCarHero(geometry: MountainCarGeometry): Cast {
  const { unit, scale } = geometry
  return {
    parts: [car(unit, 12), ...WHEELS.map(place => wheel(place, unit))],
    place(states, offset, into) {
      const position = states[offset]!
      const x = trackX(geometry, position)
      const y = trackY(geometry, position)
      const turn = slope(position)
      const rolled = (position * scale) / (WHEEL_RADIUS * unit)
      const up = WHEEL_RADIUS * unit
      setPose(into, 0, x, y, turn)
      WHEELS.forEach((place, i) => {
        const along = (place - 48) * unit
        const wheelX = x + along * Math.cos(turn) + up * Math.sin(turn)
        const wheelY = y + along * Math.sin(turn) - up * Math.cos(turn)
        setPose(into, i + 1, wheelX, wheelY, turn + rolled)
      })
    },
  }
}

export function mountainCarGhosts(geometry: MountainCarGeometry, size: number): Cast {
  return {
    parts: [car(geometry.unit * size, 1)],
    place(states, offset, into) {
      const position = states[offset]!
      setPose(into, 0, trackX(geometry, position), trackY(geometry, position), slope(position))
    },
  }
}

function car(unit: number, margin: number): Part {
  return {
    name: 'car',
    width: (96 + 2 * margin) * unit,
    height: (FOOT + 2 * margin) * unit,
    pivotX: (48 + margin) * unit,
    pivotY: (FOOT + margin) * unit,
    hasFace: true,
    paint(context: Context, { face, ghost }: Look) {
      context.scale(unit, unit)
      context.translate(margin, margin)
      if (!ghost) paintShadow(context, 48, FOOT - 1, 46)
      paintShapes(context, riderShapes(face), !ghost)
      paintShapes(context, CAR, !ghost)
      for (const place of WHEELS) {
        const y = FOOT - WHEEL_RADIUS
        const edge = { d: circle(place, y, WHEEL_RADIUS - 1), width: 1 }
        if (ghost) paintShapes(context, wheelShapes(place, y), false)
        else paintShapes(context, [{ ...edge, fill: PIP.paper, stroke: PIP.paper }])
      }
    },
  }
}

const CAR: readonly Shape[] = [
  {
    d: 'M4 92c-3-1-3-13 3-16 5-2.500 12-3 17-3h48c5 0 12 .5 17 3 6 3 6 15 3 16-2 7-4 8-9 8H13c-5 0-7-1-9-8z',
    fill: PIP.trim,
    width: 3,
  },
  {
    d: 'M5 91c10 2.500 76 2.500 86 0-1.500 6-3.500 7.500-8 7.500H13c-4.500 0-6.500-1.500-8-7.500z',
    fill: PIP.trimShade,
    inner: true,
  },
  { d: 'M14 80.500c20-2 48-2 68 0', stroke: PIP.shell, width: 3.4, inner: true },
  { d: circle(6.5, 84, 4), fill: PIP.gold, width: 2.2, inner: true },
  { d: circle(89.5, 84, 4), fill: PIP.gold, width: 2.2, inner: true },
  { d: box(20, 69.5, 56, 6.5, 3.2), fill: '#F0E4CF', width: 2.6 },
]

const wheelShapes = (x: number, y: number): Shape[] => [
  { d: circle(x, y, WHEEL_RADIUS - 1.3), fill: PIP.shoe, width: 2.6 },
  { d: circle(x, y, 4), fill: PIP.shade, inner: true },
  { d: `M${x - 3.5} ${y}h7M${x} ${y - 3.5}v7`, width: 1.5, inner: true },
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
