/** A board as a small flat picture: one square per cell, optionally the path of a clip over it. */
import { useMemo } from 'preact/hooks'
import type { Board } from '../core/board.ts'
import { tileColor } from './tile-colors.ts'

/** Units per cell. */
const CELL = 10
const GAP = 1

interface BoardPictureProps {
  readonly board: Board
  readonly class?: string
  /** Cells in order; drawn as a line with a ring at the start and a dot at the end. */
  readonly path?: readonly number[]
}

export function BoardPicture({ board, class: className = 'thumb', path }: BoardPictureProps) {
  const tiles = useMemo(() => tilePaths(board), [board])
  const width = board.columns * CELL + GAP
  const height = board.rows * CELL + GAP
  return (
    <svg
      class={className}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      {tiles.map(({ color, d }) => (
        <path key={color} d={d} fill={color} />
      ))}
      {path && path.length > 0 && <PathLine board={board} cells={path} />}
    </svg>
  )
}

/** One path element per colour instead of one rectangle per cell. */
function tilePaths(board: Board): { color: string; d: string }[] {
  const byColor = new Map<string, string>()
  board.tiles.forEach((tile, cell) => {
    const x = (cell % board.columns) * CELL + GAP
    const y = Math.floor(cell / board.columns) * CELL + GAP
    const size = CELL - GAP
    const square = `M${x} ${y}h${size}v${size}h${-size}z`
    const color = tileColor(tile)
    byColor.set(color, (byColor.get(color) ?? '') + square)
  })
  return [...byColor].map(([color, d]) => ({ color, d }))
}

function PathLine({ board, cells }: { board: Board; cells: readonly number[] }) {
  const points = cells.map(cell => [
    ((cell % board.columns) + 0.5) * CELL + GAP / 2,
    (Math.floor(cell / board.columns) + 0.5) * CELL + GAP / 2,
  ])
  const [first, last] = [points[0]!, points.at(-1)!]
  const d = `M${points.map(point => point.join(' ')).join('L')}`
  return (
    <g fill="none" stroke-linecap="round" stroke-linejoin="round">
      <path d={d} stroke="var(--card)" stroke-width="5" opacity=".8" />
      <path d={d} stroke="var(--ink)" stroke-width="2.400" />
      <circle
        cx={first[0]}
        cy={first[1]}
        r="2.600"
        stroke="var(--ink)"
        stroke-width="1.400"
        fill="var(--card)"
      />
      <circle cx={last[0]} cy={last[1]} r="2.800" fill="var(--ink)" />
    </g>
  )
}
