/** Paints the still parts of a board: the plywood tray, rulers on the mat, floor and the things that stand on it. */
import type { Board, TileKind } from '../core/board.ts'
import type { Art } from './art.ts'
import { type BoardLayout, centreOf } from './board-layout.ts'
import type { Palette } from './palette.ts'

type Context = CanvasRenderingContext2D

const OUTLINE = '#35312B'
/** Kinds whose square carries no value: nothing acts from there. */
export const VALUELESS: ReadonlySet<TileKind> = new Set(['wall', 'goal', 'lava', 'hole', 'cliff'])

export function paintTray(context: Context, board: Board, layout: BoardLayout, palette: Palette): void {
  const { x, y, width, height, rim } = layout
  const box = [x - rim, y - rim, width + 2 * rim, height + 2 * rim] as const
  context.save()
  context.shadowColor = 'rgba(40,32,20,.32)'
  context.shadowBlur = 14
  context.shadowOffsetY = 5
  fillRounded(context, ...box, 14, palette.token('rim'))
  context.restore()
  fillRounded(context, box[0], box[1] + 3, box[2], box[3], 14, palette.token('rim-lo'))
  fillRounded(context, ...box, 14, palette.token('rim'))
  context.strokeStyle = palette.token('rim-hi')
  context.lineWidth = 2
  context.beginPath()
  context.roundRect(box[0] + 2, box[1] + 2, box[2] - 4, box[3] - 4, 12)
  context.stroke()
  fillRounded(context, x - 3, y - 3, width + 6, height + 6, 9, palette.token('groove'))
  if (layout.rulers) paintRulers(context, board, layout, palette)
}

function paintRulers(context: Context, board: Board, layout: BoardLayout, palette: Palette): void {
  context.fillStyle = palette.token('mat-ink')
  context.font = `12px ${palette.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (let column = 0; column < board.columns; column++) {
    const centre = layout.x + (column + 0.5) * layout.cell
    context.fillText(String.fromCharCode(65 + column), centre, layout.y - layout.rim - 12)
  }
  for (let row = 0; row < board.rows; row++) {
    const centre = layout.y + (row + 0.5) * layout.cell
    context.fillText(String(row + 1), layout.x - layout.rim - 12, centre)
  }
}

/** A square of floor in `colour`, with a lit upper edge. */
export function paintSquare(
  context: Context,
  board: Board,
  layout: BoardLayout,
  cell: number,
  colour: string,
): void {
  const [x, y] = cornerOf(board, layout, cell)
  const side = layout.cell - layout.gap
  const corner = Math.min(7, side / 7)
  fillRounded(context, x, y, side, side, corner, colour)
  if (side < 20) return
  context.lineWidth = 1.5
  context.lineCap = 'round'
  line(context, x + corner, y + 1, x + side - corner, y + 1, 'rgba(255,255,255,.34)')
  line(context, x + corner, y + side - 1, x + side - corner, y + side - 1, 'rgba(40,30,15,.12)')
}

/** Things on the squares. @param trodden cells whose flowers lie flat. */
export function paintThings(
  context: Context,
  board: Board,
  layout: BoardLayout,
  art: Art,
  palette: Palette,
  trodden: ReadonlySet<number>,
): void {
  board.tiles.forEach((kind, cell) => {
    paintThing(context, board, layout, art, palette, cell, kind, trodden.has(cell))
    const label = board.labels[cell]
    if (label) paintLabel(context, board, layout, palette, cell, kind, label)
  })
  paintEdges(context, board, layout)
}

function paintThing(
  context: Context,
  board: Board,
  layout: BoardLayout,
  art: Art,
  palette: Palette,
  cell: number,
  kind: TileKind,
  flat: boolean,
): void {
  const [x, y] = cornerOf(board, layout, cell)
  const side = layout.cell - layout.gap
  const full = (image: HTMLImageElement) => context.drawImage(image, x, y, side, side)
  const inset = (image: HTMLImageElement, share: number) => {
    const size = side * share
    context.drawImage(image, x + (side - size) / 2, y + (side - size) / 2, size, size)
  }
  switch (kind) {
    case 'wall':
      full(art.wall)
      return
    case 'lava':
      full(art.lava)
      return
    case 'pond':
      full(art.pond)
      return
    case 'goal':
      inset(art.goal, 0.92)
      return
    case 'flower':
      inset(flat ? art['flower-flat'] : art.flower, 0.86)
      return
    case 'ice':
      context.globalAlpha = 0.55
      full(art.ice)
      context.globalAlpha = 1
      return
    case 'hole':
      paintHole(context, x, y, side)
      return
    case 'cliff':
      paintCliff(context, x, y, side)
      return
    case 'depot':
      paintDepot(context, x, y, side, palette)
      return
    case 'wind-up':
    case 'wind-right':
    case 'wind-down':
    case 'wind-left': {
      const turn = { 'wind-right': 0, 'wind-down': 1, 'wind-left': 2, 'wind-up': 3 }[kind]
      context.save()
      context.translate(x + side / 2, y + side / 2)
      context.rotate((turn * Math.PI) / 2)
      context.globalAlpha = 0.6
      context.drawImage(art.wind, -side * 0.38, -side * 0.38, side * 0.76, side * 0.76)
      context.restore()
      return
    }
    case 'floor':
    case 'start':
      return
  }
}

function paintHole(context: Context, x: number, y: number, side: number): void {
  fillRounded(context, x, y, side, side, Math.min(7, side / 7), '#D4E7EE')
  ellipse(context, x + side / 2, y + side * 0.54, side * 0.38, side * 0.32, '#2F6B8A', OUTLINE)
  ellipse(context, x + side / 2, y + side * 0.6, side * 0.29, side * 0.21, '#1C4660')
}

function paintCliff(context: Context, x: number, y: number, side: number): void {
  fillRounded(context, x, y, side, side, Math.min(7, side / 7), '#4B3A30')
  context.fillStyle = '#8F7148'
  context.strokeStyle = OUTLINE
  context.lineWidth = Math.max(1, side / 32)
  context.beginPath()
  context.moveTo(x, y + side * 0.06)
  context.lineTo(x + side, y + side * 0.06)
  for (const [across, down] of [
    [1, 0.3],
    [0.82, 0.44],
    [0.62, 0.28],
    [0.42, 0.46],
    [0.2, 0.3],
    [0, 0.4],
  ] as const) {
    context.lineTo(x + side * across, y + side * down)
  }
  context.closePath()
  context.fill()
  context.stroke()
}

function paintDepot(context: Context, x: number, y: number, side: number, palette: Palette): void {
  context.setLineDash([side / 10, side / 14])
  context.strokeStyle = palette.token('ink-3')
  context.lineWidth = 2
  context.beginPath()
  context.roundRect(x + side * 0.1, y + side * 0.1, side * 0.8, side * 0.8, side * 0.1)
  context.stroke()
  context.setLineDash([])
}

/** The dotted ring where something starts. */
export function paintRing(context: Context, x: number, y: number, radius: number, colour: string): void {
  context.strokeStyle = colour
  context.lineWidth = 2
  context.setLineDash([5, 4])
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.stroke()
  context.setLineDash([])
}

function paintLabel(
  context: Context,
  board: Board,
  layout: BoardLayout,
  palette: Palette,
  cell: number,
  kind: TileKind,
  label: string,
): void {
  if (layout.cell < 26) return
  const [x, y] = cornerOf(board, layout, cell)
  const side = layout.cell - layout.gap
  const size = Math.max(10, Math.min(14, side * 0.22))
  context.font = `700 ${size}px ${palette.font}`
  context.textAlign = 'right'
  context.textBaseline = 'alphabetic'
  context.lineWidth = 3
  context.lineJoin = 'round'
  context.strokeStyle = palette.token(kind === 'goal' ? 'zero' : 'card')
  context.fillStyle = palette.token('ink')
  context.strokeText(label, x + side - 4, y + side - 5)
  context.fillText(label, x + side - 4, y + side - 5)
}

function paintEdges(context: Context, board: Board, layout: BoardLayout): void {
  context.strokeStyle = '#6E5433'
  context.lineWidth = Math.max(4, layout.cell / 12)
  context.lineCap = 'round'
  for (const { cell, side } of board.edges) {
    const [x, y] = centreOf(layout, board, cell)
    const half = layout.cell / 2
    if (side === 'right') line(context, x + half - 1, y - half + 4, x + half - 1, y + half - 4)
    else line(context, x - half + 4, y + half - 1, x + half - 4, y + half - 1)
  }
}

const cornerOf = (board: Board, layout: BoardLayout, cell: number): [number, number] => [
  layout.x + (cell % board.columns) * layout.cell + layout.gap / 2,
  layout.y + Math.floor(cell / board.columns) * layout.cell + layout.gap / 2,
]

function fillRounded(
  context: Context,
  x: number,
  y: number,
  width: number,
  height: number,
  corner: number,
  colour: string,
): void {
  context.fillStyle = colour
  context.beginPath()
  context.roundRect(x, y, width, height, corner)
  context.fill()
}

function line(context: Context, x1: number, y1: number, x2: number, y2: number, colour?: string): void {
  if (colour) context.strokeStyle = colour
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}

function ellipse(
  context: Context,
  x: number,
  y: number,
  across: number,
  down: number,
  colour: string,
  outline?: string,
): void {
  context.fillStyle = colour
  context.beginPath()
  context.ellipse(x, y, across, down, 0, 0, 2 * Math.PI)
  context.fill()
  if (!outline) return
  context.strokeStyle = outline
  context.lineWidth = Math.max(1, across / 12)
  context.stroke()
}
