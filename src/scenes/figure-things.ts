/** Carts, poles, fingertips, targets and things on the bench of worlds of bodies. */
import type { FigureBody } from '../core/figure.ts'
import { pencilShapes } from './bench-painter.ts'
import type { Look } from './control-painter.ts'
import { type Bone, boneOf, boundsOf, heightOf, mainBone, widthOf } from './figure-bones.ts'
import { boxAround, bust, type Context, type Make, type Piece, paintPaper } from './figure-pieces.ts'
import { BUST } from './figure-torso.ts'
import { box, circle, ellipse, headShapes, PIP, paintShapes, type Shape } from './pip-painter.ts'

/** The cart is Pip's own head, with wheels for ears. */
export function cart(body: FigureBody, make: Make, scale: number): Piece[] {
  const bounds = boundsOf(body.shapes)
  const size = Math.max((widthOf(bounds) * scale) / 70, (heightOf(bounds) * scale) / 44)
  const wheels: Shape[] = [26, 70].flatMap(x => [
    { d: circle(x, 64, 7), fill: PIP.shoe, width: 2.6 },
    { d: circle(x, 64, 2.2), fill: PIP.gold, inner: true },
  ])
  const shapes = (look: Look) => [...headShapes(look.face).slice(3), ...wheels]
  return bust(make, boxAround(bounds, scale, 70 * size), shapes, context => {
    context.translate(((bounds.left + bounds.right) / 2) * scale, -((bounds.bottom + bounds.top) / 2) * scale)
    context.scale(size, size)
    context.translate(-BUST.middle, -42)
  })
}

/** The last pole is a pencil on its point, one below it a stick of wood. */
export function pole(body: FigureBody, make: Make, scale: number, isLast: boolean): Piece[] {
  const bone = mainBone(body)
  // The end nearest to the frame's origin is the hinge.
  const first = Math.hypot(bone.x1, bone.y1) < Math.hypot(bone.x2, bone.y2)
  const [fromX, fromY, toX, toY] = first
    ? [bone.x1, bone.y1, bone.x2, bone.y2]
    : [bone.x2, bone.y2, bone.x1, bone.y1]
  const length = Math.hypot(toX - fromX, toY - fromY) * scale
  const thick = Math.min(20, Math.max(9, 2 * bone.radius * scale * 0.6))
  const size = thick / 16
  const barrel = Math.max(20, length / size - 26 - 20)
  const shapes: Shape[] = isLast
    ? [...pencilShapes(barrel), { d: circle(barrel + 24, 8, 5), fill: PIP.gold, width: 2.6 }]
    : [
        { d: box(-20, 0, barrel + 46, 16, 8), fill: '#D9B98A', width: 3 },
        { d: `M-10 5h${barrel + 20}`, stroke: '#EED8B2', width: 2.4, inner: true },
        { d: circle(barrel + 20, 8, 6), fill: '#D9B04A', width: 2.6 },
      ]
  const place = (context: Context) => {
    context.translate(toX * scale, -toY * scale)
    context.rotate(Math.atan2(-(fromY - toY), fromX - toX))
    context.scale(size, size)
    context.translate(20, -8)
  }
  const reach = boxAround(boundsOf(body.shapes), scale, 2 * thick)
  return [
    make('halo', reach, context => {
      place(context)
      paintPaper(context, shapes)
    }),
    make('fill', reach, context => {
      place(context)
      paintShapes(context, shapes, false)
    }),
  ]
}

export function tip(body: FigureBody, make: Make, scale: number): Piece[] {
  const { radius, x1, y1 } = boneOf(body.shapes[0]!)
  const size = Math.max(9, 1.3 * radius * scale)
  const [x, y] = [x1 * scale, -y1 * scale]
  const shapes: Shape[] = [
    { d: circle(x, y, size), fill: PIP.trim, width: 3 },
    { d: circle(x - size * 0.3, y - size * 0.34, size * 0.26), fill: '#fff', alpha: 0.85, inner: true },
  ]
  const reach = Math.hypot(x, y) + 2 * size
  return [
    make('halo', reach, context => paintPaper(context, shapes)),
    make('fill', reach, context => paintShapes(context, shapes, false)),
  ]
}

/** A pin stuck in the mat, its point on the place to be reached. */
export function target(make: Make, unit: number): Piece[] {
  const size = Math.max(0.9, unit * 0.7)
  const shapes: Shape[] = [
    { d: 'M0 0L0-24', width: 4 },
    { d: 'M0-1L0-24', stroke: '#D5D2C8', width: 1.8, inner: true },
    { d: circle(0, -34, 12), fill: PIP.gold, width: 2.8 },
    { d: circle(-4, -38, 3.2), fill: '#fff', alpha: 0.85, inner: true },
  ]
  const scaled = (paint: (context: Context) => void) => (context: Context) => {
    context.scale(size, size)
    paint(context)
  }
  return [
    make(
      'halo',
      56 * size,
      scaled(context => {
        context.fillStyle = 'rgba(27,23,18,.22)'
        context.beginPath()
        context.ellipse(9, -3, 13, 4.5, -0.5, 0, 2 * Math.PI)
        context.fill()
        paintPaper(context, shapes)
      }),
      { upright: true },
    ),
    make(
      'fill',
      56 * size,
      scaled(context => paintShapes(context, shapes, false)),
      { upright: true },
    ),
  ]
}

const COVERS = [
  ['#5E8C86', '#CFE3DC'],
  ['#C9A23F', '#F6E6B4'],
  ['#9C6A86', '#EBD3DF'],
] as const

/** Things on the bench: long round ones are pencils, round ones balls, others books. */
export function prop(body: FigureBody, make: Make, scale: number, index: number): Piece[] {
  const reach = boxAround(boundsOf(body.shapes), scale, 10)
  const paint = (context: Context) => {
    for (const shape of body.shapes) {
      if (shape.kind === 'capsule') paintPencilAlong(context, shape, scale)
      else paintShapes(context, bookShapes(shape, scale, index), false)
    }
  }
  return [make('fill', reach, paint)]
}

function paintPencilAlong(context: Context, bone: Bone, scale: number): void {
  const size = (2 * bone.radius * scale) / 16
  const length = Math.hypot(bone.x2 - bone.x1, bone.y2 - bone.y1) * scale + 2 * bone.radius * scale
  context.save()
  context.translate(bone.x1 * scale, -bone.y1 * scale)
  context.rotate(Math.atan2(bone.y1 - bone.y2, bone.x2 - bone.x1))
  context.scale(size, size)
  context.translate(12, -8)
  paintShapes(context, pencilShapes(Math.max(12, length / size - 46)), false)
  context.restore()
}

function bookShapes(shape: FigureBody['shapes'][number], scale: number, index: number): Shape[] {
  const [cover, mark] = COVERS[index % COVERS.length]!
  const { left, right, bottom, top } = boundsOf([shape])
  const [x, y, across, down] = [left * scale, -top * scale, (right - left) * scale, (top - bottom) * scale]
  if (shape.kind === 'circle')
    return [
      { d: ellipse(x + across / 2, y + down / 2, across / 2, down / 2), fill: cover, width: 2.6 },
      { d: circle(x + across * 0.36, y + down * 0.34, across * 0.1), fill: '#fff', alpha: 0.7, inner: true },
    ]
  return [
    { d: box(x, y, across, down, Math.min(4, down / 3)), fill: cover, width: 2.6 },
    {
      d: `M${x + 12} ${y + 3}v${Math.max(1, down - 6)}M${x + 19} ${y + 3}v${Math.max(1, down - 6)}`,
      stroke: mark,
      width: 2.6,
    },
    ...(down > 12
      ? [{ d: `M${x + across * 0.3} ${y + down / 2}h${across * 0.35}`, stroke: mark, width: 3 }]
      : []),
  ]
}
