/** The brass loupe: four triangles with action values and probabilities of one square, and a card with its numbers. */
import { type Board, cellName } from '../core/board.ts'
import type { TabularFrame } from '../core/frame.ts'
import { type Area, type BoardLayout, centreOf } from './board-layout.ts'
import { shortNumber, shownState } from './mark-painter.ts'
import { inkOn, type Palette, signedColour } from './palette.ts'

type Context = CanvasRenderingContext2D

const CARD_HEIGHT = 28

/** Paints the loupe for `cell`, clear of that square and of the robot's. */
export function paintLoupe(
  context: Context,
  board: Board,
  layout: BoardLayout,
  palette: Palette,
  frame: TabularFrame,
  cell: number,
  largest: number,
): void {
  outlineSquare(context, board, layout, palette, cell)
  const state = shownState(board, frame, cell)
  const radius = Math.min(82, Math.max(54, layout.cell * 1.15))
  const [x, y] = placeFor(board, layout, frame, cell, radius)
  const [cellX, cellY] = centreOf(layout, board, cell)
  context.strokeStyle = palette.token('ink')
  context.lineWidth = 1.2
  context.beginPath()
  context.moveTo(cellX, cellY)
  context.lineTo(x, y)
  context.stroke()
  const rows = cardRows(board, frame, cell, state)
  if (state >= 0) paintLens(context, board, palette, frame, state, x, y, radius, largest)
  paintCard(context, palette, layout.area, rows, x, state >= 0 ? y - radius - 10 : y)
}

function outlineSquare(
  context: Context,
  board: Board,
  layout: BoardLayout,
  palette: Palette,
  cell: number,
): void {
  const [x, y] = centreOf(layout, board, cell)
  const half = layout.cell / 2 - 1
  context.strokeStyle = palette.token('ink')
  context.lineWidth = 2.5
  context.beginPath()
  context.roundRect(x - half, y - half, 2 * half, 2 * half, Math.min(7, layout.cell / 7))
  context.stroke()
}

/** The nearest place around the square that hides neither it nor the robot and stays on the stage. */
function placeFor(
  board: Board,
  layout: BoardLayout,
  frame: TabularFrame,
  cell: number,
  radius: number,
): [number, number] {
  const { area } = layout
  const [x, y] = centreOf(layout, board, cell)
  const robot = centreOf(layout, board, board.cellOfState[frame.state]!)
  const away = radius + layout.cell * 0.75
  let best: [number, number] = [x, y]
  let bestCost = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 16; turn++) {
    const angle = (turn / 16) * 2 * Math.PI
    const spotX = clamp(x + away * Math.cos(angle), area.x + radius + 8, area.x + area.width - radius - 8)
    const spotY = clamp(
      y + away * Math.sin(angle),
      area.y + radius + CARD_HEIGHT + 14,
      area.y + area.height - radius - 8,
    )
    const hidesSquare = Math.max(0, away - 6 - Math.hypot(spotX - x, spotY - y))
    const hidesRobot = Math.max(
      0,
      radius + layout.cell * 0.7 - Math.hypot(spotX - robot[0], spotY - robot[1]),
    )
    const cost = 4 * hidesSquare + 4 * hidesRobot + Math.abs(angle - 1.25 * Math.PI)
    if (cost >= bestCost) continue
    bestCost = cost
    best = [spotX, spotY]
  }
  return best
}

function paintLens(
  context: Context,
  board: Board,
  palette: Palette,
  frame: TabularFrame,
  state: number,
  x: number,
  y: number,
  radius: number,
  largest: number,
): void {
  const actions = board.actionVectors.length
  const probability = (action: number) => frame.policy[state * actions + action]!
  const value = (action: number) => frame.actionValues?.[state * actions + action] ?? frame.values[state]!
  const best = Math.max(...board.actionVectors.map((_, action) => value(action)))
  context.save()
  context.shadowColor = 'rgba(0,0,0,.38)'
  context.shadowBlur = 16
  context.shadowOffsetY = 6
  context.fillStyle = palette.token('card')
  disc(context, x, y, radius)
  context.fill()
  context.restore()
  context.save()
  disc(context, x, y, radius - 5)
  context.clip()
  const side = radius * 0.8
  context.fillStyle = signedColour(palette, frame.values[state]! / largest)
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
  board.actionVectors.forEach((vector, action) => {
    if (!vector) return
    const [across, down] = vector
    const strength = value(action) / largest
    context.fillStyle = signedColour(palette, strength)
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + side * (across || -1), y + side * (down || -1))
    context.lineTo(x + side * (across || 1), y + side * (down || 1))
    context.closePath()
    context.fill()
    context.strokeStyle = palette.token('card')
    context.lineWidth = 2
    context.stroke()
    context.fillStyle = inkOn(palette, strength)
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    const textX = x + across * radius * 0.5
    const textY = y + down * radius * 0.5
    context.font = `${value(action) === best ? 700 : 400} 12.5px ${palette.font}`
    context.fillText(shortNumber(value(action)), textX, textY - 6)
    context.font = `11px ${palette.font}`
    context.fillText(`${Math.round(100 * probability(action))}%`, textX, textY + 7)
  })
  context.restore()
  context.strokeStyle = '#8A6A1F'
  context.lineWidth = 7
  disc(context, x, y, radius - 3)
  context.stroke()
  context.strokeStyle = '#D9B04A'
  context.lineWidth = 4.5
  disc(context, x, y, radius - 3)
  context.stroke()
}

function cardRows(board: Board, frame: TabularFrame, cell: number, state: number): string {
  const name = cellName(board, cell)
  const kind = board.tiles[cell]!
  if (state < 0) return `${name} ${kind}`
  const actions = board.actionVectors.length
  const inPlace = board.actionVectors.flatMap((vector, action) =>
    vector === null && frame.actionValues
      ? [`${board.actionNames[action]} ${shortNumber(frame.actionValues[state * actions + action]!)}`]
      : [],
  )
  const parts = [
    `${name} value ${shortNumber(frame.values[state]!)}`,
    `${frame.visits[state]!.toLocaleString('en')} visits`,
    ...inPlace,
  ]
  return parts.join(' \u00b7 ')
}

function paintCard(
  context: Context,
  palette: Palette,
  area: Area,
  text: string,
  x: number,
  bottom: number,
): void {
  context.font = `600 12.5px ${palette.font}`
  const width = context.measureText(text).width + 22
  const left = clamp(x - width / 2, area.x + 4, area.x + area.width - width - 4)
  const top = Math.max(area.y + 2, bottom - CARD_HEIGHT)
  context.save()
  context.shadowColor = 'rgba(0,0,0,.3)'
  context.shadowBlur = 8
  context.shadowOffsetY = 2
  context.fillStyle = palette.token('card')
  context.beginPath()
  context.roundRect(left, top, width, CARD_HEIGHT, 8)
  context.fill()
  context.restore()
  context.fillStyle = palette.token('ink')
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillText(text, left + 11, top + CARD_HEIGHT / 2)
}

function disc(context: Context, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
}

const clamp = (value: number, low: number, high: number) =>
  Math.min(Math.max(value, low), Math.max(low, high))
