/**
 * How bodies are dressed: every body becomes pieces, by its role. Pip's units are those of `pip-painter.ts`; the torso says
 * how many of them are a metre.
 */
import type { Figure } from '../core/figure.ts'
import { boundsOf, heightOf, isAnimal, mainBone, widthOf } from './figure-bones.ts'
import { landerPieces } from './figure-lander.ts'
import { limb, shoe } from './figure-limbs.ts'
import { grown, type Piece, pieceMaker } from './figure-pieces.ts'
import { cart, pole, prop, target, tip } from './figure-things.ts'
import { BUST, head, hipHeight, shoulderHead, torso } from './figure-torso.ts'
import { circle, PIP, paintShapes } from './pip-painter.ts'

export interface Dress {
  readonly style: 'walker' | 'lander'
  /** Pixels per metre. */
  readonly scale: number
}

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
      if (dress.style === 'lander') return landerPieces(body, piece, unit)
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
