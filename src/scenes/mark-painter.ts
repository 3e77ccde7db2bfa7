/** Paints what the learner believes and did: policy arrows, digits and trails. */
import type { Board } from '../core/board.ts'
import type { TabularFrame } from '../core/frame.ts'
import { type BoardLayout, centreOf } from './board-layout.ts'
import { inkOn, type Palette } from './palette.ts'
import { VALUELESS } from './tile-painter.ts'

type Context = CanvasRenderingContext2D

/** Moves less likely than this draw no arrow. */
const LEAST_PROBABILITY = 0.06
/** Steps of a trail that are drawn. */
const TRAIL_STEPS = 80

/** State shown at a cell while the robot is in `frame.state`, or -1. */
export const shownState = (board: Board, frame: TabularFrame, cell: number): number =>
  board.stateAt[board.contextOfState[frame.state]! * board.tiles.length + cell]!

/** Smallest and largest value over the squares that are drawn. */
export function valueRange(board: Board, frame: TabularFrame): { min: number; max: number } {
  let min = 0
  let max = 0
  board.tiles.forEach((kind, cell) => {
    const state = shownState(board, frame, cell)
    if (state < 0 || VALUELESS.has(kind)) return
    min = Math.min(min, frame.values[state]!)
    max = Math.max(max, frame.values[state]!)
  })
  return { min, max }
}

export function paintArrows(
  context: Context,
  board: Board,
  layout: BoardLayout,
  palette: Palette,
  frame: TabularFrame,
  strengthOf: (cell: number) => number,
): void {
  const { cell: side } = layout
  if (side < 18) return
  const actions = board.actionVectors.length
  context.lineCap = 'round'
  context.lineJoin = 'round'
  board.tiles.forEach((kind, cell) => {
    const state = shownState(board, frame, cell)
    if (state < 0 || VALUELESS.has(kind)) return
    const ink = inkOn(palette, strengthOf(cell))
    const [x, y] = centreOf(layout, board, cell)
    let likeliest = 0
    for (let action = 0; action < actions; action++) {
      likeliest = Math.max(likeliest, frame.policy[state * actions + action]!)
    }
    for (let action = 0; action < actions; action++) {
      const probability = frame.policy[state * actions + action]!
      const vector = board.actionVectors[action]
      const main = probability === likeliest
      if (!vector || probability < LEAST_PROBABILITY || (!main && side < 34)) continue
      context.globalAlpha = main && likeliest > 0.4 ? 0.95 : 0.62
      context.strokeStyle = ink
      context.fillStyle = ink
      context.lineWidth = Math.max(1.4, side * (main && likeliest > 0.4 ? 0.05 : 0.03))
      const length = side * (0.1 + 0.29 * probability)
      arrow(context, x, y, vector, side * 0.06, length, Math.max(3, side * 0.075))
    }
  })
  context.globalAlpha = 1
}

function arrow(
  context: Context,
  x: number,
  y: number,
  [across, down]: readonly [number, number],
  from: number,
  length: number,
  head: number,
): void {
  const endX = x + across * (from + length)
  const endY = y + down * (from + length)
  context.beginPath()
  context.moveTo(x + across * from, y + down * from)
  context.lineTo(endX - across * head, endY - down * head)
  context.stroke()
  context.beginPath()
  context.moveTo(endX, endY)
  context.lineTo(
    endX - across * head * 1.5 - down * head * 0.8,
    endY - down * head * 1.5 + across * head * 0.8,
  )
  context.lineTo(
    endX - across * head * 1.5 + down * head * 0.8,
    endY - down * head * 1.5 - across * head * 0.8,
  )
  context.closePath()
  context.fill()
}

/** One number a square, or the four action values where there is room. */
export function paintDigits(
  context: Context,
  board: Board,
  layout: BoardLayout,
  palette: Palette,
  frame: TabularFrame,
  strengthOf: (cell: number) => number,
  withArrows: boolean,
): void {
  const { cell: side } = layout
  if (side < 30) return
  const actions = board.actionVectors.length
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  board.tiles.forEach((kind, cell) => {
    const state = shownState(board, frame, cell)
    if (state < 0 || VALUELESS.has(kind)) return
    const [x, y] = centreOf(layout, board, cell)
    context.fillStyle = inkOn(palette, strengthOf(cell))
    if (side >= 66 && frame.actionValues && !withArrows) {
      context.font = `11px ${palette.font}`
      board.actionVectors.forEach((vector, action) => {
        if (!vector) return
        const text = shortNumber(frame.actionValues![state * actions + action]!)
        context.fillText(text, x + vector[0] * side * 0.27, y + vector[1] * side * 0.33)
      })
      return
    }
    context.font = `600 ${side < 48 ? 10 : 12}px ${palette.font}`
    context.fillText(shortNumber(frame.values[state]!), x, withArrows ? y + side * 0.36 : y)
  })
}

export const shortNumber = (value: number): string =>
  value === 0
    ? '0'
    : value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2).replace('-', '\u2212')

export function paintPastTrails(
  context: Context,
  board: Board,
  layout: BoardLayout,
  palette: Palette,
  trails: readonly Int32Array[],
): void {
  context.strokeStyle = palette.token('ink')
  context.globalAlpha = 0.5
  trails.forEach((trail, index) => {
    const shift = (index - 1) * Math.max(2, layout.cell * 0.06)
    dotted(context, board, layout, trail, Math.max(1.6, layout.cell * 0.026), shift)
  })
  context.globalAlpha = 1
}

export function paintTrail(
  context: Context,
  board: Board,
  layout: BoardLayout,
  palette: Palette,
  trail: ArrayLike<number>,
): void {
  if (trail.length < 2) return
  const width = Math.max(2.4, layout.cell * 0.05)
  context.strokeStyle = palette.token('card')
  context.globalAlpha = 0.5
  context.setLineDash([])
  path(context, board, layout, trail, 0)
  context.lineWidth = width * 3
  context.stroke()
  context.globalAlpha = 1
  context.strokeStyle = palette.token('accent')
  dotted(context, board, layout, trail, width, 0)
}

function dotted(
  context: Context,
  board: Board,
  layout: BoardLayout,
  trail: ArrayLike<number>,
  width: number,
  shift: number,
): void {
  if (trail.length < 2) return
  path(context, board, layout, trail, shift)
  context.lineWidth = width
  context.setLineDash([0, width * 2.1])
  context.stroke()
  context.setLineDash([])
}

/** A line through cell centres with rounded turns. */
function path(
  context: Context,
  board: Board,
  layout: BoardLayout,
  trail: ArrayLike<number>,
  shift: number,
): void {
  const from = Math.max(0, trail.length - TRAIL_STEPS)
  const points: [number, number][] = []
  for (let i = from; i < trail.length; i++) {
    const [x, y] = centreOf(layout, board, board.cellOfState[trail[i]!]!)
    const last = points.at(-1)
    if (!last || last[0] !== x + shift || last[1] !== y + shift) points.push([x + shift, y + shift])
  }
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.beginPath()
  points.forEach(([x, y], i) => {
    const next = points[i + 1]
    if (i === 0 || !next) context.lineTo(x, y)
    else context.arcTo(x, y, next[0], next[1], layout.cell * 0.3)
  })
}
