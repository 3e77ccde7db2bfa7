/** Pip as a gymnast, in two parts that are as long as the links. */
import { type AcrobotGeometry, tipX, tipY } from './acrobot-geometry.ts'
import { type Cast, type Part, setPose } from './control-painter.ts'
import { box, circle, headShapes, limb, PIP, paintShapes, type Shape, torsoShapes } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

/** Units of Pip's drawing in a metre. */
export const METRE_UNITS = 104
/** Hips and shoulders in the drawing of torso and head. */
const HIPS = 82
const SHOULDERS = 62

/** @param size of head and torso, thickness of limbs. @param margin around them, units. */
export function acrobotCast(geometry: AcrobotGeometry, size: number, margin: number): Cast {
  const { metre, x, y } = geometry
  const unit = metre / METRE_UNITS
  return {
    parts: [legs(unit, size, margin), upperBody(unit, size, margin)],
    place(states, offset, into) {
      const first = states[offset]!
      const second = states[offset + 1]!
      setPose(into, 0, tipX(geometry, first, second, 0), tipY(geometry, first, second, 0), -(first + second))
      setPose(into, 1, x, y, -first)
    },
  }
}

/** From the hook down: arms, head and torso, to the hips. */
function upperBody(unit: number, size: number, margin: number): Part {
  const half = 40 * size + margin
  const above = 8 * size + margin
  return {
    name: 'upper',
    width: 2 * half * unit,
    height: (METRE_UNITS + above + 8 * size + margin) * unit,
    pivotX: half * unit,
    pivotY: above * unit,
    hasFace: true,
    paint(context: Context, { face, ghost }) {
      context.scale(unit, unit)
      context.translate(half, above)
      const shoulder = METRE_UNITS - (HIPS - SHOULDERS) * size
      const elbow = shoulder - 22 * size
      const arm = (way: number): Shape[] => [
        ...limb(
          `M${15 * way * size} ${shoulder}C${30 * way * size} ${elbow} ${12 * way * size} 30 ${6 * way * size} 4`,
          4 * size,
          PIP.shade,
          5 * size,
        ),
        { d: circle(6 * way * size, 0, 6.4 * size), fill: PIP.trim, width: 2.6 * size },
      ]
      paintShapes(context, [...arm(-1), ...arm(1)], !ghost)
      context.translate(0, METRE_UNITS)
      context.scale(size, size)
      context.translate(-48, -HIPS)
      paintShapes(context, [...torsoShapes(face), ...headShapes(face)], !ghost)
      paintShapes(context, [{ d: circle(48, HIPS, 6), fill: PIP.trim, width: 2.6 }], false)
    },
  }
}

/** From the hips down: two legs and shoes. */
function legs(unit: number, size: number, margin: number): Part {
  const half = 27 * size + margin
  const above = 9 * size + margin
  return {
    name: 'legs',
    width: 2 * half * unit,
    height: (METRE_UNITS + above + 3 * size + margin) * unit,
    pivotX: half * unit,
    pivotY: above * unit,
    hasFace: false,
    paint(context: Context, { ghost }) {
      context.scale(unit, unit)
      context.translate(half, above)
      paintShapes(context, leg(-1, size, '#D8CBB3'), !ghost)
      paintShapes(context, leg(1, size, PIP.shell), !ghost)
    },
  }
}

/** @param way -1: the far leg. */
function leg(way: number, size: number, colour: string): Shape[] {
  const shoe = METRE_UNITS - 9 * size
  const across = way * size
  const foot = way < 0 ? -24 * size : 0
  return [
    ...limb(
      `M${7 * across} 0C${9 * across} ${shoe * 0.4} ${12 * across} ${shoe * 0.7} ${11 * across} ${shoe - 5 * size}`,
      12 * size,
      colour,
      5 * size,
    ),
    ...(way > 0
      ? [{ d: circle(10.6 * size, shoe * 0.5, 5.4 * size), fill: PIP.trim, width: 2.6 * size }]
      : []),
    { d: box(foot, shoe - 4 * size, 24 * size, 13 * size, 6.5 * size), fill: PIP.shoe, width: 3 * size },
    {
      d: `M${foot + 7 * size} ${shoe + 2.5 * size}h${9 * size}`,
      stroke: PIP.shoeLight,
      width: 2 * size,
      inner: true,
    },
  ]
}
