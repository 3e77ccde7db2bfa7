/** A reward over the squares: orange to avoid, blue to seek, hatched where unsure. */
import { useId, useMemo } from 'preact/hooks'
import { type Board, cellName } from '../../core/board.ts'
import { signedText } from '../number-text.ts'
import { signedColor } from '../signed-color.ts'
import { pictureOf } from '../tile-art.ts'
import { lensCells } from './lens-data.ts'

const CELL = 20
const EDGE = 5

interface LensBoardProps {
  readonly board: Board
  /** Reward of entering each cell, NaN where nothing can enter. [cells] */
  readonly mean: Float64Array
  readonly deviation: Float64Array | null
  readonly label: string
  /** Cells with a ring. */
  readonly marked?: readonly number[]
}

export function LensBoard({ board, mean, deviation, label, marked = [] }: LensBoardProps) {
  const hatch = useId()
  const cells = useMemo(() => lensCells(mean, deviation), [mean, deviation])
  const place = (cell: number) => ({
    x: (cell % board.columns) * CELL,
    y: Math.floor(cell / board.columns) * CELL,
  })
  const width = board.columns * CELL
  const height = board.rows * CELL
  return (
    <svg
      class="lens-board"
      viewBox={`${-EDGE} ${-EDGE} ${width + 2 * EDGE} ${height + 2 * EDGE}`}
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v6" stroke="var(--ink-2)" stroke-width="1.600" />
        </pattern>
      </defs>
      <rect
        x={-EDGE + 0.5}
        y={-EDGE + 0.5}
        width={width + 2 * EDGE - 1}
        height={height + 2 * EDGE - 1}
        rx="4"
        fill="var(--groove)"
        stroke="var(--rim-lo)"
      />
      {board.tiles.map((tile, cell) => {
        if (tile !== 'wall') return null
        const { x, y } = place(cell)
        return (
          <rect
            key={cell}
            x={x + 0.6}
            y={y + 0.6}
            width={CELL - 1.2}
            height={CELL - 1.2}
            rx="2"
            fill="var(--tile-wall)"
          />
        )
      })}
      {cells.map(({ cell, difference, amount, unsure }) => {
        const { x, y } = place(cell)
        const box = { x: x + 0.6, y: y + 0.6, width: CELL - 1.2, height: CELL - 1.2, rx: 2 }
        return (
          <g key={cell}>
            <rect {...box} fill={signedColor(amount)}>
              <title>{`${cellName(board, cell)}, ${board.tiles[cell]}, ${signedText(difference)}${unsure ? ', not sure' : ''}`}</title>
            </rect>
            {unsure && <rect {...box} fill={`url(#${hatch})`} opacity=".55" pointer-events="none" />}
          </g>
        )
      })}
      {board.tiles.map((tile, cell) => {
        const picture = tile === 'goal' ? pictureOf(tile) : undefined
        if (!picture) return null
        const { x, y } = place(cell)
        return (
          <image
            key={cell}
            href={picture}
            x={x + 3}
            y={y + 3}
            width={CELL - 6}
            height={CELL - 6}
            pointer-events="none"
          />
        )
      })}
      {marked.map(cell => {
        const { x, y } = place(cell)
        return (
          <rect
            key={cell}
            class="ringed"
            x={x + 1.6}
            y={y + 1.6}
            width={CELL - 3.2}
            height={CELL - 3.2}
            rx="3"
            fill="none"
            stroke="var(--ink)"
            stroke-width="1.800"
            pointer-events="none"
          />
        )
      })}
    </svg>
  )
}
