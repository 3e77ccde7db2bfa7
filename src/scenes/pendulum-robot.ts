/** Pip on the end of a rod, in parts. */
import { type Cast, type Look, type Part, setPose } from './control-painter.ts'
import { bobX, bobY, type PendulumGeometry } from './pendulum-geometry.ts'
import { box, circle, paintShapes, riderShapes, shoeShapes } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

/** Units of Pip's drawing in a metre. */
export const METRE_UNITS = 150
/** Where the hero's shoes stand, share of the rod: the rod's end is in Pip's middle. */
const STAND = 0.68

/** @param size of Pip, thickness of the rod. @param margin around Pip, units. */
export function pendulumCast(geometry: PendulumGeometry, size: number, margin: number): Cast {
  const { metre, x, y } = geometry
  const unit = (metre / METRE_UNITS) * size
  const stand = 1 - (1 - STAND) * size
  return {
    parts: [rod(unit, stand, size), rider(unit, margin)],
    place(states, offset, into) {
      const angle = states[offset]!
      setPose(into, 0, x, y, -angle)
      setPose(into, 1, bobX(geometry, angle, stand), bobY(geometry, angle, stand), -angle)
    },
  }
}

/** A wooden stick with holes, from a little below the pivot to its end. Points up at turn 0. */
function rod(scale: number, stand: number, size: number): Part {
  const length = (stand * METRE_UNITS) / size
  const below = 16
  return {
    name: 'rod',
    width: 34 * scale,
    height: (length + below + 14) * scale,
    pivotX: 17 * scale,
    pivotY: (length + 6) * scale,
    hasFace: false,
    paint(context: Context, { ghost }: Look) {
      context.scale(scale, scale)
      context.translate(17, length + 6)
      const holes = Array.from({ length: 4 }, (_, i) => circle(0, -length * (0.24 + 0.19 * i), 2.6))
      paintShapes(
        context,
        [
          { d: box(-8, -length, 16, length + below, 8), fill: '#D9B98A', width: 3 },
          { d: `M-3.5 ${4 - length + 6}v${length - 8}`, stroke: '#EED8B2', width: 2.4, inner: true },
          { d: holes.join(''), fill: '#8F7148', inner: true },
          { d: circle(0, 0, 10), fill: '#D9B04A', width: 2.6 },
          { d: circle(0, 0, 3.6), fill: '#8A6A1F', width: 2, inner: true },
          { d: box(-15, -length - 3, 30, 7, 3.5), fill: '#B08C5C', width: 2.6 },
        ],
        !ghost,
      )
    },
  }
}

/** Pip, standing with its shoes on the pivot. */
function rider(unit: number, margin: number): Part {
  return {
    name: 'rider',
    width: (96 + 2 * margin) * unit,
    height: (92 + 2 * margin) * unit,
    pivotX: (48 + margin) * unit,
    pivotY: (92 + margin) * unit,
    hasFace: true,
    paint(context: Context, { face, ghost }: Look) {
      context.scale(unit, unit)
      context.translate(margin, margin)
      paintShapes(context, shoeShapes(), !ghost)
      paintShapes(context, riderShapes(face), !ghost)
    },
  }
}
