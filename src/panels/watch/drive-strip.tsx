/** A strip to drag on: the middle is no push, the ends are full force; let go and it is none again. */
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { useStore } from '../use-store.ts'

/** Drags land on this many stops to either side. */
const STOPS = 20

/** Where on a strip a pointer is, -1 to 1. */
export function stripValue(x: number, left: number, width: number): number {
  const share = ((x - left) / width) * 2 - 1
  return Math.min(1, Math.max(-1, Math.round(share * STOPS) / STOPS))
}

interface DriveStripProps {
  /** Of what a person holds (`core/play-axes.ts`). */
  readonly axis: number
  readonly name: string
  readonly small?: boolean
}

export function DriveStrip({ axis, name, small = false }: DriveStripProps) {
  const { commands } = usePanels()
  const input = useStore(state => state.play.held[axis] ?? null)
  const value = input ?? 0
  const seek = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    commands.setPlayInput({ value: stripValue(event.clientX, left, width) }, axis)
  }
  const letGo = () => commands.setPlayInput(null, axis)
  return (
    <div
      class={`strip-drive ${small ? 'small' : ''}`}
      role="slider"
      tabIndex={0}
      aria-label={`${name}: hold its keys, or drag`}
      aria-valuemin={-1}
      aria-valuemax={1}
      aria-valuenow={value}
      aria-valuetext={input === null ? 'nothing held' : signedText(value, 2)}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
      }}
      onLostPointerCapture={letGo}
    >
      <i
        class={value < 0 ? 'neg' : 'pos'}
        style={{ left: `${50 + Math.min(0, value) * 50}%`, width: `${Math.abs(value) * 50}%` }}
      />
      <i class="zero" />
      <i class="grip" style={{ left: `${50 + value * 50}%` }} />
      {!small && <span class="word">{input === null ? 'drag' : signedText(value, 2)}</span>}
    </div>
  )
}
