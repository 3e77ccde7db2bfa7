/** One canvas over two mats, or over one; names above it and how far each clip has come below it. */
import { useEffect, useState } from 'preact/hooks'
import type { TeachWay } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { StageSlot } from '../watch/stage-slot.tsx'
import { ClipProgressBar } from './clip-progress-bar.tsx'

export function ClipStage({ way }: { way: TeachWay }) {
  const ready = useStore(state =>
    state.teach.way === 'compare' ? state.teach.queries.length > 0 : state.teach.episode !== null,
  )
  const chosen = useStore(state => state.teach.chosen)
  const { pauseClips } = usePanels()
  const [paused, setPaused] = useState(false)
  const pause = (next: boolean) => {
    setPaused(next)
    pauseClips(next)
  }
  useEffect(() => () => pauseClips(false), [])
  const waiting = way === 'compare' ? 'Choosing two clips.' : 'Waiting for Pip to finish an episode.'
  const mat = (name: string, index: number, marked: boolean) => (
    <div class={`stage mat ${marked ? 'marked' : ''}`} key={name}>
      <span class="tagl">{name}</span>
      {!ready && <span class="waiting">{waiting}</span>}
      <ClipProgressBar index={index} name={name} paused={paused} onPause={pause} />
    </div>
  )
  return (
    <div class={`clips ${way}`}>
      <div class="mats">
        {way === 'compare' ? (
          <>
            {mat('Left', 0, chosen === 'left')}
            {mat('Right', 1, chosen === 'right')}
          </>
        ) : (
          mat('Last episode', 0, false)
        )}
      </div>
      <StageSlot />
    </div>
  )
}
