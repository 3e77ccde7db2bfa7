/** What the stage shows in the live ways of teaching. */
import type { AppState } from '../../store/state.ts'
import { useStore } from '../use-store.ts'

/** Pip acts; the person acts; a clip goes by; what was corrected beside what was shown instead. */
export type LiveView = 'robot' | 'person' | 'clip' | 'pair'

export function liveView({ teach: { way, live } }: AppState): LiveView {
  if (way === 'praise') return 'robot'
  const acting = live !== null && live.kind !== 'praise'
  if (way === 'demo') return acting ? 'person' : 'robot'
  if (!acting) return 'clip'
  return live.status === 'finished' ? 'pair' : 'person'
}

export const useLiveView = (): LiveView => useStore(liveView)
