/** Torsos and heads of a robot of bodies: Pip from the hips up, an animal's long back, Pip's head alone. */
import type { FigureBody } from '../core/figure.ts'
import { boneOf, boundsOf, heightOf, isAnimal, widthOf } from './figure-bones.ts'
import {
  boxAround,
  bust,
  type Context,
  HALO,
  INK_WIDTH,
  type Make,
  type Piece,
  type PieceBox,
  paintPaper,
  pieceMaker,
  strokeBone,
} from './figure-pieces.ts'
import { circle, headShapes, PIP, paintShapes, type Shape, torsoShapes } from './pip-painter.ts'

/** Pip's units from the middle of its feet's height to the top of its antenna's ball. */
export const BUST = { bottom: 83, middle: 48, top: 2 } as const

export function torso(body: FigureBody, make: Make, unit: number, scale: number, withHead: boolean): Piece[] {
  const bounds = boundsOf(body.shapes)
  if (isAnimal(body)) return animal(body, make, unit, scale, withHead)
  const middle = ((bounds.left + bounds.right) / 2) * scale
  const reach = withHead
    ? pipBox(middle, -hipHeight(body) * scale, unit)
    : boxAround(bounds, scale, 12 * unit + 0.3 * Math.max(widthOf(bounds), heightOf(bounds)) * scale)
  if (!withHead) {
    const across = widthOf(bounds) * scale
    const down = heightOf(bounds) * scale
    return bust(
      make,
      reach,
      ({ face }) => torsoShapes(face),
      context => {
        context.translate(middle, -((bounds.bottom + bounds.top) / 2) * scale)
        context.scale(Math.max(across, down * 0.6) / 42, Math.max(down, across * 0.5) / 30)
        context.translate(-BUST.middle, -69.5)
      },
    )
  }
  return bust(
    make,
    reach,
    ({ face }) => [...torsoShapes(face), ...headShapes(face)],
    context => {
      context.translate(middle, -hipHeight(body) * scale + unit)
      context.scale(unit, unit)
      context.translate(-BUST.middle, -BUST.bottom)
    },
  )
}

/** Of Pip from the hips up, these at a point. */
const pipBox = (x: number, hips: number, unit: number): PieceBox => ({
  left: x - 44 * unit,
  right: x + 44 * unit,
  top: hips - 88 * unit,
  bottom: hips + 8 * unit,
})

/** Of Pip's head, its middle at a point. */
const headBox = (x: number, y: number, unit: number): PieceBox => ({
  left: x - 44 * unit,
  right: x + 44 * unit,
  top: y - 46 * unit,
  bottom: y + 30 * unit,
})

/** Where legs begin: a capsule's lower end, a polygon's lower edge. */
export function hipHeight({ shapes }: FigureBody): number {
  const [shape] = shapes
  return shape?.kind === 'capsule' ? Math.min(shape.y1, shape.y2) : boundsOf(shapes).bottom
}

/** A long back with bands, a heart on its side and a tail. */
function animal(body: FigureBody, make: Make, unit: number, scale: number, withHead: boolean): Piece[] {
  const bone = boneOf(body.shapes[0]!)
  const bounds = boundsOf(body.shapes)
  const thick = Math.max(2 * bone.radius * scale, 21 * unit)
  const ink = INK_WIDTH * unit
  const reach = boxAround(bounds, scale, 70 * unit)
  const [rearX, rearY, frontX, frontY] =
    bone.x1 < bone.x2
      ? [bone.x1 * scale, -bone.y1 * scale, bone.x2 * scale, -bone.y2 * scale]
      : [bone.x2 * scale, -bone.y2 * scale, bone.x1 * scale, -bone.y1 * scale]
  const length = frontX - rearX
  const back = (share: number) => [rearX + share * length, rearY + share * (frontY - rearY)] as const
  const tail = `M${rearX} ${rearY - 4 * unit}q${-16 * unit} ${-2 * unit} ${-20 * unit} ${-18 * unit}`
  const tailShapes: Shape[] = [
    { d: tail, width: 4 * unit },
    { d: circle(rearX - 20 * unit, rearY - 21 * unit, 4.6 * unit), fill: PIP.trim, width: 2.4 * unit },
  ]
  const [heartX, heartY] = back(0.7)
  const bands = [0.2, 0.36].map(share => {
    const [x, y] = back(share)
    return `M${x} ${y - thick / 2 + ink}q${4 * unit} ${thick / 2 - ink} 0 ${thick - 2 * ink}`
  })
  const headPlace = (context: Context) => {
    // The head sits on the front end, or on the capsule that stands for it.
    const front = body.shapes.length > 1 ? boneOf(body.shapes[1]!) : null
    const x = front ? ((front.x1 + front.x2) / 2) * scale : frontX
    const y = front ? -((front.y1 + front.y2) / 2) * scale : frontY - 16 * unit
    context.translate(x + 4 * unit, y - 4 * unit)
    context.scale(unit, unit)
    context.translate(-BUST.middle, -42)
  }
  return [
    make('halo', reach, context => {
      paintPaper(context, tailShapes)
      strokeBone(context, bone, scale, thick + HALO, PIP.paper)
      if (!withHead) return
      headPlace(context)
      paintPaper(context, headShapes('idle'))
    }),
    make(
      'fill',
      reach,
      (context, { face }) => {
        paintShapes(context, tailShapes, false)
        strokeBone(context, bone, scale, thick, PIP.ink)
        strokeBone(context, bone, scale, thick - 2 * ink, PIP.shade)
        context.save()
        context.translate(0, -2.4 * unit)
        strokeBone(context, bone, scale, thick - 2 * ink - 4.8 * unit, PIP.shell)
        context.restore()
        paintShapes(
          context,
          bands.map(d => ({ d, stroke: '#CDBF9F', width: 2.2 * unit })),
          false,
        )
        context.save()
        context.translate(heartX, heartY)
        context.scale(unit, unit)
        context.translate(-48, -71)
        paintShapes(context, torsoShapes(face).slice(2), false)
        context.restore()
        if (!withHead) return
        headPlace(context)
        paintShapes(context, headShapes(face), false)
      },
      { hasFace: true },
    ),
  ]
}

export function head(body: FigureBody, make: Make, unit: number, scale: number): Piece[] {
  const bounds = boundsOf(body.shapes)
  const [x, y] = [((bounds.left + bounds.right) / 2) * scale, -((bounds.bottom + bounds.top) / 2) * scale]
  return bust(
    make,
    headBox(x, y, unit),
    ({ face }) => headShapes(face),
    context => {
      context.translate(x, y)
      context.scale(unit, unit)
      context.translate(-BUST.middle, -42)
    },
  )
}

/** From above Pip sits at the shoulder and watches its arm. */
export function shoulderHead(body: number, unit: number): Piece[] {
  const make = pieceMaker(body, { name: 'shoulder', side: 'near' })
  const size = unit * 0.8
  return bust(
    make,
    headBox(0, 0, size),
    ({ face }) => headShapes(face),
    context => {
      context.scale(size, size)
      context.translate(-BUST.middle, -42)
    },
    true,
  )
}
