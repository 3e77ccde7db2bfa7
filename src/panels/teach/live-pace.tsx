/** How fast Pip, or the person in its place, goes; a grid world has no time of its own and takes a step at a time. */
import { PLAYBACKS } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { Segments } from '../controls/segments.tsx'
import { Icon } from '../icons.tsx'
import { useStore } from '../use-store.ts'
import { PLAYBACK_NAMES } from '../watch/playback-switch.tsx'
import { useLiveView } from './live-view.ts'

const OPTIONS = PLAYBACKS.map(playback => ({ value: String(playback), label: PLAYBACK_NAMES[playback] }))

export function LivePace() {
  const { commands } = usePanels()
  const view = useLiveView()
  const paused = useStore(state => state.run.status === 'paused')
  const playback = useStore(state => state.teach.clipPlayback)
  const grid = useStore(state => state.world.form === 'tabular')
  const acts = view === 'robot'
  const note = acts
    ? 'It goes on learning meanwhile.'
    : grid
      ? 'Each press is one step: take your time.'
      : 'Slower is easier to show well.'
  return (
    <fieldset class="clip-tools" aria-label="Pace">
      {acts && (
        <button
          type="button"
          class="icon"
          aria-label={paused ? 'Let Pip go on' : 'Let Pip stand still'}
          title={paused ? 'Go on (Space)' : 'Stand still (Space)'}
          onClick={() => commands.togglePlaying()}
        >
          <Icon name={paused ? 'play' : 'pause'} />
        </button>
      )}
      {(acts || !grid) && (
        <Segments
          label="Pace"
          value={String(playback)}
          options={OPTIONS}
          onChange={next => commands.setClipPlayback(PLAYBACKS.find(each => String(each) === next)!)}
        />
      )}
      <span class="muted live-note">{note}</span>
    </fieldset>
  )
}
