/** A robot of bodies as a cast: the hero with its paper edge, ghosts in the colours of the wall behind them. */
import type { Figure } from '../core/figure.ts'
import { type Cast, type Look, type Part, setPose } from './control-painter.ts'
import { type FigureCamera, stageX, stageY } from './figure-camera.ts'
import { type Dress, piecesOf } from './figure-dress.ts'
import { HALO, type Piece } from './figure-pieces.ts'

/** How much of a ghost is the wall's colour. */
const FADED = 0.66

export function figureHero(figure: Figure, camera: FigureCamera, dress: Dress): Cast {
  return castOf(camera, ordered(figure, piecesOf(figure, dress)))
}

/** Ghosts keep their size: where they stand and reach is what counts. */
export function figureGhosts(figure: Figure, camera: FigureCamera, dress: Dress): Cast {
  const shown = piecesOf(figure, dress).filter(
    ({ layer, body }) => layer !== 'halo' && !['prop', 'target'].includes(figure.bodies[body]!.role),
  )
  const cast = castOf(camera, ordered(figure, joined(shown).map(trimmed)))
  return {
    ...cast,
    solid: true,
    place(states, offset, into) {
      const x = stageX(camera, states[offset]!)
      const { area, open } = camera
      const out =
        x < area.x + (open.left ? -EDGE : EDGE) || x > area.x + area.width + (open.right ? EDGE : -EDGE)
      if (out) into.fill(Number.NaN)
      else cast.place(states, offset, into)
    },
  }
}

/** One piece for all that is drawn of a body: half the images, and where limbs meet a ghost may show its outline. */
function joined(pieces: readonly Piece[]): Piece[] {
  const byBody = new Map<string, Piece>()
  for (const piece of pieces) {
    const key = `${piece.body} ${piece.upright === true}`
    const below = byBody.get(key)
    byBody.set(key, below ? over(below, piece) : piece)
  }
  return [...byBody.values()]
}

/** Without the edge that is kept for a hero's paper: every pixel of an image that is turned costs where no GPU draws. */
const trimmed = (piece: Piece): Piece => {
  const { left, top, right, bottom } = piece.box
  const edge = HALO - 1
  return { ...piece, box: { left: left + edge, top: top + edge, right: right - edge, bottom: bottom - edge } }
}

function over(below: Piece, above: Piece): Piece {
  const [first, second] = above.layer === 'ink' ? [above, below] : [below, above]
  const [a, b] = [first.box, second.box]
  return {
    ...second,
    box: {
      left: Math.min(a.left, b.left),
      right: Math.max(a.right, b.right),
      top: Math.min(a.top, b.top),
      bottom: Math.max(a.bottom, b.bottom),
    },
    paint(context, look) {
      first.paint(context, look)
      second.paint(context, look)
    },
  }
}

/** A ghost that far from the edge of a stage is out of sight; at an edge to another robot's area it is hidden before. */
const EDGE = 70

function castOf(camera: FigureCamera, pieces: readonly Piece[]): Cast {
  return {
    parts: pieces.map(partOf),
    place(states, offset, into) {
      for (let i = 0; i < pieces.length; i++) {
        const { body, upright } = pieces[i]!
        const at = offset + 3 * body
        setPose(
          into,
          i,
          stageX(camera, states[at]!),
          stageY(camera, states[at + 1]!),
          upright ? 0 : -states[at + 2]!,
        )
      }
    },
  }
}

/** What lies about, the hero's paper, then far limbs, the torso, what is before it. */
function ordered(figure: Figure, pieces: readonly Piece[]): Piece[] {
  const rank = ({ body, layer, side }: Piece): number => {
    const { role } = figure.bodies[body]!
    if (role === 'prop' || role === 'target') return layer === 'halo' ? 0 : 1
    if (layer === 'halo') return 2
    const depth =
      side === 'far'
        ? 0
        : side === 'near'
          ? 3
          : role === 'torso' || role === 'head' || role === 'cart'
            ? 1
            : 2
    return 3 + 2 * depth + (layer === 'ink' ? 0 : 1)
  }
  return pieces
    .map((piece, index) => ({ piece, index }))
    .sort((a, b) => rank(a.piece) - rank(b.piece) || a.index - b.index)
    .map(({ piece }) => piece)
}

function partOf({ name, box, hasFace, paint }: Piece): Part {
  const [width, height] = [Math.ceil(box.right - box.left), Math.ceil(box.bottom - box.top)]
  return {
    name,
    width,
    height,
    pivotX: -box.left,
    pivotY: -box.top,
    hasFace,
    paint(context: CanvasRenderingContext2D, look: Look) {
      context.save()
      context.translate(-box.left, -box.top)
      paint(context, look)
      context.restore()
      if (!look.ghost) return
      context.globalCompositeOperation = 'source-atop'
      context.globalAlpha = FADED
      context.fillStyle = look.palette.token('mat')
      context.fillRect(0, 0, width, height)
      context.globalAlpha = 1
      context.globalCompositeOperation = 'source-over'
    },
  }
}
