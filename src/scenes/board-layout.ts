/** Where a board lies in its part of the canvas, in CSS pixels: tray, rulers and cells. */
import type { Board } from '../core/board.ts'

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface BoardLayout {
  readonly area: Area
  /** Side of a cell with its gap. */
  readonly cell: number
  /** Left upper corner of the first cell. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Width of the plywood rim. */
  readonly rim: number
  readonly gap: number
  readonly rulers: boolean
}

export function layOut(board: Board, area: Area, rulers: boolean): BoardLayout {
  const withRulers = rulers && area.width > 300
  const ruler = withRulers ? 22 : 0
  const rim = area.width < 420 ? 8 : 13
  const margin = 6
  const room = (size: number) => size - ruler - 2 * (rim + margin)
  const cell = Math.max(
    8,
    Math.floor(Math.min(room(area.width) / board.columns, room(area.height) / board.rows, 112)),
  )
  const width = cell * board.columns
  const height = cell * board.rows
  return {
    area,
    cell,
    x: Math.round(area.x + (area.width - width + ruler) / 2),
    y: Math.round(area.y + (area.height - height + ruler) / 2),
    width,
    height,
    rim,
    gap: cell > 40 ? 3 : 2,
    rulers: withRulers,
  }
}

/** How the page has laid the two mats of a pair: side by side, or the left above the right. */
export interface ClipArrangement {
  readonly stacked: boolean
  /** Between the two parts, CSS pixels. */
  readonly gap: number
}

/** Left and right part of the canvas, or upper and lower; the page's mats lie under them. */
export function clipAreas(
  width: number,
  height: number,
  { stacked, gap }: ClipArrangement,
): readonly [Area, Area] {
  if (stacked) {
    const half = (height - gap) / 2
    return [
      { x: 0, y: 0, width, height: half },
      { x: 0, y: half + gap, width, height: half },
    ]
  }
  const half = (width - gap) / 2
  return [
    { x: 0, y: 0, width: half, height },
    { x: half + gap, y: 0, width: half, height },
  ]
}

export const centreOf = (layout: BoardLayout, board: Board, cell: number): [x: number, y: number] => [
  layout.x + ((cell % board.columns) + 0.5) * layout.cell,
  layout.y + (Math.floor(cell / board.columns) + 0.5) * layout.cell,
]

/** The cell under a point, or null outside. */
export function cellAt(layout: BoardLayout, board: Board, x: number, y: number): number | null {
  const column = Math.floor((x - layout.x) / layout.cell)
  const row = Math.floor((y - layout.y) / layout.cell)
  const inside = column >= 0 && row >= 0 && column < board.columns && row < board.rows
  return inside ? row * board.columns + column : null
}
