/**
 * How bodies are dressed: every body becomes pieces, each a drawing around the origin of the body's frame. Pip's units are
 * those of `pip-painter.ts`; a torso says how many of them are a metre.
 */
import type { Figure, FigureBody } from '../core/figure.ts'
import { pencilShapes } from './bench-painter.ts'
import type { Look } from './control-painter.ts'
import {
  type Bone,
  type Bounds,
  boneOf,
  boundsOf,
  heightOf,
  isAnimal,
  mainBone,
  widthOf,
} from './figure-bones.ts'
import { LANDER_BOUNDS, landerShapes } from './figure-lander.ts'
import { box, circle, ellipse, headShapes, PIP, paintShapes, type Shape, torsoShapes } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

/** Paper below everything, then outlines, then what they enclose. */
export type Layer = 'halo' | 'ink' | 'fill'

export interface PieceBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Piece {
  readonly name: string
  readonly body: number
  readonly layer: Layer
  readonly side: FigureBody['side']
  /** CSS pixels from the origin of the body's frame, y down: nothing of it lies outside. */
  readonly box: PieceBox
  readonly hasFace: boolean
  /** Keeps upright whatever the body does. */
  readonly upright: boolean
  /** CSS pixels with the origin of the body's frame at 0, y down. */
  paint(context: Context, look: Look): void
}

export interface Dress {
  readonly style: 'walker' | 'lander'
  /** Pixels per metre. */
  readonly scale: number
}

const HALO = 5
/** Pip's units from the middle of its feet's height to the top of its antenna's ball. */
const BUST = { bottom: 83, middle: 48, top: 2 } as const
const INK_WIDTH = 3

/** Metres in one of Pip's units, so that head and torso suit the bodies. */
export function unitOf(figure: Figure, style: Dress['style']): number {
  const torso = figure.bodies.find(({ role }) => role === 'torso')
  if (!torso) {
    const arm = figure.bodies.find(({ role }) => role === 'arm' || role === 'cart')
    return arm ? Math.max(1e-4, mainBone(arm).radius / 6) : figure.view.height / 200
  }
  const bounds = boundsOf(torso.shapes)
  if (style === 'lander') return widthOf(bounds) / 34
  const head = figure.bodies.find(({ role }) => role === 'head')
  if (head) return Math.max(widthOf(boundsOf(head.shapes)) / 70, heightOf(boundsOf(head.shapes)) / 46)
  if (isAnimal(torso)) return widthOf(bounds) / 130
  return widthOf(bounds) > heightOf(bounds) ? widthOf(bounds) / 80 : heightOf(bounds) / 44
}

/** Metres from the frame of the first body up to the top of the robot's head when it stands upright. */
export function headroomOf(figure: Figure, style: Dress['style']): number {
  const unit = unitOf(figure, style)
  const first = figure.bodies[0]!
  const head = figure.bodies.find(({ role }) => role === 'head')
  if (head) return boundsOf(head.shapes).top + 26 * unit
  if (style === 'lander') return boundsOf(first.shapes).bottom + 68 * unit
  return first.role === 'torso' ? hipHeight(first) + (BUST.bottom - BUST.top) * unit : 0
}

export function piecesOf(figure: Figure, dress: Dress): Piece[] {
  const unit = unitOf(figure, dress.style) * dress.scale
  const hasHead = figure.bodies.some(({ role }) => role === 'head')
  const hasTorso = figure.bodies.some(({ role }) => role === 'torso' || role === 'cart')
  const lastPole = figure.bodies.findLastIndex(({ role }) => role === 'pole')
  const pieces = figure.bodies.flatMap((given, index) => {
    // A lander's struts go up behind its shell.
    const body =
      dress.style === 'lander' && given.role === 'limb' ? { ...given, side: 'far' as const } : given
    const piece = pieceMaker(index, body)
    if (body.role === 'torso') {
      if (dress.style === 'lander') return lander(body, piece, unit)
      return torso(body, piece, unit, dress.scale, !hasHead)
    }
    if (body.role === 'head') return head(body, piece, unit, dress.scale)
    if (body.role === 'cart') return cart(body, piece, dress.scale)
    if (body.role === 'pole') return pole(body, piece, dress.scale, index === lastPole)
    if (body.role === 'tip') return tip(body, piece, dress.scale)
    if (body.role === 'target') return target(piece, unit)
    if (body.role === 'prop') return prop(body, piece, dress.scale, index)
    if (body.role === 'foot') return shoe(body, piece, unit, dress.scale)
    const walksOn = body.role === 'limb' && figure.feet.includes(index)
    return limb(body, piece, unit, dress.scale, walksOn, dress.style === 'lander')
  })
  for (const joint of figure.joints) {
    const { role, side } = figure.bodies[joint.body]!
    if (role !== 'limb' && role !== 'arm') continue
    const [x, y] = [joint.x * dress.scale, -joint.y * dress.scale]
    const radius = Math.max(3.4, 4.4 * unit)
    pieces.push({
      ...pieceMaker(joint.body, { name: `joint-${joint.action}`, side })(
        'fill',
        grown({ left: x, top: y, right: x, bottom: y }, 1.6 * radius),
        context =>
          paintShapes(
            context,
            [{ d: circle(x, y, radius), fill: PIP.trim, width: Math.max(1.6, 1.9 * unit) }],
            false,
          ),
      ),
    })
  }
  const shoulder = figure.bodies.findIndex(({ role }) => role === 'arm')
  if (shoulder >= 0 && !hasTorso && !hasHead) pieces.push(...shoulderHead(shoulder, unit))
  return pieces
}

type Make = (
  layer: Layer,
  reach: number | PieceBox,
  paint: Piece['paint'],
  more?: Partial<Pick<Piece, 'hasFace' | 'upright' | 'side'>>,
) => Piece

const pieceMaker =
  (body: number, { name, side }: Pick<FigureBody, 'name' | 'side'>): Make =>
  (layer, reach, paint, more = {}) => ({
    name: `${body}-${name}-${layer}`,
    body,
    layer,
    side,
    box: grown(typeof reach === 'number' ? around(reach) : reach, HALO),
    hasFace: false,
    upright: false,
    paint,
    ...more,
  })

const around = (reach: number): PieceBox => ({ left: -reach, top: -reach, right: reach, bottom: reach })

const grown = ({ left, top, right, bottom }: PieceBox, by: number): PieceBox => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
})

/** Of shapes, with so many pixels more. */
const boxAround = ({ left, right, bottom, top }: Bounds, scale: number, more: number): PieceBox =>
  grown({ left: left * scale, top: -top * scale, right: right * scale, bottom: -bottom * scale }, more)

const colours = (side: FigureBody['side']) =>
  side === 'far' ? { shell: '#D8CBB3', light: '#E4D8C2' } : { shell: PIP.shell, light: '#FFFFFF' }

function strokeBone(context: Context, bone: Bone, scale: number, width: number, colour: string): void {
  context.lineCap = 'round'
  context.strokeStyle = colour
  context.lineWidth = width
  context.beginPath()
  context.moveTo(bone.x1 * scale, -bone.y1 * scale)
  context.lineTo(bone.x2 * scale + 0.01, -bone.y2 * scale)
  context.stroke()
}

/** A plated tube; who walks on it wears a shoe at its lower end. */
function limb(
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

/** A bone without some of its lower end, or of its upper one. */
function shortened(bone: Bone, by: number, upper = false): Bone {
  const length = Math.hypot(bone.x2 - bone.x1, bone.y2 - bone.y1)
  if (length <= by) return bone
  const share = by / length
  const firstIsLower = bone.y1 < bone.y2
  if (firstIsLower !== upper)
    return { ...bone, x1: bone.x1 + (bone.x2 - bone.x1) * share, y1: bone.y1 + (bone.y2 - bone.y1) * share }
  return { ...bone, x2: bone.x2 + (bone.x1 - bone.x2) * share, y2: bone.y2 + (bone.y1 - bone.y2) * share }
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
function shoe(body: FigureBody, make: Make, unit: number, scale: number): Piece[] {
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

function paintPaper(context: Context, shapes: readonly Shape[]): void {
  paintShapes(
    context,
    shapes
      .filter(({ inner }) => !inner)
      .map(({ d, fill, width = 0 }) => ({
        d,
        ...(fill ? { fill: PIP.paper } : {}),
        stroke: PIP.paper,
        width: width + HALO,
      })),
    false,
  )
}

/** Pip's shapes, whose paper edge is its own. @param place of units on the frame. */
function bust(
  make: Make,
  reach: number | PieceBox,
  shapesOf: (look: Look) => readonly Shape[],
  place: (context: Context) => void,
  upright = false,
): Piece[] {
  return [
    make(
      'halo',
      reach,
      (context, look) => {
        place(context)
        // A smile is not on the outline: one face's outline is every face's.
        paintPaper(context, shapesOf({ ...look, face: 'idle' }))
      },
      { upright },
    ),
    make(
      'fill',
      reach,
      (context, look) => {
        place(context)
        paintShapes(context, shapesOf(look), false)
      },
      { hasFace: true, upright },
    ),
  ]
}

function torso(body: FigureBody, make: Make, unit: number, scale: number, withHead: boolean): Piece[] {
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
function hipHeight({ shapes }: FigureBody): number {
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

function head(body: FigureBody, make: Make, unit: number, scale: number): Piece[] {
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
function shoulderHead(body: number, unit: number): Piece[] {
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

/** The cart is Pip's own head, with wheels for ears. */
function cart(body: FigureBody, make: Make, scale: number): Piece[] {
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
function pole(body: FigureBody, make: Make, scale: number, isLast: boolean): Piece[] {
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

function tip(body: FigureBody, make: Make, scale: number): Piece[] {
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
function target(make: Make, unit: number): Piece[] {
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
function prop(body: FigureBody, make: Make, scale: number, index: number): Piece[] {
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

function lander(body: FigureBody, make: Make, unit: number): Piece[] {
  const bounds = boundsOf(body.shapes)
  const scale = (unit * 34) / widthOf(bounds)
  const place = (context: Context) => {
    context.translate(((bounds.left + bounds.right) / 2) * scale, -bounds.bottom * scale)
    context.scale(unit, unit)
  }
  return [
    make('halo', LANDER_BOUNDS * unit, context => {
      place(context)
      paintPaper(context, landerShapes('idle').body)
    }),
    make(
      'fill',
      LANDER_BOUNDS * unit,
      (context, { face }) => {
        place(context)
        const { body: shapes, window, pane } = landerShapes(face)
        paintShapes(context, shapes, false)
        context.save()
        context.clip(new Path2D(window))
        context.save()
        context.translate(0, -29)
        context.scale(0.36, 0.36)
        context.translate(-48, -40)
        paintShapes(context, headShapes(face), false)
        context.restore()
        context.restore()
        paintShapes(context, pane, false)
      },
      { hasFace: true },
    ),
  ]
}
