/** Limbs and shoes of a robot of bodies: plated tubes with dark joints. */
import type { FigureBody } from '../core/figure.ts'
import { type Bone, boneOf, boundsOf, mainBone } from './figure-bones.ts'
import {
  boxAround,
  type Context,
  HALO,
  INK_WIDTH,
  type Make,
  type Piece,
  paintPaper,
  shortened,
  strokeBone,
} from './figure-pieces.ts'
import { box, PIP, paintShapes, type Shape } from './pip-painter.ts'

const colours = (side: FigureBody['side']) =>
  side === 'far' ? { shell: '#D8CBB3', light: '#E4D8C2' } : { shell: PIP.shell, light: '#FFFFFF' }

/** A plated tube; who walks on it wears a shoe at its lower end. */
export function limb(
  body: FigureBody,
  make: Make,
  unit: number,
  scale: number,
  walksOn: boolean,
  isStrut: boolean,
): Piece[] {
  const bones = body.shapes.map(boneOf)
  const ink = Math.max(1.8, INK_WIDTH * 0.8 * unit)
  const thick = (bone: Bone) => Math.max(2 * bone.radius * scale, (isStrut ? 5 : 11) * unit, 5)
  const reach = boxAround(boundsOf(body.shapes), scale, 14 * unit)
  const { shell, light } = colours(body.side)
  const main = mainBone(body)
  const [footX, footY] = main.y1 < main.y2 ? [main.x1, main.y1] : [main.x2, main.y2]
  const shoeShapes = walksOn ? standingShoe(footX * scale, -(footY * scale), unit, isStrut) : []
  const stroke = (context: Context, extra: number, colour: string) => {
    for (const bone of bones) {
      const shown = walksOn ? shortened(bone, Math.min(7 * unit, 14) / scale) : bone
      strokeBone(context, shown, scale, Math.max(1, thick(bone) + extra), colour)
    }
  }
  return [
    make('halo', reach, context => {
      stroke(context, HALO, PIP.paper)
      if (walksOn) paintPaper(context, shoeShapes)
    }),
    make('ink', reach, context => stroke(context, 0, PIP.ink)),
    make('fill', reach, context => {
      stroke(context, -2 * ink, shell)
      context.save()
      context.translate(-thick(main) * 0.14, 0)
      context.globalAlpha = 0.7
      for (const bone of bones)
        strokeBone(
          context,
          shortened(shortened(bone, bone.radius), bone.radius, true),
          scale,
          Math.max(1, thick(bone) * 0.14),
          light,
        )
      context.restore()
      paintShapes(context, shoeShapes, false)
    }),
  ]
}

/** A shoe that stands with its sole at a point. */
function standingShoe(x: number, sole: number, unit: number, isPad: boolean): Shape[] {
  const width = Math.max(1.8, 2.6 * unit)
  if (isPad) {
    return [{ d: box(x - 6 * unit, sole - 5 * unit, 12 * unit, 5 * unit, 2.4 * unit), fill: PIP.shoe, width }]
  }
  return [
    { d: box(x - 8 * unit, sole - 10 * unit, 24 * unit, 10 * unit, 5 * unit), fill: PIP.shoe, width },
    {
      d: `M${x - 2 * unit} ${sole - 5 * unit}h${12 * unit}`,
      stroke: PIP.shoeLight,
      width: 1.6 * unit,
      inner: true,
    },
  ]
}

/** A body that is a foot: a shoe along its bone. */
export function shoe(body: FigureBody, make: Make, unit: number, scale: number): Piece[] {
  const bone = mainBone(body)
  const thick = Math.max(2 * bone.radius * scale, 8.5 * unit, 5)
  const ink = Math.max(1.8, INK_WIDTH * 0.8 * unit)
  const reach = boxAround(boundsOf(body.shapes), scale, thick)
  return [
    make('halo', reach, context => strokeBone(context, bone, scale, thick + HALO, PIP.paper)),
    make('ink', reach, context => strokeBone(context, bone, scale, thick, PIP.ink)),
    make('fill', reach, context => {
      strokeBone(context, bone, scale, thick - 2 * ink, PIP.shoe)
      const inner = shortened(shortened(bone, bone.radius), bone.radius, true)
      strokeBone(context, inner, scale, Math.max(1.2, thick * 0.16), PIP.shoeLight)
    }),
  ]
}
