/** Drags or taps the phone's sheet to one of three heights. */
import { useRef } from 'preact/hooks'

export type SheetHeight = 'low' | 'half' | 'full'

const HEIGHTS: readonly SheetHeight[] = ['low', 'half', 'full']
/** A drag shorter than this is a tap, in CSS pixels. */
const TAP = 12

interface SheetHandleProps {
  readonly height: SheetHeight
  onChange(height: SheetHeight): void
}

export function SheetHandle({ height, onChange }: SheetHandleProps) {
  const startedAt = useRef<number | null>(null)
  const dragged = useRef(false)
  const at = HEIGHTS.indexOf(height)
  return (
    <button
      type="button"
      class="grab"
      aria-label={`Sheet height: ${height}. Change`}
      onPointerDown={event => {
        startedAt.current = event.clientY
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerUp={event => {
        const moved = startedAt.current === null ? 0 : event.clientY - startedAt.current
        startedAt.current = null
        dragged.current = Math.abs(moved) >= TAP
        if (dragged.current) onChange(HEIGHTS[Math.min(2, Math.max(0, at + (moved < 0 ? 1 : -1)))]!)
      }}
      onClick={() => {
        if (!dragged.current) onChange(HEIGHTS[(at + 1) % HEIGHTS.length]!)
        dragged.current = false
      }}
    >
      <i />
    </button>
  )
}
