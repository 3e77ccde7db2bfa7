/** One canvas over two mats, or over one; names above it, what Pip makes of each clip and how far it has come below it. */
import { useRef } from 'preact/hooks'
import { shownClip, shownQuery } from '../../store/selectors.ts'
import type { TeachWay } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { StageSlot } from '../watch/stage-slot.tsx'
import { clipChoice } from './clip-choice.ts'
import { ClipProgressBar } from './clip-progress-bar.tsx'
import { ClipTraceLine } from './clip-trace.tsx'
import { traceReach, truthReach } from './trace-path.ts'

const DOUBLE_TAP_MILLISECONDS = 350
const SIDES = ['left', 'right'] as const

export function ClipStage({ way }: { way: TeachWay }) {
  const { commands } = usePanels()
  const compares = way === 'compare'
  const query = useStore(state => (compares ? shownQuery(state) : null))
  const clip = useStore(state => (compares ? null : shownClip(state)))
  const chosen = useStore(state => state.teach.chosen)
  const again = useStore(state => state.teach.editing !== null)
  const traced = useStore(state => state.world.form === 'control' && compares)
  const showTrue = useStore(state => state.teach.showTrueReward)
  const mats = useRef<HTMLDivElement>(null)
  const answeredAt = useRef(Number.NEGATIVE_INFINITY)
  const press = useRef<{ id: number; x: number; y: number } | null>(null)

  const sideAt = (x: number, y: number): 'left' | 'right' | null => {
    const found = Array.from(mats.current!.children).findIndex(mat => {
      const { left, right, top, bottom } = mat.getBoundingClientRect()
      return x >= left && x < right && y >= top && y < bottom
    })
    return SIDES[found] ?? null
  }
  const choose = (event: PointerEvent) => {
    const from = press.current
    press.current = null
    if (!compares || !query || from?.id !== event.pointerId) return
    const stroke = { fromX: from.x, fromY: from.y, toX: event.clientX, toY: event.clientY }
    const side = clipChoice(stroke, sideAt)
    // The second tap of two was meant for the pair before.
    if (!side || event.timeStamp - answeredAt.current < DOUBLE_TAP_MILLISECONDS) return
    answeredAt.current = event.timeStamp
    void commands.answer(side, event.pointerType === 'mouse' ? 'pointer' : 'touch')
  }

  const traces = query?.traces ?? null
  const steps = traces ? Math.max(...traces.map(({ mean }) => mean.length)) : 0
  const reach = traces ? traceReach(traces) : 0
  const truth = traces && showTrue ? truthReach(traces) : null
  const ready = compares ? query !== null : clip !== null
  const mat = (name: string, index: number) => (
    <div class={`stage mat ${chosen === SIDES[index] && compares ? 'marked' : ''}`} key={name}>
      <span class="tagl">{name}</span>
      {!ready && <Waiting way={way} />}
      {traced && (
        <div class="trace-row">
          {traces ? (
            <ClipTraceLine
              index={index}
              name={name}
              trace={traces[index]!}
              steps={steps}
              reach={reach}
              truth={truth}
            />
          ) : (
            ready && (
              <span class="muted">
                {again ? 'An old pair shows no guess.' : 'Pip has no guess about this pair yet.'}
              </span>
            )
          )}
        </div>
      )}
      <ClipProgressBar index={index} name={name} />
    </div>
  )
  return (
    <div
      class={`clips ${way} ${traced ? 'traced' : ''} ${compares && ready ? 'choosable' : ''}`}
      onPointerDown={event => {
        press.current = event.isPrimary ? { id: event.pointerId, x: event.clientX, y: event.clientY } : null
      }}
      onPointerUp={choose}
      onPointerCancel={() => {
        press.current = null
      }}
    >
      <div class="mats" ref={mats}>
        {compares ? [mat('Left', 0), mat('Right', 1)] : mat('Clip', 0)}
      </div>
      <StageSlot />
    </div>
  )
}

function Waiting({ way }: { way: TeachWay }) {
  const running = useStore(state => state.run.status === 'running')
  const failed = useStore(state => state.run.failure?.message ?? null)
  if (failed) return <span class="waiting">{failed}</span>
  return (
    <span class="waiting" role="status">
      <i class="busy" aria-hidden="true" />
      {way === 'compare'
        ? 'Choosing two clips from what Pip did.'
        : running
          ? 'Choosing a clip from what Pip did.'
          : 'Pip stands still. Let it run, and a clip comes.'}
    </span>
  )
}
