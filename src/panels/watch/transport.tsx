/** Start again, play or pause, one step. */
import { usePanels } from '../context.ts'
import { Icon, PlayPauseIcon } from '../icons.tsx'
import { useStore } from '../use-store.ts'

export function Transport() {
  const { commands } = usePanels()
  const playing = useStore(state => state.run.status === 'running' || state.run.status === 'starting')
  return (
    <>
      <button
        type="button"
        class="icon"
        aria-label="Start again (R)"
        title="Start again (R)"
        onClick={() => commands.restart()}
      >
        <Icon name="restart" />
      </button>
      <button
        type="button"
        class="btn primary play"
        aria-label={playing ? 'Pause (Space)' : 'Play (Space)'}
        title={playing ? 'Pause (Space)' : 'Play (Space)'}
        onClick={() => commands.togglePlaying()}
      >
        <PlayPauseIcon playing={playing} />
      </button>
      <button
        type="button"
        class="icon"
        aria-label="One step (.)"
        title="One step (.)"
        onClick={() => commands.stepOnce()}
      >
        <Icon name="step" />
      </button>
    </>
  )
}
