/**
 * Pieces of a dress: each a drawing around the origin of a body's frame, on one of three layers, and what all of them are
 * made with. CSS pixels, y down.
 */
import type { FigureBody } from '../core/figure.ts'
import type { Look } from './control-painter.ts'
import type { Bone, Bounds } from './figure-bones.ts'
import { PIP, paintShapes, type Shape } from './pip-painter.ts'

export type Context = CanvasRenderingContext2D

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

export const HALO = 5
export const INK_WIDTH = 3

export type Make = (
  layer: Layer,
  reach: number | PieceBox,
  paint: Piece['paint'],
  more?: Partial<Pick<Piece, 'hasFace' | 'upright' | 'side'>>,
) => Piece

export const pieceMaker =
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

export const grown = ({ left, top, right, bottom }: PieceBox, by: number): PieceBox => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
})

/** Of shapes, with so many pixels more. */
export const boxAround = ({ left, right, bottom, top }: Bounds, scale: number, more: number): PieceBox =>
  grown({ left: left * scale, top: -top * scale, right: right * scale, bottom: -bottom * scale }, more)

export function strokeBone(context: Context, bone: Bone, scale: number, width: number, colour: string): void {
  context.lineCap = 'round'
  context.strokeStyle = colour
  context.lineWidth = width
  context.beginPath()
  context.moveTo(bone.x1 * scale, -bone.y1 * scale)
  context.lineTo(bone.x2 * scale + 0.01, -bone.y2 * scale)
  context.stroke()
}

/** A bone without some of its lower end, or of its upper one. */
export function shortened(bone: Bone, by: number, upper = false): Bone {
  const length = Math.hypot(bone.x2 - bone.x1, bone.y2 - bone.y1)
  if (length <= by) return bone
  const share = by / length
  const firstIsLower = bone.y1 < bone.y2
  if (firstIsLower !== upper)
    return { ...bone, x1: bone.x1 + (bone.x2 - bone.x1) * share, y1: bone.y1 + (bone.y2 - bone.y1) * share }
  return { ...bone, x2: bone.x2 + (bone.x1 - bone.x2) * share, y2: bone.y2 + (bone.y1 - bone.y2) * share }
}

/** The paper under shapes. */
export function paintPaper(context: Context, shapes: readonly Shape[]): void {
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
export function bust(
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
